// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// Who is connected to the server, and what waits for them.
Popup {
    id: popup

    required property DataSource source

    width: 720
    onOpened: list.forceActiveFocus()

    ClientListModel {
        id: clients

        source: popup.source
        active: popup.visible
    }

    contentItem: ColumnLayout {
        spacing: Theme.space6

        Label {
            Layout.bottomMargin: Theme.space6
            text: qsTr("Connected clients")
            font.pixelSize: Theme.fontLarge
            font.weight: Font.DemiBold
        }
        ClientRow {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space8
            Layout.rightMargin: Theme.space8
            visible: clients.count > 0
            heading: true
            address: qsTr("Address")
            path: qsTr("Path")
            since: qsTr("Since")
            queued: qsTr("Waiting")
            sent: qsTr("Sent")
            dropped: qsTr("Dropped")
        }
        ListView {
            id: list

            function chooseRow() {
                if (activeFocus && currentIndex < 0 && count > 0)
                    currentIndex = 0;
            }

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(count, 8) * Theme.row
            visible: count > 0
            clip: true
            model: clients
            activeFocusOnTab: true
            keyNavigationEnabled: true
            highlightMoveDuration: 0
            highlightResizeDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Connected clients")
            // A list that was empty may have no current row, and under Qt 6.8 none has one at first.
            onActiveFocusChanged: list.chooseRow()
            onCountChanged: list.chooseRow()
            Keys.onDeletePressed: clients.end(list.currentIndex)
            T.ScrollBar.vertical: ScrollBar {}

            delegate: Rectangle {
                id: client

                required property int index
                required property string address
                required property string path
                required property string since
                required property string queued
                required property string sent
                required property string dropped
                required property bool losing

                width: ListView.view ? ListView.view.width : 0
                height: Theme.row
                radius: Theme.radiusSmall
                color: hover.hovered ? Theme.hover : "transparent"
                Accessible.role: Accessible.ListItem
                // The path last: it is the client's own, and may look like a place for the next text.
                Accessible.name: qsTr("%1, since %2, %3 waiting, %4 sent, %5 dropped, %6").arg(address).arg(since).arg(queued).arg(sent).arg(dropped).arg(path)

                HoverHandler {
                    id: hover
                }
                FocusRing {
                    anchors.margins: 1
                    visible: list.activeFocus && client.ListView.isCurrentItem
                }
                ClientRow {
                    anchors.fill: parent
                    anchors.leftMargin: Theme.space8
                    anchors.rightMargin: Theme.space8
                    address: client.address
                    path: client.path
                    since: client.since
                    queued: client.queued
                    sent: client.sent
                    dropped: client.dropped
                    losing: client.losing
                    onEndRequested: clients.end(client.index)
                }
            }
        }
        ClientsEmptyState {
            Layout.fillWidth: true
            visible: clients.known && clients.count === 0
            address: popup.source.serverAddress
        }
    }
}
