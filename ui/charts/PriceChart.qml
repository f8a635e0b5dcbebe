// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import QtCharts
import Tickwell.Theme
import Tickwell.Source

/// The price of one symbol over time: read-out, candles or line, volume, axes and crosshair. Drag to
/// pan, wheel to zoom, double-click for live.
FocusScope {
    id: chart

    enum Style { Candles, Line }

    property DataSource source: null
    property string symbol
    /// `1s`, `1m`, `5m`, `1h` or `1d`.
    property string interval: "1m"
    property int style: PriceChart.Style.Candles
    /// Times in UTC instead of the system's zone.
    property bool utc: false
    /// What the chart stands on; rising candles are filled with it.
    property color surface: Theme.panel

    /// Follows the newest bar.
    readonly property alias live: plot.live
    readonly property alias newTrades: plot.newTrades
    readonly property alias status: plot.status

    /// Focus came by a click: no frame around the chart then.
    property bool pointerFocus: false
    onActiveFocusChanged: {
        if (!activeFocus)
            pointerFocus = false
    }

    function goLive() {
        plot.goLive()
    }

    implicitWidth: 900
    implicitHeight: 470
    activeFocusOnTab: true

    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Price chart of %1, %2 bars").arg(symbol).arg(interval)
    Accessible.description: plot.readout.valid
        ? qsTr("Open %1, high %2, low %3, close %4, volume %5").arg(plot.readout.open)
            .arg(plot.readout.high).arg(plot.readout.low).arg(plot.readout.close)
            .arg(plot.readout.volume)
        : messages.text
    Accessible.focusable: true

    Keys.onLeftPressed: event => plot.panBars(event.modifiers & Qt.ControlModifier ? -50 : -5)
    Keys.onRightPressed: event => plot.panBars(event.modifiers & Qt.ControlModifier ? 50 : 5)
    Keys.onPressed: event => {
        const centre = plot.width
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            plot.zoom(1, centre)
        else if (event.key === Qt.Key_Minus)
            plot.zoom(-1, centre)
        else if (event.key === Qt.Key_Home)
            plot.showOldest()
        else if (event.key === Qt.Key_End)
            plot.goLive()
        else if (event.key === Qt.Key_Escape && plot.crosshair.visible)
            plot.hideCrosshair()
        else
            return
        event.accepted = true
    }

    PriceReadout {
        id: readout
        anchors { left: parent.left; right: parent.right; top: parent.top }
        bar: plot.readout
        clock: plot.crosshair.visible ? plot.crosshair.time : plot.clock
        countdown: plot.crosshair.visible ? "" : plot.countdown
    }

    PriceGrid {
        anchors.fill: plot
        priceTicks: plot.priceTicks
        timeTicks: plot.timeTicks
    }

    ChartView {
        id: candleView
        anchors.fill: plot
        enabled: false
        antialiasing: false
        backgroundColor: "transparent"
        backgroundRoundness: 0
        plotAreaColor: "transparent"
        dropShadowEnabled: false
        legend.visible: false
        margins { left: 0; right: 0; top: 0; bottom: 0 }
        plotArea: Qt.rect(0, 0, width, height)
        Accessible.ignored: true

        ValueAxis { id: timeAxis; visible: false }
        ValueAxis { id: priceAxis; visible: false }
        ValueAxis { id: volumeAxis; visible: false }
        CandlestickSeries {
            id: volumes
            objectName: "volumes"
            axisX: timeAxis
            axisY: volumeAxis
        }
        CandlestickSeries {
            id: newestVolume
            objectName: "newestVolume"
            axisX: timeAxis
            axisY: volumeAxis
        }
        CandlestickSeries {
            id: candles
            objectName: "candles"
            axisX: timeAxis
            axisY: priceAxis
        }
        CandlestickSeries {
            id: newestCandle
            objectName: "newestCandle"
            axisX: timeAxis
            axisY: priceAxis
        }
    }

    Loader {
        id: lineLoader
        anchors.fill: plot
        active: chart.style === PriceChart.Style.Line
        sourceComponent: ChartView {
            enabled: false
            antialiasing: true
            backgroundColor: "transparent"
            backgroundRoundness: 0
            plotAreaColor: "transparent"
            dropShadowEnabled: false
            legend.visible: false
            margins { left: 0; right: 0; top: 0; bottom: 0 }
            plotArea: Qt.rect(0, 0, width, height)
            Accessible.ignored: true

            LineSeries {
                id: line
                objectName: "line"
                axisX: ValueAxis { visible: false }
                axisY: ValueAxis { visible: false }
                color: Theme.accent
                width: 1.5
            }
            Component.onCompleted: plot.setLineSeries(line)
        }
    }

    PricePlot {
        id: plot
        anchors { left: parent.left; top: readout.bottom; bottom: timeLabels.top }
        width: Math.max(0, Math.floor(parent.width - priceLabels.width))
        source: chart.source
        symbol: chart.symbol
        interval: chart.interval
        utc: chart.utc
        line: chart.style === PriceChart.Style.Line
        up: Theme.up
        down: Theme.down
        surface: chart.surface
        Component.onCompleted: {
            setCandleSeries(candles, newestCandle)
            setVolumeSeries(volumes, newestVolume)
        }
    }

    CrosshairLines {
        anchors.fill: plot
        lastPrice: plot.lastPrice
        crosshair: plot.crosshair
    }

    PriceLabels {
        id: priceLabels
        anchors { right: parent.right; top: plot.top; bottom: plot.bottom }
        ticks: plot.priceTicks
        template: plot.priceTemplate
        lastPrice: plot.lastPrice
        crosshair: plot.crosshair
    }

    TimeLabels {
        id: timeLabels
        anchors { left: plot.left; right: plot.right; bottom: parent.bottom }
        ticks: plot.timeTicks
        crosshair: plot.crosshair
    }

    ChartGestures {
        anchors.fill: plot
        plot: plot
        onPressed: {
            chart.pointerFocus = true
            chart.forceActiveFocus(Qt.MouseFocusReason)
        }
    }

    LiveChip {
        objectName: "liveChip"
        anchors { right: plot.right; bottom: timeLabels.top; margins: Theme.space12 }
        visible: !plot.live && plot.status === PricePlot.Ready
        newTrades: plot.newTrades
        onClicked: plot.goLive()
    }

    ChartMessage {
        id: messages
        objectName: "message"
        anchors.centerIn: plot
        width: Math.min(plot.width - 2 * Theme.space24, 420)
        status: plot.status
        errorText: plot.errorText
        symbol: chart.symbol
        onRetried: plot.retry()
    }

    Rectangle {
        anchors.fill: parent
        visible: chart.activeFocus && !chart.pointerFocus
        color: "transparent"
        border { width: 1; color: Theme.accent }
        radius: Theme.radiusSmall
    }
}
