// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Theme

/// How to begin a conversation when nobody has said anything.
ColumnLayout {
    id: empty

    required property string address
    readonly property string command: "websocat " + address.replace("http", "ws") + "/ws/chat/ana"

    spacing: Theme.space12

    Label {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        text: qsTr("No messages yet. What you write below is read by everyone connected to this server.")
    }
    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Math.min(empty.width, Math.ceil(command.implicitWidth) + copy.width + Theme.space24)
        Layout.preferredHeight: Theme.control
        visible: empty.address !== ""
        radius: Theme.radiusSmall
        color: Theme.field
        border.color: Theme.line

        Label {
            id: command

            x: Theme.space12
            width: copy.x - x
            height: parent.height
            text: empty.command
            font.family: Theme.monoFamily
            font.pixelSize: Theme.fontLabel
            elide: Text.ElideRight
        }
        CopyButton {
            id: copy

            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            copied: empty.command
        }
    }
}
