// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Theme

/// How the export of a chart ended; goes by itself after a while.
Rectangle {
    id: outcome

    required property real availableWidth
    property bool failure: false

    function show(text: string, failed: bool) {
        message.text = text;
        failure = failed;
        visible = true;
        forgetting.restart();
    }

    width: Math.min(availableWidth, Math.ceil(message.implicitWidth) + closing.width + 3 * Theme.space8)
    height: Math.max(message.height, closing.height) + 2 * Theme.space8
    visible: false
    radius: Theme.radiusSmall
    color: Theme.panelRaised
    border.color: failure ? Theme.down : Theme.lineStrong

    Label {
        id: message

        x: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        width: outcome.width - closing.width - 3 * Theme.space8
        wrapMode: Text.Wrap
        font.pixelSize: Theme.fontLabel
        Accessible.role: Accessible.AlertMessage
    }
    IconButton {
        id: closing

        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        iconName: "close"
        text: qsTr("Dismiss")
        onClicked: outcome.visible = false
    }
    Timer {
        id: forgetting

        interval: outcome.failure ? Theme.noticeOfMessage : Theme.noticeOfTask
        onTriggered: outcome.visible = false
    }
}
