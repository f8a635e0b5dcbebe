// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Models

/// Everything that can be done in the window, once: the palette lists it, the keys trigger it, and
/// buttons refer to it.
Item {
    id: commands

    required property OverviewPage page

    property alias overview: overviewCommand
    property alias palette: paletteCommand
    property alias settings: settingsCommand
    property alias exportData: exportCommand

    signal exportRequested
    signal settingsRequested
    signal paletteRequested
    signal copyAddressRequested
    signal clientsRequested
    signal quitRequested

    readonly property list<T.Action> all: [
        T.Action {
            id: overviewCommand

            text: qsTr("Go to Overview")
            shortcut: "Ctrl+1"
            onTriggered: commands.page.focusWatchlist()
        },
        T.Action {
            text: qsTr("Add a symbol to the watchlist")
            shortcut: "Ctrl+N"
            onTriggered: commands.page.addSymbol()
        },
        T.Action {
            text: qsTr("Next symbol")
            shortcut: "Ctrl+Down"
            onTriggered: commands.page.step(1)
        },
        T.Action {
            text: qsTr("Previous symbol")
            shortcut: "Ctrl+Up"
            onTriggered: commands.page.step(-1)
        },
        T.Action {
            text: qsTr("Bars of 1 second")
            shortcut: "Alt+1"
            onTriggered: commands.page.interval = "1s"
        },
        T.Action {
            text: qsTr("Bars of 1 minute")
            shortcut: "Alt+2"
            onTriggered: commands.page.interval = "1m"
        },
        T.Action {
            text: qsTr("Bars of 5 minutes")
            shortcut: "Alt+3"
            onTriggered: commands.page.interval = "5m"
        },
        T.Action {
            text: qsTr("Bars of 1 hour")
            shortcut: "Alt+4"
            onTriggered: commands.page.interval = "1h"
        },
        T.Action {
            text: qsTr("Bars of 1 day")
            shortcut: "Alt+5"
            onTriggered: commands.page.interval = "1d"
        },
        T.Action {
            text: qsTr("Switch between candles and line")
            shortcut: "Alt+L"
            onTriggered: commands.page.candles = !commands.page.candles
        },
        T.Action {
            text: qsTr("Write a message")
            shortcut: "Ctrl+M"
            onTriggered: commands.page.focusChat()
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
