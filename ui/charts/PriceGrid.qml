// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The lines behind a price chart, at the ticks of both axes.
Item {
    id: grid

    required property TickModel priceTicks
    required property TickModel timeTicks

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
}
