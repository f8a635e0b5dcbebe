// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source

/// Watchlist, chart, machine and chat at a glance, in tiles whose sizes are kept.
Item {
    id: page

    required property DataSource source
    property string symbol
    property string interval: Preferences.choice("interval", "1m")
    property bool candles: Preferences.choice("chart", "candles") === "candles"

    function focusWatchlist() {
        watchlistTile.takeFocus();
    }
    function addSymbol() {
        watchlistTile.openField();
    }
    function focusChat() {
        chatTile.takeFocus();
    }
    function step(rows: int) {
        const row = Math.max(0, Math.min(watchlist.count - 1, watchlist.indexOf(symbol) + rows));
        if (row < watchlist.count)
            symbol = watchlist.symbolAt(row);
    }
    /// A list without the current symbol gets another current one.
    function keepSymbol() {
        if (watchlist.count === 0 || watchlist.indexOf(symbol) >= 0)
            return;
        const last = Preferences.choice("symbol", "");
        symbol = watchlist.indexOf(last) >= 0 ? last : watchlist.symbolAt(0);
    }

    onSymbolChanged: {
        if (symbol !== "")
            Preferences.saveChoice("symbol", symbol);
    }
    onIntervalChanged: Preferences.saveChoice("interval", interval)
    onCandlesChanged: Preferences.saveChoice("chart", candles ? "candles" : "line")

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Overview")

    WatchlistModel {
        id: watchlist

        source: page.source
        onCountChanged: page.keepSymbol()
        onAdded: symbol => page.symbol = symbol
        Component.onCompleted: page.keepSymbol()
    }

    Splitter {
        anchors.fill: parent
        name: qsTr("Width of the left column")
        defaultRatio: 0.297
        ratio: Number(Preferences.choice("split.columns", defaultRatio))
        firstMinimum: 300
        secondMinimum: 480
        onMoved: ratio => Preferences.saveChoice("split.columns", ratio)

        first: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the watchlist")
            defaultRatio: 0.615
            ratio: Number(Preferences.choice("split.left", defaultRatio))
            firstMinimum: 160
            secondMinimum: 200
            onMoved: ratio => Preferences.saveChoice("split.left", ratio)

            first: WatchlistTile {
                id: watchlistTile

                anchors.fill: parent
                source: page.source
                list: watchlist
                symbol: page.symbol
                onChosen: symbol => page.symbol = symbol
            }
            second: MachineTile {
                anchors.fill: parent
                source: page.source
            }
        }
        second: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the chart")
            defaultRatio: 0.615
            ratio: Number(Preferences.choice("split.right", defaultRatio))
            firstMinimum: 240
            secondMinimum: 170
            onMoved: ratio => Preferences.saveChoice("split.right", ratio)

            first: PriceTile {
                anchors.fill: parent
                source: page.source
                symbol: page.symbol
                interval: page.interval
                candles: page.candles
                onIntervalChosen: interval => page.interval = interval
                onCandlesChosen: candles => page.candles = candles
            }
            second: ChatTile {
                id: chatTile

                anchors.fill: parent
                source: page.source
            }
        }
    }
}
