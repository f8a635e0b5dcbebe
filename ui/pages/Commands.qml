// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Models

/// Everything that can be done in the window, once: the palette lists it, the keys trigger it, and
/// buttons refer to it.
Item {
    id: commands

    enum Page {
        Overview,
        Markets
    }
    enum ChartMove {
        Back,
        Forward,
        ZoomIn,
        ZoomOut,
        Oldest,
        Newest,
        Measure
    }

    required property Desk desk

    property alias overview: overviewCommand
    property alias markets: marketsCommand
    property alias palette: paletteCommand
    property alias settings: settingsCommand
    property alias exportData: exportCommand
    property alias tasks: tasksCommand
    property alias alerts: alertsCommand

    signal pageRequested(int page)
    signal addSymbolRequested
    signal messageRequested
    signal indicatorsRequested
    signal pictureRequested
    signal chartDataRequested
    signal chartMoveRequested(int move)
    signal buyRequested
    signal sellRequested
    signal openOrdersRequested
    signal cancelAllRequested
    signal exportRequested
    signal settingsRequested
    signal paletteRequested
    signal copyAddressRequested
    signal clientsRequested
    signal tasksRequested
    signal notificationsRequested
    signal alertsRequested
    signal newAlertRequested
    signal alertLogRequested
    signal dismissRequested
    signal quitRequested

    readonly property list<T.Action> all: [
        T.Action {
            id: overviewCommand

            text: qsTr("Go to Overview")
            shortcut: "Ctrl+1"
            onTriggered: commands.pageRequested(Commands.Page.Overview)
        },
        T.Action {
            id: marketsCommand

            text: qsTr("Go to Markets")
            shortcut: "Ctrl+2"
            onTriggered: commands.pageRequested(Commands.Page.Markets)
        },
        T.Action {
            text: qsTr("Buy…")
            shortcut: "Alt+B"
            onTriggered: commands.buyRequested()
        },
        T.Action {
            text: qsTr("Sell…")
            shortcut: "Alt+S"
            onTriggered: commands.sellRequested()
        },
        T.Action {
            text: qsTr("Show open orders")
            shortcut: "Ctrl+Shift+O"
            onTriggered: commands.openOrdersRequested()
        },
        T.Action {
            text: qsTr("Cancel all open orders…")
            shortcut: "Ctrl+Shift+Del"
            onTriggered: commands.cancelAllRequested()
        },
        T.Action {
            text: qsTr("Add a symbol to the watchlist")
            shortcut: "Ctrl+N"
            onTriggered: commands.addSymbolRequested()
        },
        T.Action {
            text: qsTr("Next symbol")
            shortcut: "Ctrl+Down"
            onTriggered: commands.desk.step(1)
        },
        T.Action {
            text: qsTr("Previous symbol")
            shortcut: "Ctrl+Up"
            onTriggered: commands.desk.step(-1)
        },
        T.Action {
            text: qsTr("Bars of 1 second")
            shortcut: "Alt+1"
            onTriggered: commands.desk.interval = "1s"
        },
        T.Action {
            text: qsTr("Bars of 1 minute")
            shortcut: "Alt+2"
            onTriggered: commands.desk.interval = "1m"
        },
        T.Action {
            text: qsTr("Bars of 5 minutes")
            shortcut: "Alt+3"
            onTriggered: commands.desk.interval = "5m"
        },
        T.Action {
            text: qsTr("Bars of 1 hour")
            shortcut: "Alt+4"
            onTriggered: commands.desk.interval = "1h"
        },
        T.Action {
            text: qsTr("Bars of 1 day")
            shortcut: "Alt+5"
            onTriggered: commands.desk.interval = "1d"
        },
        T.Action {
            text: qsTr("Next kind of chart: candles, line, area")
            shortcut: "Alt+L"
            onTriggered: commands.desk.nextChartStyle()
        },
        ChartCommand {
            text: qsTr("Chart: back in time")
            keys: "←"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.Back)
        },
        ChartCommand {
            text: qsTr("Chart: forward in time")
            keys: "→"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.Forward)
        },
        ChartCommand {
            text: qsTr("Chart: zoom in")
            keys: "+"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.ZoomIn)
        },
        ChartCommand {
            text: qsTr("Chart: zoom out")
            keys: "−"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.ZoomOut)
        },
        ChartCommand {
            text: qsTr("Chart: to the oldest bar")
            keys: "Home"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.Oldest)
        },
        ChartCommand {
            text: qsTr("Chart: to the newest bar")
            keys: "End"
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.Newest)
        },
        ChartCommand {
            text: qsTr("Chart: measure")
            keys: qsTr("M, Shift+drag")
            onTriggered: commands.chartMoveRequested(Commands.ChartMove.Measure)
        },
        ChartCommand {
            text: commands.desk.logarithmic ? qsTr("Linear prices") : qsTr("Logarithmic prices")
            keys: "L"
            onTriggered: commands.desk.logarithmic = !commands.desk.logarithmic
        },
        T.Action {
            text: qsTr("Choose indicators")
            shortcut: "Alt+I"
            onTriggered: commands.indicatorsRequested()
        },
        T.Action {
            text: qsTr("Save the chart's picture…")
            shortcut: "Ctrl+Shift+P"
            onTriggered: commands.pictureRequested()
        },
        T.Action {
            text: qsTr("Save the chart's data as CSV…")
            shortcut: "Ctrl+Shift+S"
            onTriggered: commands.chartDataRequested()
        },
        T.Action {
            id: alertsCommand

            text: qsTr("Show alerts")
            shortcut: "Alt+A"
            onTriggered: commands.alertsRequested()
        },
        T.Action {
            text: qsTr("New alert at the last price…")
            shortcut: "Ctrl+Shift+A"
            onTriggered: commands.newAlertRequested()
        },
        T.Action {
            text: qsTr("Show what alerts have fired")
            shortcut: "Alt+Shift+A"
            onTriggered: commands.alertLogRequested()
        },
        T.Action {
            text: qsTr("Write a message")
            shortcut: "Ctrl+M"
            onTriggered: commands.messageRequested()
        },
        T.Action {
            id: exportCommand

            text: qsTr("Export captured data")
            shortcut: "Ctrl+E"
            onTriggered: commands.exportRequested()
        },
        T.Action {
            text: qsTr("Copy the server's address")
            shortcut: "Ctrl+Shift+C"
            onTriggered: commands.copyAddressRequested()
        },
        T.Action {
            text: qsTr("Show connected clients")
            shortcut: "Ctrl+Shift+K"
            onTriggered: commands.clientsRequested()
        },
        T.Action {
            id: tasksCommand

            text: qsTr("Show background tasks")
            shortcut: "Ctrl+J"
            onTriggered: commands.tasksRequested()
        },
        T.Action {
            text: qsTr("Show notifications")
            shortcut: "Ctrl+Shift+J"
            onTriggered: commands.notificationsRequested()
        },
        T.Action {
            text: qsTr("Dismiss all notices")
            shortcut: "Ctrl+Shift+X"
            onTriggered: commands.dismissRequested()
        },
        T.Action {
            text: Preferences.theme === Preferences.Light ? qsTr("Dark theme") : qsTr("Light theme")
            shortcut: "Ctrl+Shift+L"
            onTriggered: Preferences.theme = Preferences.theme === Preferences.Light ? Preferences.Dark : Preferences.Light
        },
        T.Action {
            id: settingsCommand

            text: qsTr("Settings")
            shortcut: "Ctrl+,"
            onTriggered: commands.settingsRequested()
        },
        T.Action {
            id: paletteCommand

            text: qsTr("All commands and their keys")
            shortcut: "Ctrl+K"
            onTriggered: commands.paletteRequested()
        },
        T.Action {
            text: qsTr("Quit")
            shortcut: "Ctrl+Q"
            onTriggered: commands.quitRequested()
        }
    ]
}
