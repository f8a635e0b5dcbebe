// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// Copies a text, and says so for a moment.
IconButton {
    id: button

    required property string copied
    readonly property bool done: notice.running

    function copy() {
        clipboard.text = copied;
        clipboard.selectAll();
        clipboard.copy();
        notice.restart();
    }

    iconName: done ? "check" : "copy"
    ink: done ? Theme.up : hovered || visualFocus ? Theme.text : Theme.muted
    text: done ? qsTr("Copied") : qsTr("Copy")
    onClicked: copy()

    // The only way to the clipboard from QML.
    TextEdit {
        id: clipboard

        visible: false
    }
    Timer {
        id: notice

        interval: Theme.notice
    }
}
