// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The followed symbols with their prices; chooses what the chart shows.
Tile {
    id: tile

    required property DataSource source
    required property WatchlistModel list
    required property string symbol
    signal chosen(string symbol)

    function takeFocus() {
        view.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    function openField() {
        entry.visible = true;
        field.forceActiveFocus();
    }
    function closeField() {
        entry.visible = false;
        field.clear();
        notice.text = "";
        takeFocus();
    }

    title: qsTr("Watchlist")
    subtitle: list.count > 0 ? qsTr("%n symbol(s)", "", list.count) : ""

    actions: [
        IconButton {
            id: sortButton

            iconName: "sort"
            ink: hovered || visualFocus ? Theme.text : tile.list.sortedBy === WatchlistModel.Own ? Theme.muted : Theme.accent
            text: qsTr("Sort the watchlist")
            onClicked: sortMenu.popup(sortButton, 0, sortButton.height + Theme.space4)
        },
        IconButton {
            iconName: "add"
            text: qsTr("Add a symbol")
            keys: "Ctrl+N"
            onClicked: entry.visible ? tile.closeField() : tile.openField()
        }
    ]

    component SortItem: MenuItem {
        required property int sort

        marked: tile.list.sortedBy === sort
        note: !marked || sort === WatchlistModel.Own ? "" : tile.list.descending ? qsTr("falling") : qsTr("rising")
        onTriggered: tile.list.sortBy(sort)
    }

    Menu {
        id: sortMenu

        title: qsTr("Sort the watchlist")

        SortItem {
            text: qsTr("My own order")
            sort: WatchlistModel.Own
        }
        SortItem {
            text: qsTr("By symbol")
            sort: WatchlistModel.Symbol
        }
        SortItem {
            text: qsTr("By price")
            sort: WatchlistModel.Price
        }
        SortItem {
            text: qsTr("By change")
            sort: WatchlistModel.Change
        }
    }
    // Rows stay where one is about to click.
    HoverHandler {
        id: pointer
    }
    Binding {
        target: tile.list
        property: "held"
        value: pointer.hovered
    }

    Connections {
        target: tile.list
        function onRefused(symbol: string, reason: string) {
            notice.text = symbol + ": " + reason;
        }
        function onAdded(symbol: string) {
            field.clear();
            notice.text = "";
            view.positionViewAtIndex(tile.list.indexOf(symbol), ListView.Contain);
        }
    }

    Column {
        id: top

        width: parent.width

        Item {
            id: entry

            visible: false
            width: parent.width
            height: Theme.control + 2 * Theme.space8

            TextField {
                id: field

                x: Theme.space8
                y: Theme.space8
                width: parent.width - 2 * Theme.space8
                maximumLength: 12
                font.capitalization: Font.AllUppercase
                placeholderText: qsTr("Symbol, then Enter")
                onTextEdited: notice.text = ""
                onAccepted: tile.list.add(text)
                Keys.onEscapePressed: tile.closeField()
            }
        }
        NoticeLine {
            id: notice

            width: parent.width
        }
        Divider {
            visible: entry.visible || notice.text !== ""
            width: parent.width
        }
    }

    ListView {
        id: view

        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        model: tile.list
        currentIndex: tile.list.count > 0 ? tile.list.indexOf(tile.symbol) : -1
        activeFocusOnTab: true
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: true
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: tile.title
        T.ScrollBar.vertical: ScrollBar {}

        function choose(row: int) {
            const bounded = Math.max(0, Math.min(count - 1, row));
            if (count === 0)
                return;
            tile.chosen(tile.list.symbolAt(bounded));
            positionViewAtIndex(bounded, ListView.Contain);
        }
        function remove(row: int) {
            const next = row + 1 < count ? row + 1 : row - 1;
            if (row === currentIndex && next >= 0)
                tile.chosen(tile.list.symbolAt(next));
            tile.list.remove(row);
        }

        Keys.onPressed: event => {
            const row = currentIndex;
            const page = Math.max(1, Math.floor(height / Theme.row) - 1);
            const moving = event.modifiers & Qt.AltModifier;
            switch (event.key) {
            case Qt.Key_Up:
                moving ? tile.list.move(row, row - 1) : choose(row - 1);
                break;
            case Qt.Key_Down:
                moving ? tile.list.move(row, row + 1) : choose(row + 1);
                break;
            case Qt.Key_PageUp:
                choose(row - page);
                break;
            case Qt.Key_PageDown:
                choose(row + page);
                break;
            case Qt.Key_Home:
                choose(0);
                break;
            case Qt.Key_End:
                choose(count - 1);
                break;
            case Qt.Key_Delete:
                remove(row);
                break;
            default:
                return;
            }
            event.accepted = true;
        }

        delegate: WatchlistRow {
            width: ListView.view ? ListView.view.width : 0
            source: tile.source
            current: ListView.isCurrentItem
            ringed: current && view.activeFocus
            onClicked: {
                view.forceActiveFocus(Qt.MouseFocusReason);
                view.choose(index);
            }
            onRemoved: view.remove(index)
            onDragged: y => {
                const target = view.indexAt(0, y + view.contentY);
                if (target >= 0 && target !== index)
                    tile.list.move(index, target);
            }
        }
    }
    Column {
        anchors.centerIn: view
        width: Math.min(view.width - 2 * Theme.space24, Theme.popupWidth)
        visible: view.count === 0
        spacing: Theme.space12

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.muted
            text: tile.source.feedState === DataSource.Connecting ? qsTr("Waiting for the feed's first prices") : qsTr("No symbols yet. Add one to see and record its prices.")
        }
        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !entry.visible
            text: qsTr("Add a symbol")
            iconName: "add"
            onClicked: tile.openField()
        }
    }
}
