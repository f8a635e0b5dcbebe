// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The chart of one symbol under its name, price and choices.
Tile {
    id: tile

    required property DataSource source
    required property string symbol
    required property string interval
    required property bool candles
    signal intervalChosen(string interval)
    signal candlesChosen(bool candles)

    readonly property list<string> intervals: ["1s", "1m", "5m", "1h", "1d"]

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
            text: quote.name
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
            labels: ["1s", "1m", "5m", "1h", "1D"]
            currentIndex: tile.intervals.indexOf(tile.interval)
            onActivated: index => tile.intervalChosen(tile.intervals[index])
            Accessible.name: qsTr("Width of a bar")
        },
        SegmentedControl {
            labels: [qsTr("Candles"), qsTr("Line")]
            currentIndex: tile.candles ? 0 : 1
            onActivated: index => tile.candlesChosen(index === 0)
            Accessible.name: qsTr("Kind of chart")
        }
    ]

    PriceChart {
        anchors.fill: parent
        visible: tile.symbol !== ""
        source: tile.source
        symbol: tile.symbol
        interval: tile.interval
        style: tile.candles ? PriceChart.Style.Candles : PriceChart.Style.Line
        utc: Preferences.utc
    }
    Label {
        anchors.centerIn: parent
        visible: tile.symbol === ""
        text: qsTr("Choose a symbol on the watchlist to see its chart")
        color: Theme.muted
    }
}
