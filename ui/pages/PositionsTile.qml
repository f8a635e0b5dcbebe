// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// What is held and what it made. Enter or a double click writes the order that closes a position.
Tile {
    id: tile

    required property PositionListModel positions
    signal symbolChosen(string symbol)
    signal closeRequested(string symbol)

    title: qsTr("Positions")

    actions: Label {
        height: Theme.controlSmall
        rightPadding: Theme.space4
        visible: tile.positions.count > 0
        text: tile.positions.totalText
        color: Theme.changeColor(tile.positions.totalSign)
        font.weight: Font.DemiBold
        Accessible.name: qsTr("Profit and loss %1").arg(text)

        HoverHandler {
            id: totalHover
        }
        Tip {
            shown: totalHover.hovered
            text: tile.positions.totalParts
        }
    }

    component Heading: Label {
        height: parent ? parent.height : 0
        color: Theme.muted
        font.pixelSize: Theme.fontLabel
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }

    QtObject {
        id: columns

        readonly property bool showsLast: view.width >= 300
        readonly property real unit: (view.width - 2 * Theme.space12) / (showsLast ? 6.2 : 4.9)
        readonly property real symbol: 1.3 * unit
        readonly property real quantity: 0.9 * unit
        readonly property real average: 1.3 * unit
        readonly property real last: 1.3 * unit
        readonly property real profit: 1.4 * unit
    }
    Column {
        id: top

        width: parent.width
        visible: tile.positions.count > 0

        Row {
            x: Theme.space12
            height: Theme.tableRow - 2

            Heading {
                width: columns.symbol
                text: qsTr("Symbol")
                horizontalAlignment: Text.AlignLeft
            }
            Heading {
                width: columns.quantity
                text: qsTr("Qty")
            }
            Heading {
                width: columns.average
                text: qsTr("Average")
            }
            Heading {
                visible: columns.showsLast
                width: columns.last
                text: qsTr("Last")
            }
            Heading {
                width: columns.profit
                text: qsTr("P&L")
            }
        }
        Divider {
            width: parent.width
        }
    }
    ListView {
        id: view

        function chooseRow() {
            if (activeFocus && currentIndex < 0 && tile.positions.count > 0)
                currentIndex = 0;
        }
        function close(row: int) {
            if (row >= 0 && row < tile.positions.count)
                tile.closeRequested(tile.positions.symbolAt(row));
        }

        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        model: tile.positions
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
        Keys.onReturnPressed: view.close(view.currentIndex)
        Keys.onEnterPressed: view.close(view.currentIndex)
        Keys.onSpacePressed: tile.symbolChosen(tile.positions.symbolAt(view.currentIndex))

        delegate: Rectangle {
            id: row

            required property int index
            required property string symbol
            required property string quantity
            required property bool held
            required property string average
            required property string last
            required property string value
            required property string profit
            required property int profitSign
            required property string unrealized
            required property string realized
            required property string spoken
            readonly property bool ringed: ListView.isCurrentItem && view.activeFocus

            width: ListView.view ? ListView.view.width : 0
            height: Theme.tableRow
            color: ringed ? Theme.panelRaised : mouse.containsMouse ? Theme.hover : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: spoken
            Accessible.onPressAction: tile.closeRequested(symbol)

            component Cell: Label {
                height: row.height - 1
                color: row.held ? Theme.text : Theme.muted
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true
                onPressed: {
                    view.currentIndex = row.index;
                    view.forceActiveFocus(Qt.MouseFocusReason);
                }
                onClicked: tile.symbolChosen(row.symbol)
                onDoubleClicked: tile.closeRequested(row.symbol)
            }
            Row {
                x: Theme.space12
                height: parent.height

                Cell {
                    width: columns.symbol
                    text: row.symbol
                    font.weight: Font.DemiBold
                    horizontalAlignment: Text.AlignLeft
                }
                Cell {
                    width: columns.quantity
                    text: row.quantity
                }
                Cell {
                    width: columns.average
                    text: row.average
                }
                Cell {
                    visible: columns.showsLast
                    width: columns.last
                    text: row.last
                }
                Cell {
                    width: columns.profit
                    text: row.profit
                    color: Theme.changeColor(row.profitSign)
                }
            }
            Tip {
                shown: mouse.containsMouse
                text: (row.held ? qsTr("Worth %1, unrealized %2, realized %3. Double-click to close the position.").arg(row.value).arg(row.unrealized) : qsTr("Closed: realized %1")).arg(row.realized)
            }
            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
            FocusRing {
                anchors.margins: 1
                visible: row.ringed
            }
        }
    }
    Label {
        anchors.centerIn: view
        width: view.width - 2 * Theme.space24
        visible: tile.positions.count === 0
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        text: qsTr("No positions yet. What a filled order buys stands here with its profit or loss.")
    }
}
