// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// The blotter. Delete cancels the chosen order, Enter or a double click changes an open one.
Tile {
    id: tile

    required property OrderListModel orders
    signal symbolChosen(string symbol)

    function takeFocus() {
        view.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    title: qsTr("Orders")
    subtitle: orders.total > 0 ? qsTr("%n today", "", orders.today) : ""

    actions: SegmentedControl {
        labels: [qsTr("All"), qsTr("Open"), qsTr("Filled")]
        currentIndex: tile.orders.filter
        onActivated: index => tile.orders.filter = index
        Accessible.name: qsTr("Which orders are listed")
    }

    Connections {
        target: tile.orders
        function onRefused(reason: string) {
            notice.text = reason;
        }
    }
    OrderColumns {
        id: columns

        width: view.width
    }

    component Heading: Label {
        height: parent ? parent.height : 0
        color: Theme.muted
        font.pixelSize: Theme.fontLabel
        elide: Text.ElideRight
    }

    Column {
        id: top

        width: parent.width

        NoticeLine {
            id: notice

            width: parent.width
        }
        Row {
            x: Theme.space12
            height: Theme.tableRow - 2
            visible: tile.orders.count > 0

            Heading {
                width: columns.time
                text: qsTr("Time")
            }
            Heading {
                width: columns.symbol
                text: qsTr("Symbol")
            }
            Heading {
                width: columns.side
                text: qsTr("Side")
            }
            Heading {
                width: columns.quantity
                text: qsTr("Quantity")
                horizontalAlignment: Text.AlignRight
            }
            Heading {
                visible: columns.showsFilled
                width: columns.filled
                text: qsTr("Filled")
                horizontalAlignment: Text.AlignRight
            }
            Heading {
                width: columns.type
                leftPadding: columns.gap
                text: qsTr("Type")
            }
            Heading {
                width: columns.price
                text: qsTr("Price")
                horizontalAlignment: Text.AlignRight
            }
            Heading {
                width: columns.status
                leftPadding: columns.gap
                text: qsTr("Status")
            }
        }
        Divider {
            width: parent.width
            visible: tile.orders.count > 0
        }
    }
    ListView {
        id: view

        function chooseRow() {
            if (activeFocus && currentIndex < 0 && tile.orders.count > 0)
                currentIndex = 0;
        }
        function edit(row: int) {
            const model = tile.orders;
            const at = model.index(row, 0);
            if (row < 0 || row >= model.count || !model.data(at, OrderListModel.OpenRole))
                return;
            editDialog.edit(model.data(at, OrderListModel.OrderIdRole), model.data(at, OrderListModel.SpokenRole), model.data(at, OrderListModel.QuantityRole), model.data(at, OrderListModel.LimitRole), model.data(at, OrderListModel.StopRole));
        }
        function openMenu(row: int, item: Item, x: real, y: real) {
            const at = tile.orders.index(row, 0);
            menu.row = row;
            menu.open = tile.orders.data(at, OrderListModel.OpenRole);
            menu.symbol = tile.orders.data(at, OrderListModel.SymbolRole);
            menu.parent = item;
            menu.popup(item, x, y);
        }

        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        model: tile.orders
        currentIndex: -1
        activeFocusOnTab: true
        keyNavigationEnabled: true
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: tile.title
        T.ScrollBar.vertical: ScrollBar {}
        onActiveFocusChanged: view.chooseRow()
        onCountChanged: view.chooseRow()
        Keys.onDeletePressed: tile.orders.cancel(view.currentIndex)
        Keys.onReturnPressed: view.edit(view.currentIndex)
        Keys.onEnterPressed: view.edit(view.currentIndex)
        Keys.onMenuPressed: {
            if (view.currentItem)
                view.openMenu(view.currentIndex, view.currentItem, Theme.space24, Theme.tableRow);
        }

        delegate: OrderRow {
            width: ListView.view ? ListView.view.width : 0
            columns: columns
            current: ListView.isCurrentItem
            ringed: current && view.activeFocus
            onPressed: {
                view.currentIndex = index;
                view.forceActiveFocus(Qt.MouseFocusReason);
            }
            onActivated: open ? view.edit(index) : tile.symbolChosen(symbol)
            onMenuRequested: (x, y) => view.openMenu(index, this, x, y)
            onCancelled: tile.orders.cancel(index)
        }
    }
    Label {
        anchors.centerIn: view
        width: Math.min(view.width - 2 * Theme.space24, 2 * Theme.popupWidth)
        visible: tile.orders.count === 0
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        text: tile.orders.total === 0 ? qsTr("No orders yet. Write one in the ticket, or double-click a price in the chart; the money is play money.") : tile.orders.filter === OrderListModel.Open ? qsTr("No open orders") : qsTr("No orders were filled yet")
    }
    Menu {
        id: menu

        property int row: -1
        property bool open: false
        property string symbol

        title: qsTr("Order")

        MenuItem {
            text: qsTr("Edit quantity or price…")
            keys: qsTr("Enter")
            enabled: menu.open
            onTriggered: view.edit(menu.row)
        }
        MenuItem {
            text: qsTr("Cancel the order")
            keys: qsTr("Delete")
            enabled: menu.open
            onTriggered: tile.orders.cancel(menu.row)
        }
        MenuItem {
            text: qsTr("Show %1 in the chart").arg(menu.symbol)
            onTriggered: tile.symbolChosen(menu.symbol)
        }
    }
    OrderEditDialog {
        id: editDialog

        orders: tile.orders
        onClosed: tile.takeFocus()
    }
}
