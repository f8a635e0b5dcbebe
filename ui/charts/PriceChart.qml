// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import QtCharts
import Tickwell.Theme
import Tickwell.Source

/// The price of one symbol over time: read-out, candles, line or area, indicators, volume, axes and
/// crosshair. Drag to pan, wheel to zoom, double-click for live.
FocusScope {
    id: chart

    enum Style { Candles, Line, Area }

    property DataSource source: null
    property string symbol
    /// `1s`, `1m`, `5m`, `1h` or `1d`.
    property string interval: "1m"
    property int style: PriceChart.Style.Candles
    /// Equal ratios of prices are equally far apart.
    property bool logarithmic: false
    /// What is computed from the bars; none: nothing is.
    property IndicatorList indicators: null
    /// The next drag measures instead of panning; ends with it.
    property bool measuring: false
    /// Times in UTC instead of the system's zone.
    property bool utc: false
    /// A double click in the price pane picks the price there; else it is the way back to live.
    property bool picksPrices: false
    /// What the chart stands on; rising candles are filled with it.
    property color surface: Theme.panel

    /// Follows the newest bar.
    readonly property alias live: plot.live
    readonly property alias newTrades: plot.newTrades
    readonly property alias status: plot.status
    readonly property alias priceScale: plot.priceScale
    /// How wide the price axis is.
    readonly property alias axisWidth: priceLabels.width

    /// For an export of what it shows.
    readonly property PricePlot pricePlot: plot

    /// What lies over the plot.
    default property alias overlay: overlayPlace.data

    /// @p price in plain digits, as many as the prices of the symbol have.
    signal pricePicked(string price)
    /// By a key: at the crosshair, or at the last price where there is none.
    signal menuRequested(real x, real y)
    /// The person asks for the other scale of prices.
    signal logarithmicToggled

    /// The crosshair measures as the keys move it.
    property bool stretching: false
    onMeasuringChanged: stretching = false

    /// Focus came by a click: no frame around the chart then.
    property bool pointerFocus: false
    onActiveFocusChanged: {
        if (!activeFocus)
            pointerFocus = false
    }

    function goLive() {
        plot.goLive()
    }
    function showOldest() {
        plot.showOldest()
    }
    /// Moves @p bars bars into the future, or into the past when negative.
    function panBars(bars: int) {
        plot.panBars(bars)
    }
    function zoom(steps: int) {
        plot.zoom(steps, plot.width)
    }
    function openMenu() {
        if (plot.crosshair.visible)
            menuRequested(plot.crosshair.x, plot.crosshair.y)
        else if (plot.lastPrice.visible)
            menuRequested(plot.width / 2, plot.lastPrice.y)
    }
    /// A measurement that was asked for begins where the crosshair was.
    function stepCrosshair(bars: int, pixels: int) {
        if (measuring && !stretching && plot.crosshair.visible) {
            plot.startMeasuring(plot.crosshair.x, plot.crosshair.y)
            stretching = true
        }
        plot.stepCrosshair(bars, pixels)
        if (stretching)
            plot.measureTo(plot.crosshair.x, plot.crosshair.y)
    }
    function clearMeasurement() {
        measuring = false
        plot.clearMeasurement()
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

    Keys.onPressed: event => {
        const far = (event.modifiers & Qt.ControlModifier) !== 0
        const across = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0
        const down = event.key === Qt.Key_Up ? -1 : event.key === Qt.Key_Down ? 1 : 0
        const crossing = (event.modifiers & Qt.ShiftModifier) !== 0
        if (crossing && (across !== 0 || down !== 0))
            chart.stepCrosshair(across * (far ? 10 : 1), down * (far ? 10 : 1))
        else if (across !== 0)
            plot.panBars(across * (far ? 50 : 5))
        else if (chart.stretching && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter))
            chart.measuring = false
        else if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            chart.zoom(1)
        else if (event.key === Qt.Key_Minus)
            chart.zoom(-1)
        else if (event.key === Qt.Key_Home)
            plot.showOldest()
        else if (event.key === Qt.Key_End)
            plot.goLive()
        else if (event.key === Qt.Key_L && event.modifiers === Qt.NoModifier)
            chart.logarithmicToggled()
        else if (event.key === Qt.Key_M && event.modifiers === Qt.NoModifier)
            chart.measuring = !chart.measuring
        else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers === Qt.ShiftModifier))
            chart.openMenu()
        else if (event.key === Qt.Key_Escape && (plot.measurement.visible || chart.measuring))
            chart.clearMeasurement()
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
        indicators: plot.indicatorValues
        z: 1
    }

    PriceGrid {
        anchors.fill: plot
        priceTicks: plot.priceTicks
        timeTicks: plot.timeTicks
        sessionBreaks: plot.sessionBreaks
    }

    ChartView {
        id: candleView
        anchors.fill: plot
        visible: !plot.dense
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

    DenseBars {
        objectName: "denseBars"
        anchors.fill: plot
        plot: plot
    }

    Loader {
        id: lineLoader
        anchors.fill: plot
        active: chart.style !== PriceChart.Style.Candles
        sourceComponent: ChartView {
            enabled: false
            antialiasing: !plot.dense
            backgroundColor: "transparent"
            backgroundRoundness: 0
            plotAreaColor: "transparent"
            dropShadowEnabled: false
            legend.visible: false
            margins { left: 0; right: 0; top: 0; bottom: 0 }
            plotArea: Qt.rect(0, 0, width, height)
            Accessible.ignored: true

            ValueAxis { id: closeTimes; visible: false }
            ValueAxis { id: closes; visible: false }
            AreaSeries {
                id: area

                objectName: "area"
                axisX: closeTimes
                axisY: closes
                visible: chart.style === PriceChart.Style.Area
                color: Qt.alpha(Theme.accent, 0.16)
                borderWidth: 0
                borderColor: "transparent"
                upperSeries: LineSeries {}
                onVisibleChanged: plot.setAreaSeries(visible ? upperSeries : null)
            }
            LineSeries {
                id: line
                objectName: "line"
                axisX: closeTimes
                axisY: closes
                color: Theme.accent
                width: plot.dense ? 1 : 1.5
            }
            Component.onCompleted: {
                plot.setLineSeries(line)
                plot.setAreaSeries(area.visible ? area.upperSeries : null)
            }
        }
    }

    PricePlot {
        id: plot
        anchors { left: parent.left; top: readout.bottom; bottom: panes.top }
        width: Math.max(0, Math.floor(parent.width - priceLabels.width))
        source: chart.source
        symbol: chart.symbol
        interval: chart.interval
        utc: chart.utc
        line: chart.style !== PriceChart.Style.Candles
        logarithmic: chart.logarithmic
        indicators: chart.indicators
        up: Theme.up
        down: Theme.down
        surface: chart.surface
        Component.onCompleted: {
            setCandleSeries(candles, newestCandle)
            setVolumeSeries(volumes, newestVolume)
        }
    }

    IndicatorPlot {
        objectName: "overlays"
        anchors.fill: plot
        plot: plot
        colours: Theme.indicators
    }
    Column {
        id: panes

        readonly property PricePlot pricePlot: plot
        // The prices keep the most of the height.
        readonly property int paneHeight: Math.round(Math.min(96, chart.height * 0.5 / Math.max(1, plot.indicatorValues.panes)))

        anchors { left: parent.left; right: parent.right; bottom: timeLabels.top }

        Repeater {
            model: plot.indicatorValues
            Loader {
                id: place

                required property int index
                required property string title
                required property string reading
                required property bool overlay

                active: !overlay
                visible: active
                width: panes.width
                height: panes.paneHeight
                sourceComponent: IndicatorPane {
                    plot: panes.pricePlot
                    row: place.index
                    title: place.title
                    reading: place.reading
                    axisWidth: priceLabels.width
                }
            }
        }
    }

    CrosshairLines {
        anchors.fill: plot
        lastPrice: plot.lastPrice
        crosshair: plot.crosshair
    }

    MeasureBox {
        anchors.fill: plot
        measurement: plot.measurement
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
        anchors { left: plot.left; right: plot.right; top: plot.top; bottom: timeLabels.top }
        plot: plot
        measuring: chart.measuring
        onMeasured: chart.measuring = false
        onPressed: {
            chart.pointerFocus = true
            chart.forceActiveFocus(Qt.MouseFocusReason)
        }
        onDoubleClicked: y => {
            const price = chart.picksPrices ? plot.priceScale.priceAt(y) : ""
            if (price === "")
                plot.goLive()
            else
                chart.pricePicked(price)
        }
    }

    Item {
        id: overlayPlace
        anchors.fill: plot
    }

    LiveChip {
        objectName: "liveChip"
        anchors { right: plot.right; bottom: timeLabels.top; margins: Theme.space12 }
        visible: !plot.live && plot.status === PricePlot.Ready
        newTrades: plot.newTrades
        onClicked: plot.goLive()
    }

    Text {
        id: logToggle
        objectName: "logToggle"

        x: plot.width + Theme.space8
        anchors { top: timeLabels.top; bottom: timeLabels.bottom }
        verticalAlignment: Text.AlignVCenter
        //: Toggles a logarithmic scale of prices, in the corner of a chart; as short as can be
        text: qsTr("log")
        color: chart.logarithmic || logArea.containsMouse ? Theme.accent : Theme.muted
        font { family: Theme.family; pixelSize: Theme.fontSmall; weight: chart.logarithmic ? Font.DemiBold : Font.Normal; underline: activeFocus }
        activeFocusOnTab: true
        Accessible.role: Accessible.CheckBox
        Accessible.name: qsTr("Logarithmic prices")
        Accessible.checkable: true
        Accessible.checked: chart.logarithmic
        Accessible.onPressAction: chart.logarithmicToggled()
        Keys.onReturnPressed: chart.logarithmicToggled()
        Keys.onEnterPressed: chart.logarithmicToggled()
        Keys.onSpacePressed: chart.logarithmicToggled()

        MouseArea {
            id: logArea
            anchors.fill: parent
            hoverEnabled: true
            cursorShape: Qt.PointingHandCursor
            onClicked: chart.logarithmicToggled()
        }
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
