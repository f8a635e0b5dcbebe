// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The lines behind a price chart: at the ticks of both axes, and dashed where the day changes.
Item {
    id: grid

    required property TickModel priceTicks
    required property TickModel timeTicks
    required property TickModel sessionBreaks

    clip: true

    Repeater {
        model: grid.priceTicks
        Rectangle {
            required property real position
            y: position
            width: grid.width
            height: 1
            color: Theme.line
        }
    }
    Repeater {
        model: grid.timeTicks
        Rectangle {
            required property real position
            x: position
            width: 1
            height: grid.height
            color: Theme.line
        }
    }
    Repeater {
        model: grid.sessionBreaks
        DashedLine {
            required property real position
            objectName: "sessionBreak"
            x: position
            vertical: true
            dash: 4
            gap: 4
            color: Theme.muted
            opacity: 0.7
        }
    }
}
