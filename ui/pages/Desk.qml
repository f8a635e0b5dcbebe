// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Charts
import Tickwell.Models
import Tickwell.Source

/// What the pages have in common: the watchlist, the symbol that is looked at and how its chart
/// shows it.
QtObject {
    id: desk

    required property DataSource source
    property string symbol
    property string interval: Preferences.choice("interval", "1m")
    readonly property list<string> chartStyles: ["candles", "line", "area"]
    /// One of chartStyles.
    property string chartStyle: Preferences.choice("chart", "candles")
    property bool logarithmic: Preferences.choice("logarithmic", "no") === "yes"

    readonly property IndicatorList indicators: IndicatorList {
        text: Preferences.choice("indicators", "sma 9; sma 21")
        onChanged: Preferences.saveChoice("indicators", text)
    }

    readonly property WatchlistModel watchlist: WatchlistModel {
        source: desk.source
        onCountChanged: desk.keepSymbol()
        onAdded: symbol => desk.symbol = symbol
        Component.onCompleted: desk.keepSymbol()
    }

    function nextChartStyle() {
        chartStyle = chartStyles[(chartStyles.indexOf(chartStyle) + 1) % chartStyles.length];
    }
    function step(rows: int) {
        const row = Math.max(0, Math.min(watchlist.count - 1, watchlist.indexOf(symbol) + rows));
        if (row < watchlist.count)
            symbol = watchlist.symbolAt(row);
    }
    /// Without a current symbol, or without the one that was on the list, another is current.
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
    onChartStyleChanged: Preferences.saveChoice("chart", chartStyle)
    onLogarithmicChanged: Preferences.saveChoice("logarithmic", logarithmic ? "yes" : "no")
}
