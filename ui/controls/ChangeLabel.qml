// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A change in percent: its sign is told by arrow and colour.
Label {
    id: label

    required property real change
    required property string changeText

    text: changeText === "" ? "" : (change > 0 ? "▲ " : change < 0 ? "▼ " : "") + changeText
    color: Theme.changeColor(change)
    horizontalAlignment: Text.AlignRight
    Accessible.name: change > 0 ? qsTr("up %1").arg(changeText) : change < 0 ? qsTr("down %1").arg(changeText) : changeText
}
