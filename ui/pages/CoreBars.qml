// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A small upright bar for each core.
Row {
    id: bars

    required property list<real> cores
    /// All of them in words.
    required property string spoken
    /// More cores than this would be too thin to be read one by one.
    readonly property int barWidth: cores.length > 16 ? 2 : cores.length > 8 ? 3 : 5

    spacing: cores.length > 16 ? 1 : 2
    visible: cores.length > 1 && cores.length <= 64
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Cores: %1").arg(spoken)

    Repeater {
        model: bars.cores.length

        Rectangle {
            required property int index

            width: bars.barWidth
            height: Theme.space16
            radius: 1
            color: Theme.chosen

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Math.max(1, Math.round(parent.height * Math.min(100, bars.cores[parent.index] ?? 0) / 100))
                radius: 1
                color: Theme.accent
            }
        }
    }
}
