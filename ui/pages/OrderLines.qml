// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// The open orders of one symbol as lines at their prices, or at the stops they wait for; the label
/// is moved to another price.
Item {
    id: lines

    required property PriceChart chart
    /// Whose source the lines follow and who changes an order; none: there are no lines.
    required property OrderListModel orders
    required property string symbol
    readonly property alias count: open.count
    /// Room at the right end for the labels.
    readonly property int labelSpace: 168

    /// An order was not cancelled.
    signal refused(string reason)

    visible: orders !== null
    clip: true

    OrderListModel {
        id: open

        source: lines.visible && lines.orders ? lines.orders.source : null
        filter: OrderListModel.Open
        symbol: lines.symbol
        onRefused: reason => lines.refused(reason)
    }
    Repeater {
        model: open

        PriceLine {
            id: order

            required property int index
            required property real orderId
            required property bool buying
            required property string side
            required property string quantity

            chart: lines.chart
            removeText: qsTr("Cancel: %1").arg(spoken)
            ink: buying ? Theme.up : Theme.down
            onMoveRequested: price => lines.orders.moveLine(orderId, price)
            onRemoveRequested: open.cancel(index)

            Label {
                height: parent.height
                text: order.side + " " + order.quantity + " @ " + order.shownPrice
                font.pixelSize: Theme.fontSmall
                font.weight: Font.Medium
                color: order.ink
                Accessible.ignored: true
            }
        }
    }
}
