// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Who was told what, and whether it arrived.
ListView {
    id: list

    required property NotificationListModel notifications

    implicitHeight: Math.min(contentHeight, 7 * (Theme.row + Theme.space16))
    clip: true
    model: notifications
    currentIndex: -1
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Notifications")
    onActiveFocusChanged: {
        if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0;
    }
    T.ScrollBar.vertical: ScrollBar {}

    delegate: Rectangle {
        id: notification

        required property string email
        required property string message
        required property string when
        required property string delivery
        required property bool failed

        width: ListView.view ? ListView.view.width : 0
        height: column.implicitHeight + 2 * Theme.space8
        radius: Theme.radiusSmall
        color: hover.hovered ? Theme.hover : "transparent"
        Accessible.role: Accessible.ListItem
        Accessible.name: when + ", " + email + ", " + delivery + ", " + message

        HoverHandler {
            id: hover
        }
        FocusRing {
            anchors.margins: 1
            visible: list.activeFocus && notification.ListView.isCurrentItem
        }
        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.space8
            anchors.rightMargin: Theme.space12
            y: Theme.space8
            spacing: Theme.space4

            RowLayout {
                spacing: Theme.space12

                Label {
                    Layout.fillWidth: true
                    text: notification.email
                    textFormat: Text.PlainText
                    elide: Text.ElideMiddle
                    font.weight: Font.DemiBold
                }
                Label {
                    text: notification.when
                    color: Theme.muted
                    font.family: Theme.monoFamily
                    font.pixelSize: Theme.fontSmall
                }
            }
            Label {
                Layout.fillWidth: true
                text: notification.message
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                maximumLineCount: 6
                elide: Text.ElideRight
            }
            Label {
                Layout.fillWidth: true
                text: notification.delivery
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: notification.failed ? Theme.down : Theme.muted
                font.pixelSize: Theme.fontLabel
            }
        }
    }
}
