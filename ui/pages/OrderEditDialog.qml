// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Gives an open order another quantity and other prices.
Dialog {
    id: dialog

    required property OrderListModel orders
    property real orderId: 0
    property bool hasLimit: false
    property bool hasStop: false
    property bool tried: false

    /// @p limit and @p stop are empty when the order has none.
    function edit(orderId: real, what: string, quantity: string, limit: string, stop: string) {
        dialog.orderId = orderId;
        hasLimit = limit !== "";
        hasStop = stop !== "";
        order.text = what;
        quantityField.value = quantity;
        priceField.value = limit;
        stopField.value = stop;
        tried = false;
        open();
    }
    function apply() {
        if (orders.replace(orderId, quantityField.value, priceField.value, stopField.value))
            close();
        else
            tried = true;
    }

    title: qsTr("Change the order")
    width: Theme.popupWidth + 2 * Theme.space24
    onOpened: quantityField.takeFocus()

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space12
        Keys.onReturnPressed: dialog.apply()
        Keys.onEnterPressed: dialog.apply()

        Label {
            id: order

            Layout.fillWidth: true
            color: Theme.muted
            wrapMode: Text.Wrap
        }
        TicketField {
            id: quantityField

            Layout.fillWidth: true
            label: qsTr("Quantity")
            value: ""
            error: ""
            onEdited: text => value = text
        }
        TicketField {
            id: stopField

            Layout.fillWidth: true
            visible: dialog.hasStop
            label: qsTr("Stop price")
            value: ""
            error: ""
            onEdited: text => value = text
        }
        TicketField {
            id: priceField

            Layout.fillWidth: true
            visible: dialog.hasLimit
            label: qsTr("Limit price")
            value: ""
            error: ""
            onEdited: text => value = text
        }
        Label {
            Layout.fillWidth: true
            text: dialog.tried ? qsTr("Write numbers above zero; the order must still be open") : qsTr("A smaller quantity alone keeps the order's turn")
            color: dialog.tried ? Theme.down : Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
    }
    buttons: [
        Item {
            Layout.fillWidth: true
        },
        Button {
            text: qsTr("Leave it")
            onClicked: dialog.close()
        },
        Button {
            text: qsTr("Change")
            primary: true
            onClicked: dialog.apply()
        }
    ]
}
