// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// What has just happened, in a corner above the page. What is done goes by itself; a failure and an
/// alert stay until they were seen.
Column {
    id: notices

    required property NoticeModel model

    /// The person wants to know more: of messages, or of tasks.
    signal opened(bool messages)

    width: Theme.popupWidth
    spacing: Theme.space8

    Repeater {
        model: notices.model

        Rectangle {
            id: notice

            required property int index
            required property int kind
            required property string title
            required property string body
            required property int size

            readonly property bool failed: kind === NoticeModel.Failed
            readonly property bool message: kind === NoticeModel.Message
            readonly property bool alert: kind === NoticeModel.Alert

            function open() {
                // An alert has said all there is.
                if (!alert)
                    notices.opened(message);
                notices.model.dismiss(index);
            }

            width: notices.width
            height: row.implicitHeight + 2 * Theme.space12
            radius: Theme.radius
            color: Theme.panelRaised
            border.color: Theme.lineStrong
            Accessible.role: Accessible.AlertMessage
            Accessible.name: title + ": " + body
            Accessible.onPressAction: open()
            onSizeChanged: life.restart()

            // A person who is not there has not seen it; one who points at it reads it.
            Timer {
                id: life

                interval: notice.message ? Theme.noticeOfMessage : Theme.noticeOfTask
                running: !notice.failed && !notice.alert && !hover.hovered && notice.Window.active
                onTriggered: notices.model.dismiss(notice.index)
            }
            HoverHandler {
                id: hover

                cursorShape: Qt.PointingHandCursor
            }
            TapHandler {
                onTapped: notice.open()
            }
            RowLayout {
                id: row

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.leftMargin: Theme.space12
                anchors.rightMargin: Theme.space8
                y: Theme.space12
                spacing: Theme.space12

                Icon {
                    Layout.preferredWidth: Theme.icon
                    Layout.preferredHeight: Theme.icon
                    Layout.alignment: Qt.AlignTop
                    name: notice.message ? "chat" : notice.failed || notice.alert ? "warning" : "check"
                    color: notice.message ? Theme.accent
                        : notice.failed ? Theme.down : notice.alert ? Theme.warn : Theme.up
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space2

                    Label {
                        Layout.fillWidth: true
                        text: notice.title
                        textFormat: Text.PlainText
                        font.weight: Font.DemiBold
                        elide: Text.ElideRight
                    }
                    Label {
                        Layout.fillWidth: true
                        text: notice.body
                        textFormat: Text.PlainText
                        color: Theme.muted
                        font.pixelSize: Theme.fontLabel
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        elide: Text.ElideRight
                    }
                }
                IconButton {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: -Theme.space4
                    iconName: "close"
                    text: qsTr("Dismiss: %1").arg(notice.title)
                    onClicked: notices.model.dismiss(notice.index)
                }
            }
        }
    }
}
