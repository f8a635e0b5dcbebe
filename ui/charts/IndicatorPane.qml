// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// An indicator on a scale of its own, below the prices and in step with them.
Item {
    id: pane

    required property PricePlot plot
    required property int row
    required property string title
    required property string reading
    required property real axisWidth

    clip: true
    Accessible.role: Accessible.Chart
    Accessible.name: pane.title
    Accessible.description: pane.reading

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.lineStrong
    }
    PriceGrid {
        anchors.fill: indicator
        priceTicks: indicator.ticks
        timeTicks: pane.plot.timeTicks
        sessionBreaks: pane.plot.sessionBreaks
    }
    IndicatorPlot {
        id: indicator
        objectName: "pane"
        y: 1
        width: pane.width - pane.axisWidth
        height: pane.height - 1
        plot: pane.plot
        row: pane.row
        colours: Theme.indicators
        signalColour: Theme.muted
    }
    DashedLine {
        visible: pane.plot.crosshair.visible
        x: pane.plot.crosshair.x
        vertical: true
        color: Theme.muted
    }
    Repeater {
        model: indicator.ticks
        Text {
            required property real position
            required property string label
            x: indicator.width + Theme.space8
            y: Math.round(position - height / 2) + indicator.y
            visible: y >= 0 && y + height <= pane.height
            text: label
            color: Theme.muted
            font { family: Theme.family; pixelSize: Theme.fontSmall }
        }
    }
    IndicatorLabel {
        x: Theme.space12
        y: Theme.space4
        title: pane.title
        reading: pane.reading
        row: pane.row
    }
}
