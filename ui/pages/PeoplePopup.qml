// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Who is in the room.
Popup {
    id: popup

    required property ChatModel chat
    required property string userId

    width: 220
    height: Math.min(list.contentHeight, 8 * Theme.control) + 2 * padding
    padding: Theme.space6

    contentItem: ListView {
        id: list

        clip: true
        model: popup.chat.people
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People online")
        T.ScrollBar.vertical: ScrollBar {}

        delegate: Item {
            id: person

            required property string modelData

            width: ListView.view ? ListView.view.width : 0
            height: Theme.control
            Accessible.role: Accessible.ListItem
            Accessible.name: nameLabel.text

            Avatar {
                id: avatar

                x: Theme.space6
                anchors.verticalCenter: parent.verticalCenter
                initial: popup.chat.initialOf(person.modelData)
                colorIndex: popup.chat.colorOf(person.modelData)
            }
            Label {
                id: nameLabel

                anchors.left: avatar.right
                anchors.leftMargin: Theme.space8
                anchors.right: parent.right
                anchors.rightMargin: Theme.space8
                height: parent.height
                text: person.modelData === popup.userId ? qsTr("%1 (you)").arg(person.modelData) : person.modelData
                elide: Text.ElideRight
            }
        }
    }
}
