// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import QtCharts
import Tickwell.Theme
import Tickwell.Source

/// The recent history of one reading of the host as a filled area, with a second reading as
/// a line when wanted.
Item {
    id: chart

    property DataSource source: null
    /// `cpu`, `memory`, `networkIn`, `networkOut`, `diskRead` or `diskWrite`.
    property string metric: "cpu"
    property color color: Theme.accent
    /// A metric drawn as a line on the same scale; empty for none.
    property string secondMetric
    property color secondColor: Theme.warn
    /// The value at the top; 0 chooses a round one.
    property real maximum: 0
    /// How much time it shows, 120 to 600 seconds.
    property int windowSeconds: 300
    /// Clock times below.
    property bool timeLabels: false
    property bool utc: false

    /// The value that stands at the top now.
    readonly property alias scale: plot.scale
    /// No sample has come yet.
    readonly property alias empty: plot.empty

    implicitWidth: 360
    implicitHeight: 60

    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("History of %1 over %n second(s)", "", windowSeconds).arg(metric)
    Accessible.description: plot.empty ? qsTr("No samples yet") : ""

    Repeater {
        model: 3
        Rectangle {
            required property int index
            x: 0
            y: Math.round(plot.height * (index + 1) / 4)
            width: plot.width
            height: 1
            color: Theme.line
        }
    }

    ChartView {
        anchors.fill: plot
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

        ValueAxis { id: timeAxis; visible: false }
        ValueAxis { id: valueAxis; visible: false }
        AreaSeries {
            id: area
            axisX: timeAxis
            axisY: valueAxis
            borderWidth: 0
            borderColor: "transparent"
            upperSeries: LineSeries {}
        }
        LineSeries { id: second; axisX: timeAxis; axisY: valueAxis }
        LineSeries { id: line; axisX: timeAxis; axisY: valueAxis }
    }

    AreaPlot {
        id: plot
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: labels.top
        }
        source: chart.source
        metric: chart.metric
        secondMetric: chart.secondMetric
        colour: chart.color
        secondColour: chart.secondColor
        maximum: chart.maximum
        windowSeconds: chart.windowSeconds
        utc: chart.utc
        Component.onCompleted: setSeries(area, line, second)
    }

    TimeLabels {
        id: labels
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: chart.timeLabels ? implicitHeight : 0
        visible: chart.timeLabels
        ticks: plot.timeTicks
    }

    Text {
        anchors.centerIn: plot
        visible: plot.empty
        text: qsTr("No samples yet")
        color: Theme.muted
        font { family: Theme.family; pixelSize: Theme.fontSmall }
    }
}
