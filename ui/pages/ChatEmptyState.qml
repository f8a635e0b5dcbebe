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

    spacing: Theme.space8

    Label {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        text: qsTr("No messages yet. What you write below is read by everyone connected to this server.")
    }
    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        Layout.maximumWidth: empty.width
        visible: empty.address !== ""
        spacing: Theme.space4

        Label {
            Layout.fillWidth: true
            text: empty.command
            font.family: Theme.monoFamily
            font.pixelSize: Theme.fontLabel
            elide: Text.ElideRight
        }
        CopyButton {
            copied: empty.command
        }
    }
}
