// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Theme

/// How to connect the first client.
ColumnLayout {
    id: empty

    required property string address
    readonly property string command: "curl -N " + address + "/ws/monitor \\\n  -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\\n  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: VGlja3dlbGwgd2luZG93IQ=='"

    spacing: Theme.space12

    Label {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        text: empty.address !== "" ? qsTr("No clients yet. Connect one:") : qsTr("No clients: the server is not running.")
    }
    CommandExample {
        Layout.fillWidth: true
        visible: empty.address !== ""
        command: empty.command
    }
}
