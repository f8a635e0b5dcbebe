// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// A measured stretch of a price chart and what lies between its ends.
Item {
    id: box

    required property measurement measurement
    readonly property color ink: measurement.rising ? Theme.up : Theme.down

    visible: measurement.visible
    clip: true
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Measured: %1").arg(prices.text + ", " + times.text)

    Rectangle {
        id: area
        x: Math.min(box.measurement.startX, box.measurement.endX)
        y: Math.min(box.measurement.startY, box.measurement.endY)
        width: Math.max(1, Math.abs(box.measurement.endX - box.measurement.startX))
        height: Math.max(1, Math.abs(box.measurement.endY - box.measurement.startY))
        color: Qt.alpha(box.ink, 0.16)
        border { width: 1; color: box.ink }
    }
    Rectangle {
        x: Math.max(0, Math.min(area.x + (area.width - width) / 2, box.width - width))
        // Beside the end of the stretch, and always in sight.
        y: Math.max(0, Math.min(box.measurement.rising ? area.y - height - Theme.space4 : area.y + area.height + Theme.space4, box.height - height))
        width: Math.ceil(lines.width) + 2 * Theme.space8
        height: Math.ceil(lines.height) + 2 * Theme.space4
        radius: Theme.radiusSmall
        color: Theme.panelRaised
        border { width: 1; color: Theme.lineStrong }

        Column {
            id: lines
            anchors.centerIn: parent

            Text {
                id: prices
                text: (box.measurement.rising ? "▲ " : "▼ ") + box.measurement.change
                    + (box.measurement.percent === "" ? "" : qsTr(" (%1 %)").arg(box.measurement.percent))
                color: box.ink
                font { family: Theme.family; pixelSize: Theme.fontLabel; weight: Font.DemiBold }
            }
            Text {
                id: times
                text: qsTr("%n bar(s), %1", "", box.measurement.bars).arg(box.measurement.duration)
                color: Theme.text
                font { family: Theme.family; pixelSize: Theme.fontLabel }
            }
        }
    }
}
