// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Theme

/// A command for a terminal, with a button that copies it.
Rectangle {
    id: example

    required property string command

    implicitHeight: label.implicitHeight + 2 * Theme.space8
    radius: Theme.radiusSmall
    color: Theme.field
    border.color: Theme.line

    Label {
        id: label

        x: Theme.space12
        y: Theme.space8
        width: copy.x - x - Theme.space8
        text: example.command
        wrapMode: Text.Wrap
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontLabel
    }
    CopyButton {
        id: copy

        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        copied: example.command
        Accessible.name: done ? qsTr("Copied") : qsTr("Copy the command")
    }
}
