// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Asks before every open order is cancelled.
Dialog {
    id: dialog

    required property OrderListModel orders

    title: qsTr("Cancel all open orders")
    width: Theme.popupWidth + 2 * Theme.space24
    onOpened: confirm.visible ? confirm.forceActiveFocus(Qt.TabFocusReason) : dismiss.forceActiveFocus(Qt.TabFocusReason)

    Label {
        Layout.fillWidth: true
        text: dialog.orders.open > 0 ? qsTr("%n open order(s) of the paper account will be cancelled. What was filled stays.", "", dialog.orders.open) : qsTr("There are no open orders.")
        wrapMode: Text.Wrap
    }
    buttons: [
        Item {
            Layout.fillWidth: true
        },
        Button {
            id: dismiss

            text: dialog.orders.open > 0 ? qsTr("Leave them") : qsTr("Close")
            onClicked: dialog.close()
        },
        Button {
            id: confirm

            visible: dialog.orders.open > 0
            text: qsTr("Cancel %n order(s)", "", dialog.orders.open)
            primary: true
            onClicked: {
                dialog.orders.cancelAll();
                dialog.close();
            }
        }
    ]
}
