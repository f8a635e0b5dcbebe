// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Theme

/// What went wrong, over the list it concerns, until it is dismissed. Hidden without a text.
Item {
    id: line

    property alias text: notice.text

    visible: text !== ""
    height: Math.max(notice.implicitHeight, dismiss.height) + Theme.space8

    Label {
        id: notice

        x: Theme.space12
        width: dismiss.x - x - Theme.space4
        height: parent.height
        color: Theme.down
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
    IconButton {
        id: dismiss

        x: parent.width - width - Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        iconName: "close"
        text: qsTr("Dismiss")
        onClicked: line.text = ""
    }
}
