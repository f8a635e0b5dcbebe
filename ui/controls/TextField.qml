// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// A line of text. Its placeholder is its accessible name unless another is given.
T.TextField {
    id: control

    /// Something is wrong with what it says.
    property bool invalid: false

    implicitWidth: Theme.popupWidth
    implicitHeight: Theme.control
    leftPadding: Theme.space12 - 2
    rightPadding: Theme.space12 - 2
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    selectionColor: Theme.textSelection
    selectedTextColor: Theme.text
    placeholderTextColor: Theme.muted
    font.family: Theme.family
    font.pixelSize: Theme.fontNormal
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: placeholderText

    Label {
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        visible: control.length === 0 && control.preeditText === ""
        text: control.placeholderText
        font: control.font
        color: control.placeholderTextColor
        elide: Text.ElideRight
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.field
        border.width: control.activeFocus ? 2 : 1
        border.color: control.invalid ? Theme.down : control.activeFocus ? Theme.accent : control.hovered ? Theme.muted : Theme.lineStrong
    }
}
