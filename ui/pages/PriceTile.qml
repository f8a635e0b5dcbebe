// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The chart of one symbol under its name, price and choices. Where orders are given its open ones
/// are lines in it.
Tile {
    id: tile

    required property DataSource source
    required property string symbol
    required property string interval
    /// `candles`, `line` or `area`.
    required property string chartStyle
    required property bool logarithmic
    required property IndicatorList indicators
    /// Whose open orders are shown; none: no orders are.
    property OrderListModel orders: null
    /// A double click picks a price instead of bringing the chart back to live.
    property bool picksPrices: false
    signal pricePicked(string price)
    /// The person wants to write an alert at @p price.
    signal alertRequested(string price)
    signal intervalChosen(string interval)
    signal chartStyleChosen(string style)
    signal logarithmicToggled

    readonly property list<string> intervals: ["1s", "1m", "5m", "1h", "1d"]
    readonly property list<string> styles: ["candles", "line", "area"]
    readonly property list<string> styleNames: [qsTr("Candles"), qsTr("Line"), qsTr("Area")]

    /// Does one of Commands.ChartMove, and gives the chart the keys for more of it.
    function move(move: int) {
        chart.forceActiveFocus(Qt.ShortcutFocusReason);
        switch (move) {
        case Commands.ChartMove.Back:
            chart.panBars(-5);
            break;
        case Commands.ChartMove.Forward:
            chart.panBars(5);
            break;
        case Commands.ChartMove.ZoomIn:
            chart.zoom(1);
            break;
        case Commands.ChartMove.ZoomOut:
            chart.zoom(-1);
            break;
        case Commands.ChartMove.Oldest:
            chart.showOldest();
            break;
        case Commands.ChartMove.Newest:
            chart.goLive();
            break;
        case Commands.ChartMove.Measure:
            chart.measuring = true;
            break;
        }
    }
    function savePicture() {
        chartExport.choosePicture();
    }
    function saveData() {
        chartExport.chooseData();
    }
    function showIndicators() {
        indicatorsPopup.open();
    }

    component StyleItem: MenuItem {
        required property string style

        text: tile.styleNames[tile.styles.indexOf(style)]
        marked: style === tile.chartStyle
        onTriggered: tile.chartStyleChosen(style)
    }

    Accessible.name: qsTr("Chart of %1").arg(symbol)

    SymbolQuote {
        id: quote

        source: tile.source
        symbol: tile.symbol
    }

    header: [
        Label {
            text: tile.symbol
            font.weight: Font.DemiBold
        },
        Label {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.minimumWidth: 0
            visible: text !== ""
            text: tile.width < 560 ? "" : quote.name
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            elide: Text.ElideRight
        },
        Label {
            text: quote.price
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
            Accessible.name: qsTr("Price %1").arg(text)
        },
        ChangeLabel {
            visible: tile.width >= 420
            change: quote.change
            changeText: quote.changeText
            font.weight: Font.Medium
        },
        Item {
            Layout.fillWidth: true
            Layout.preferredWidth: 0
        }
    ]
    actions: [
        SegmentedControl {
            segmentPadding: tile.width < 480 ? Theme.space6 : Theme.space8 + 2
            labels: ["1s", "1m", "5m", "1h", "1D"]
            currentIndex: tile.intervals.indexOf(tile.interval)
            onActivated: index => tile.intervalChosen(tile.intervals[index])
            Accessible.name: qsTr("Width of a bar")
        },
        SegmentedControl {
            visible: tile.width >= 600
            segmentPadding: tile.width < 680 ? Theme.space6 : Theme.space8 + 2
            labels: tile.styleNames
            currentIndex: tile.styles.indexOf(tile.chartStyle)
            onActivated: index => tile.chartStyleChosen(tile.styles[index])
            Accessible.name: qsTr("Kind of chart")
        },
        Button {
            id: styleButton

            visible: tile.width < 600
            implicitHeight: Theme.controlSmall
            leftPadding: Theme.space6
            rightPadding: Theme.space6
            font.pixelSize: Theme.fontLabel
            text: tile.styleNames[Math.max(0, tile.styles.indexOf(tile.chartStyle))]
            Accessible.name: qsTr("Kind of chart")
            Accessible.description: text
            onClicked: styleMenu.popup(styleButton, 0, styleButton.height + Theme.space4)

            Menu {
                id: styleMenu

                title: qsTr("Kind of chart")

                StyleItem {
                    style: "candles"
                }
                StyleItem {
                    style: "line"
                }
                StyleItem {
                    style: "area"
                }
            }
        },
        Button {
            id: indicatorsButton

            implicitHeight: Theme.controlSmall
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            font.pixelSize: Theme.fontLabel
            text: tile.width < 640 ? "ƒ" : qsTr("ƒ Indicators")
            Accessible.name: qsTr("Indicators")
            onClicked: tile.showIndicators()

            IndicatorsPopup {
                id: indicatorsPopup

                x: indicatorsButton.width - width
                y: indicatorsButton.height + Theme.space4
                indicators: tile.indicators
            }
        },
        IconButton {
            id: exportButton

            iconName: "export"
            text: qsTr("Export the chart")
            onClicked: exportMenu.popup(exportButton, 0, exportButton.height + Theme.space4)

            Menu {
                id: exportMenu

                title: exportButton.text

                MenuItem {
                    text: qsTr("Picture (PNG)…")
                    onTriggered: tile.savePicture()
                }
                MenuItem {
                    text: qsTr("Data as CSV…")
                    onTriggered: tile.saveData()
                }
            }
        }
    ]

    ChartExport {
        id: chartExport

        chart: chart
        plot: chart.pricePlot
        utc: Preferences.utc
        surface: Theme.panel
        ink: Theme.text
        family: Theme.family
        onSaved: path => outcome.show(qsTr("Saved to %1").arg(path), false)
        onFailed: problem => outcome.show(problem, true)
    }

    PriceChart {
        id: chart

        anchors.fill: parent
        visible: tile.symbol !== ""
        source: tile.source
        symbol: tile.symbol
        interval: tile.interval
        style: Math.max(0, tile.styles.indexOf(tile.chartStyle))
        logarithmic: tile.logarithmic
        indicators: tile.indicators
        onLogarithmicToggled: tile.logarithmicToggled()
        utc: Preferences.utc
        picksPrices: tile.picksPrices
        onPricePicked: price => tile.pricePicked(price)

        AlertLines {
            anchors.fill: parent
            chart: chart
            source: tile.source
            symbol: tile.symbol
            inset: orderLines.count > 0 ? Theme.space8 + orderLines.labelSpace : Theme.space8
            onWriteRequested: price => tile.alertRequested(price)
            onRefused: reason => outcome.show(reason, true)
        }
        OrderLines {
            id: orderLines

            anchors.fill: parent
            chart: chart
            orders: tile.orders
            symbol: tile.symbol
            onRefused: reason => outcome.show(reason, true)
        }
    }
    Label {
        anchors.centerIn: parent
        visible: tile.symbol === ""
        text: qsTr("Choose a symbol on the watchlist to see its chart")
        color: Theme.muted
    }
    ExportOutcome {
        id: outcome

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space24 + Theme.space12
        availableWidth: parent.width - 2 * Theme.space24
    }
}
