// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Theme

/// A number of an order: its name at the left, the number at the right, what is wrong with it
/// below. Up and Down step it.
Column {
    id: entry

    required property string label
    required property string value
    required property string error
    property bool readOnly: false
    signal edited(string text)
    signal stepped(int step)

    function takeFocus() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    spacing: Theme.space4

    TextField {
        id: field

        width: parent.width
        leftPadding: name.x + name.width + Theme.space8
        text: entry.value
        invalid: entry.error !== ""
        readOnly: entry.readOnly
        maximumLength: 24
        horizontalAlignment: Text.AlignRight
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        font.weight: Font.DemiBold
        Accessible.name: entry.label
        Accessible.description: entry.error
        onTextEdited: entry.edited(text)
        Keys.onUpPressed: entry.stepped(1)
        Keys.onDownPressed: entry.stepped(-1)

        Label {
            id: name

            x: Theme.space12 - 2
            height: field.height
            text: entry.label
            color: Theme.muted
            Accessible.ignored: true
        }
    }
    Label {
        width: parent.width
        visible: text !== ""
        text: entry.error
        color: Theme.down
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
}
