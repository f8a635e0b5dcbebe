// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The price alerts of one symbol as dashed lines; a label is moved to another price, its cross
/// removes the alert. A right click in the chart, or the menu key, makes one at that price.
Item {
    id: lines

    required property PriceChart chart
    required property DataSource source
    required property string symbol
    /// How far from the right end the labels are: beside those of other lines.
    property int inset: Theme.space8

    /// The person wants to write more about an alert at @p price.
    signal writeRequested(string price)
    /// An alert was not made, moved or removed.
    signal refused(string reason)

    function openMenu(x: real, y: real) {
        menu.price = chart.priceScale.priceAt(y);
        if (menu.price !== "")
            menu.popup(lines, x, y);
    }

    visible: symbol !== ""
    clip: true

    AlertListModel {
        id: alerts

        source: lines.visible ? lines.source : null
        filter: AlertListModel.Lines
        symbol: lines.symbol
        onRefused: reason => lines.refused(reason)
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => lines.openMenu(eventPoint.position.x, eventPoint.position.y)
    }
    Connections {
        target: lines.chart
        function onMenuRequested(x, y) {
            lines.openMenu(x, y);
        }
    }
    Menu {
        id: menu

        property string price

        title: qsTr("Chart")

        MenuItem {
            text: qsTr("Alert at %1").arg(menu.price)
            onTriggered: alerts.addAt(menu.price)
        }
        MenuItem {
            text: qsTr("New alert at %1…").arg(menu.price)
            onTriggered: lines.writeRequested(menu.price)
        }
    }
    Repeater {
        id: marks

        /// Beyond so many, labels may lie over each other: each is held against all before it.
        readonly property int mostApart: 16
        /// Of each label: how many are to its right, for their lines are too near.
        readonly property var places: {
            const found = [];
            const near = [];
            for (let i = 0; i < Math.min(count, mostApart); ++i) {
                const mark = itemAt(i) as AlertLine;
                let place = 0;
                for (let j = 0; mark && mark.visible && j < i; ++j) {
                    if (near[j] && Math.abs(near[j].lineY - mark.lineY) < mark.labelHeight)
                        place = Math.max(place, found[j] + 1);
                }
                found.push(place);
                near.push(mark && mark.visible ? mark : null);
            }
            return found;
        }

        model: alerts

        AlertLine {
            chart: lines.chart
            firstInset: lines.inset
            place: marks.places[index] ?? 0
            onMoveRequested: price => alerts.move(alertId, price)
            onRemoveRequested: alerts.remove(index)
        }
    }
}
