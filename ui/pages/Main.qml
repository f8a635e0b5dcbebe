// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The window: rail and top bar around the current page. Its source is given by the program.
Window {
    id: window

    required property DataSource source
    /// Which page is seen, a Commands.Page.
    property int page: Preferences.choice("page", "overview") === "markets" ? Commands.Page.Markets : Commands.Page.Overview
    readonly property bool atMarkets: page === Commands.Page.Markets

    function show(page: int) {
        window.page = page;
        Preferences.saveChoice("page", atMarkets ? "markets" : "overview");
    }

    width: 1440
    height: 900
    minimumWidth: 960
    minimumHeight: 620
    visible: true
    color: Theme.background
    title: qsTr("Tickwell")

    Component.onCompleted: presence.window = window

    WindowPresence {
        id: presence

        source: window.source
    }
    ExportJob {
        id: exportJob

        source: window.source
    }
    TaskListModel {
        id: tasks

        source: window.source
    }
    OrderListModel {
        id: orders

        source: window.source
    }
    Desk {
        id: desk

        source: window.source
    }
    NoticeModel {
        id: noticeModel

        source: window.source
    }

    Binding {
        target: Theme
        property: "mode"
        value: Preferences.theme
    }
    Binding {
        target: Theme
        property: "systemDark"
        value: Preferences.systemDark
    }
    Binding {
        target: Theme
        property: "colorBlindSafe"
        value: Preferences.colorBlindSafe
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: Preferences.reducedMotion
    }

    Commands {
        id: commands

        desk: desk
        onPageRequested: page => {
            window.show(page);
            watchlistTile.takeFocus();
        }
        onAddSymbolRequested: watchlistTile.openField()
        onMessageRequested: {
            window.show(Commands.Page.Overview);
            overview.focusChat();
        }
        onChartMoveRequested: move => priceTile.move(move)
        onPictureRequested: priceTile.savePicture()
        onChartDataRequested: priceTile.saveData()
        onIndicatorsRequested: priceTile.showIndicators()
        onBuyRequested: {
            window.show(Commands.Page.Markets);
            markets.write(OrderTicket.Buy);
        }
        onSellRequested: {
            window.show(Commands.Page.Markets);
            markets.write(OrderTicket.Sell);
        }
        onOpenOrdersRequested: {
            window.show(Commands.Page.Markets);
            markets.showOpenOrders();
        }
        onCancelAllRequested: cancelDialog.open()
        onExportRequested: exportDialog.open()
        onSettingsRequested: settings.open()
        onPaletteRequested: palette.open()
        onCopyAddressRequested: topBar.copyAddress()
        onClientsRequested: topBar.showClients()
        onAlertsRequested: topBar.showAlerts(AlertsPopup.View.Alerts)
        onNewAlertRequested: topBar.writeAlert("")
        onAlertLogRequested: topBar.showAlerts(AlertsPopup.View.Log)
        onTasksRequested: tasksPopup.show(TasksPopup.View.Tasks)
        onNotificationsRequested: tasksPopup.show(TasksPopup.View.Notifications)
        onDismissRequested: noticeModel.dismissAll()
        onQuitRequested: window.close()
    }

    NavigationRail {
        id: rail

        height: parent.height
        commands: commands
        page: window.page
        exporting: exportJob.state === ExportJob.Running
        unfinishedTasks: tasks.running + tasks.waiting
    }
    TopBar {
        id: topBar

        anchors.left: rail.right
        anchors.right: parent.right
        title: window.atMarkets ? qsTr("Markets") : qsTr("Overview")
        source: window.source
        symbol: desk.symbol
        paletteCommand: commands.palette
        alertsCommand: commands.alerts
        onSymbolChosen: symbol => desk.symbol = symbol
    }
    OverviewPage {
        id: overview

        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: topBar.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space12
        visible: !window.atMarkets
        source: window.source
    }
    MarketsPage {
        id: markets

        anchors.fill: overview
        visible: window.atMarkets
        source: window.source
        desk: desk
        orders: orders
    }
    // One of each for both pages: a page that is not seen has nothing to keep up to date, and the
    // chart looks at the same stretch of time on either.
    WatchlistTile {
        id: watchlistTile

        parent: window.atMarkets ? markets.watchlistPlace : overview.watchlistPlace
        anchors.fill: parent
        source: window.source
        list: desk.watchlist
        symbol: desk.symbol
        onChosen: symbol => desk.symbol = symbol
    }
    PriceTile {
        id: priceTile

        parent: window.atMarkets ? markets.chartPlace : overview.chartPlace
        anchors.fill: parent
        source: window.source
        symbol: desk.symbol
        interval: desk.interval
        chartStyle: desk.chartStyle
        logarithmic: desk.logarithmic
        indicators: desk.indicators
        orders: window.atMarkets ? orders : null
        picksPrices: window.atMarkets
        onAlertRequested: price => topBar.writeAlert(price)
        onPricePicked: price => markets.takePrice(price)
        onIntervalChosen: interval => desk.interval = interval
        onChartStyleChosen: style => desk.chartStyle = style
        onLogarithmicToggled: desk.logarithmic = !desk.logarithmic
    }

    Notices {
        anchors.left: rail.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space24
        // Beside the chat in a small window, not over it.
        width: Math.min(Theme.popupWidth, window.width * 0.29)
        model: noticeModel
        onOpened: messages => tasksPopup.show(messages ? TasksPopup.View.Notifications : TasksPopup.View.Tasks)
    }

    ExportDialog {
        id: exportDialog

        job: exportJob
        source: window.source
    }
    CancelOrdersDialog {
        id: cancelDialog

        orders: orders
    }
    SettingsPopup {
        id: settings

        source: window.source
        parent: rail
        x: rail.width + Theme.space4
        y: rail.height - height - Theme.space8
    }
    TasksPopup {
        id: tasksPopup

        parent: rail
        x: rail.width + Theme.space4
        y: rail.height - height - Theme.space8
        source: window.source
        tasks: tasks
    }
    CommandPalette {
        id: palette

        commands: commands
    }
}
