// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The lines over a price chart: the last price, and the crosshair.
Item {
    id: lines

    required property priceMark lastPrice
    required property crosshair crosshair

    clip: true

    DashedLine {
        visible: lines.lastPrice.visible
        y: lines.lastPrice.y
        color: lines.lastPrice.rising ? Theme.up : Theme.down
        dash: 1
        gap: 2
    }
    DashedLine {
        visible: lines.crosshair.visible
        y: Math.round(lines.crosshair.y)
        color: Theme.muted
    }
    DashedLine {
        visible: lines.crosshair.visible
        x: lines.crosshair.x
        vertical: true
        color: Theme.muted
    }
}
