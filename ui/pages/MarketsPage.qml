// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source

/// Watchlist, chart and order ticket; below them the blotter and what is held, in tiles whose sizes
/// are kept. The watchlist and the chart are those of the window: it puts them into their places
/// while this page is seen.
Item {
    id: page

    required property DataSource source
    required property Desk desk
    required property OrderListModel orders
    readonly property alias watchlistPlace: watchlistPlace
    readonly property alias chartPlace: chartPlace

    /// Brings up the ticket for an order of @p side, an OrderTicket.OrderSide.
    function write(side: int) {
        ticket.side = side;
        ticketTile.takeFocus();
    }
    function takePrice(price: string) {
        ticket.takePrice(price);
        ticketTile.takeFocus();
    }
    function showOpenOrders() {
        page.orders.filter = OrderListModel.Open;
        ordersTile.takeFocus();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Markets")

    OrderTicket {
        id: ticket

        source: page.source
        live: page.visible
        symbol: page.desk.symbol
    }
    PositionListModel {
        id: positions

        source: page.source
        live: page.visible
    }
    PaperAccount {
        id: account

        source: page.source
        live: page.visible
    }

    Splitter {
        anchors.fill: parent
        name: qsTr("Width of the order ticket")
        defaultRatio: 0.753
        ratio: Number(Preferences.choice("split.ticket", defaultRatio))
        firstMinimum: 580
        secondMinimum: 284
        onMoved: ratio => Preferences.saveChoice("split.ticket", ratio)

        first: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the orders")
            defaultRatio: 0.67
            ratio: Number(Preferences.choice("split.orders", defaultRatio))
            firstMinimum: 240
            secondMinimum: 130
            onMoved: ratio => Preferences.saveChoice("split.orders", ratio)

            first: Splitter {
                anchors.fill: parent
                name: qsTr("Width of the watchlist")
                defaultRatio: 0.33
                ratio: Number(Preferences.choice("split.watchlist", defaultRatio))
                firstMinimum: 238
                secondMinimum: 330
                onMoved: ratio => Preferences.saveChoice("split.watchlist", ratio)

                first: Item {
                    id: watchlistPlace

                    anchors.fill: parent
                }
                second: Item {
                    id: chartPlace

                    anchors.fill: parent
                }
            }
            second: OrdersTile {
                id: ordersTile

                anchors.fill: parent
                orders: page.orders
                onSymbolChosen: symbol => page.desk.symbol = symbol
            }
        }
        second: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the positions")
            defaultRatio: 0.67
            ratio: Number(Preferences.choice("split.positions", defaultRatio))
            // The ticket of a limit order with what became of it.
            firstMinimum: 400
            secondMinimum: 130
            onMoved: ratio => Preferences.saveChoice("split.positions", ratio)

            first: TicketTile {
                id: ticketTile

                anchors.fill: parent
                ticket: ticket
                account: account
            }
            second: PositionsTile {
                anchors.fill: parent
                positions: positions
                onSymbolChosen: symbol => page.desk.symbol = symbol
                onCloseRequested: symbol => {
                    page.desk.symbol = symbol;
                    ticket.close();
                    ticketTile.takeFocus();
                }
            }
        }
    }
}
