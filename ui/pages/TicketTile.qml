// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Writes an order and sends it: Enter anywhere in it sends. Below, the account's money.
Tile {
    id: tile

    required property OrderTicket ticket
    required property PaperAccount account
    readonly property bool buying: ticket.side === OrderTicket.Buy

    function takeFocus() {
        quantity.takeFocus();
    }

    title: qsTr("Order")
    subtitle: qsTr("paper account")

    actions: Label {
        height: Theme.controlSmall
        rightPadding: Theme.space4
        text: tile.account.equity
        font.weight: Font.DemiBold
        Accessible.name: qsTr("Account is worth %1").arg(text)

        HoverHandler {
            id: equityHover
        }
        Tip {
            shown: equityHover.hovered
            text: qsTr("What the paper account is worth: its cash and its positions")
        }
    }

    component Amount: Item {
        id: amount

        required property string name
        required property string value
        property bool strong: false

        width: parent ? parent.width : 0
        implicitHeight: Theme.fontNormal + Theme.space8
        Accessible.role: Accessible.StaticText
        Accessible.name: name + ": " + value

        Label {
            height: parent.height
            text: amount.name
            color: Theme.muted
            Accessible.ignored: true
        }
        Label {
            anchors.right: parent.right
            height: parent.height
            text: amount.value
            color: amount.strong ? Theme.text : Theme.muted
            Accessible.ignored: true
        }
    }
    component Message: Label {
        width: parent ? parent.width : 0
        visible: text !== ""
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    // What has the focus, or happened last, is in sight however small the tile.
    Connections {
        target: tile.Window.window

        function onActiveFocusItemChanged() {
            const item = tile.Window.window.activeFocusItem;
            for (let at = item; at; at = at.parent) {
                if (at === form) {
                    flick.reveal(item);
                    return;
                }
            }
        }
    }

    Flickable {
        id: flick

        function reveal(item: Item) {
            if (!item.visible)
                return;
            const top = item.mapToItem(contentItem, 0, 0).y - Theme.space12;
            const bottom = top + item.height + 2 * Theme.space12;
            contentY = Math.max(0, Math.min(contentHeight - height, top, Math.max(contentY, bottom - height)));
        }

        /// When it has got its place.
        function revealSoon(item: Item) {
            placed.item = item;
            placed.start();
        }

        anchors.fill: parent
        contentHeight: form.height + 2 * Theme.space12
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Timer {
            id: placed

            property Item item

            interval: 20
            onTriggered: flick.reveal(item)
        }
        Column {
            id: form

            x: Theme.space12
            y: Theme.space12
            width: parent.width - 2 * Theme.space12
            spacing: Theme.space8 + 2
            Accessible.role: Accessible.Form
            Accessible.name: tile.title
            Keys.onReturnPressed: tile.ticket.submit()
            Keys.onEnterPressed: tile.ticket.submit()

            Row {
                width: parent.width
                spacing: Theme.space8

                SideButton {
                    width: (parent.width - parent.spacing) / 2
                    text: qsTr("Buy")
                    buying: true
                    filled: tile.buying
                    Accessible.role: Accessible.RadioButton
                    Accessible.checkable: true
                    Accessible.checked: tile.buying
                    onClicked: tile.ticket.side = OrderTicket.Buy
                }
                SideButton {
                    width: (parent.width - parent.spacing) / 2
                    text: qsTr("Sell")
                    buying: false
                    filled: !tile.buying
                    Accessible.role: Accessible.RadioButton
                    Accessible.checkable: true
                    Accessible.checked: !tile.buying
                    onClicked: tile.ticket.side = OrderTicket.Sell
                }
            }
            SegmentedControl {
                width: parent.width
                labels: [qsTr("Market"), qsTr("Limit"), qsTr("Stop"), qsTr("Stop limit")]
                stretched: true
                currentIndex: tile.ticket.kind
                onActivated: index => tile.ticket.kind = index
                Accessible.name: qsTr("Type of the order")
            }
            TicketField {
                id: quantity

                width: parent.width
                label: qsTr("Quantity")
                value: tile.ticket.quantity
                error: tile.ticket.quantityError
                readOnly: tile.ticket.sending
                onEdited: text => tile.ticket.quantity = text
                onStepped: step => tile.ticket.stepQuantity(step)
            }
            TicketField {
                width: parent.width
                visible: tile.ticket.needsStopPrice
                label: qsTr("Stop price")
                value: tile.ticket.stopPrice
                error: tile.ticket.stopPriceError
                readOnly: tile.ticket.sending
                onEdited: text => tile.ticket.stopPrice = text
                onStepped: step => tile.ticket.stepStopPrice(step)
            }
            TicketField {
                width: parent.width
                visible: tile.ticket.needsPrice
                label: qsTr("Limit price")
                value: tile.ticket.price
                error: tile.ticket.priceError
                readOnly: tile.ticket.sending
                onEdited: text => tile.ticket.price = text
                onStepped: step => tile.ticket.stepPrice(step)
            }
            ComboBox {
                width: parent.width
                label: qsTr("In force")
                model: {
                    Preferences.language;
                    return tile.ticket.forces();
                }
                currentIndex: tile.ticket.force
                onActivated: index => tile.ticket.force = index
                Accessible.name: qsTr("In force")
            }
            Amount {
                name: tile.ticket.estimated ? qsTr("Reserves about") : qsTr("Reserves")
                value: tile.ticket.reserves === "" ? "–" : tile.ticket.reserves
                strong: tile.ticket.reserves !== ""
            }
            Message {
                text: tile.ticket.warning
                color: Theme.warnText
            }
            SideButton {
                width: parent.width
                implicitHeight: Theme.control + Theme.space4
                buying: tile.buying
                enabled: tile.ticket.symbol !== ""
                text: tile.ticket.sending ? qsTr("Sending…") : tile.ticket.action
                onClicked: tile.ticket.submit()
            }
            Message {
                id: rejection

                onTextChanged: flick.revealSoon(rejection)
                text: tile.ticket.rejection === "" ? "" : qsTr("Not placed: %1").arg(tile.ticket.rejection)
                color: Theme.down
            }
            Message {
                id: confirmation

                onTextChanged: flick.revealSoon(confirmation)
                text: tile.ticket.confirmation
                color: Theme.up
            }
            Message {
                text: tile.ticket.holding
                color: Theme.muted
                Accessible.role: Accessible.StaticText
            }
            Divider {
                width: parent.width
            }
            Column {
                width: parent.width

                Amount {
                    name: qsTr("Cash")
                    value: tile.account.cash
                }
                Amount {
                    name: qsTr("Reserved")
                    value: tile.account.reserved
                }
                Amount {
                    name: qsTr("Available")
                    value: tile.account.available
                    strong: true
                }
            }
        }
    }
}
