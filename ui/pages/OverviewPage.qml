// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source

/// Watchlist, chart, machine and chat at a glance, in tiles whose sizes are kept. The watchlist and
/// the chart are those of the window: it puts them into their places while this page is seen.
Item {
    id: page

    required property DataSource source
    readonly property alias watchlistPlace: watchlistPlace
    readonly property alias chartPlace: chartPlace

    function focusChat() {
        chatTile.takeFocus();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Overview")

    Splitter {
        anchors.fill: parent
        name: qsTr("Width of the left column")
        defaultRatio: 0.297
        ratio: Number(Preferences.choice("split.columns", defaultRatio))
        firstMinimum: 300
        secondMinimum: 480
        onMoved: ratio => Preferences.saveChoice("split.columns", ratio)

        first: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the watchlist")
            defaultRatio: 0.615
            ratio: Number(Preferences.choice("split.left", defaultRatio))
            firstMinimum: 160
            secondMinimum: 200
            onMoved: ratio => Preferences.saveChoice("split.left", ratio)

            first: Item {
                id: watchlistPlace

                anchors.fill: parent
            }
            second: MachineTile {
                anchors.fill: parent
                source: page.source
            }
        }
        second: Splitter {
            anchors.fill: parent
            orientation: Qt.Vertical
            name: qsTr("Height of the chart")
            defaultRatio: 0.615
            ratio: Number(Preferences.choice("split.right", defaultRatio))
            firstMinimum: 240
            secondMinimum: 170
            onMoved: ratio => Preferences.saveChoice("split.right", ratio)

            first: Item {
                id: chartPlace

                anchors.fill: parent
            }
            second: ChatTile {
                id: chatTile

                anchors.fill: parent
                source: page.source
            }
        }
    }
}
