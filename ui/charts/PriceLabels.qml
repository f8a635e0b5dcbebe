// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The price axis at the right of a chart, with the tags of the last price and the crosshair. Its
/// width depends on how many digits prices have, and not on which.
Item {
    id: axis

    required property TickModel ticks
    required property string template
    required property priceMark lastPrice
    required property crosshair crosshair

    implicitWidth: Math.ceil(Math.max(metrics.advanceWidth, 40)) + 2 * Theme.space8

    component Tag: Rectangle {
        property alias text: label.text
        property alias textColor: label.color
        x: 0
        width: axis.width
        height: 18
        radius: 3
        Text {
            id: label
            anchors { left: parent.left; leftMargin: Theme.space8; verticalCenter: parent.verticalCenter }
            font { family: Theme.family; pixelSize: Theme.fontSmall; weight: Font.DemiBold }
        }
    }

    TextMetrics {
        id: metrics
        font { family: Theme.family; pixelSize: Theme.fontSmall; weight: Font.DemiBold }
        text: axis.template
    }

    Repeater {
        model: axis.ticks
        Text {
            required property real position
            required property string label
            // A label that would peep out from behind a tag only disturbs.
            readonly property bool covered: axis.lastPrice.visible
                && Math.abs(position - axis.lastPrice.y) < 14
                || axis.crosshair.visible && Math.abs(position - axis.crosshair.y) < 14
            x: Theme.space8
            y: Math.round(position - height / 2)
            visible: !covered && y >= 0
            text: label
            color: Theme.muted
            font { family: Theme.family; pixelSize: Theme.fontSmall }
        }
    }
    Tag {
        visible: axis.lastPrice.visible
        y: Math.round(axis.lastPrice.y - height / 2)
        color: axis.lastPrice.rising ? Theme.up : Theme.down
        text: axis.lastPrice.text
        textColor: Theme.inkOnFilled
    }
    Tag {
        visible: axis.crosshair.visible && axis.crosshair.value !== ""
        y: Math.round(axis.crosshair.y - height / 2)
        color: Theme.panelRaised
        border { width: 1; color: Theme.line }
        text: axis.crosshair.value
        textColor: Theme.text
    }
}
