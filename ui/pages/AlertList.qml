// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// The alerts. Delete removes the chosen one; Enter or a double click shows its symbol in the chart.
ListView {
    id: list

    required property AlertListModel alerts
    signal symbolChosen(string symbol)

    readonly property int rowHeight: Theme.row + Theme.space12

    function chooseRow() {
        if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0;
    }
    function choose(row: int) {
        const symbol = row < 0 ? "" : list.alerts.data(list.alerts.index(row, 0), AlertListModel.SymbolRole);
        if (symbol !== "")
            list.symbolChosen(symbol);
    }

    implicitHeight: Math.min(count, 7) * rowHeight
    clip: true
    model: alerts
    currentIndex: -1
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Alerts")
    onActiveFocusChanged: list.chooseRow()
    onCountChanged: list.chooseRow()
    Keys.onDeletePressed: list.alerts.remove(list.currentIndex)
    Keys.onReturnPressed: list.choose(list.currentIndex)
    Keys.onEnterPressed: list.choose(list.currentIndex)
    T.ScrollBar.vertical: ScrollBar {}

    delegate: Rectangle {
        id: alert

        required property int index
        required property string title
        required property string often
        required property int alertState
        required property string status
        required property string fired
        required property string spoken
        readonly property bool over: alertState === AlertListModel.Fired

        width: ListView.view ? ListView.view.width : 0
        height: list.rowHeight
        radius: Theme.radiusSmall
        color: hover.hovered ? Theme.hover : "transparent"
        Accessible.role: Accessible.ListItem
        Accessible.name: spoken

        HoverHandler {
            id: hover
        }
        TapHandler {
            onTapped: {
                list.currentIndex = alert.index;
                list.forceActiveFocus(Qt.MouseFocusReason);
            }
            onDoubleTapped: list.choose(alert.index)
        }
        FocusRing {
            anchors.margins: 1
            visible: list.activeFocus && alert.ListView.isCurrentItem
        }
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.space8
            anchors.rightMargin: Theme.space8
            spacing: Theme.space12

            Icon {
                Layout.preferredWidth: Theme.icon
                Layout.preferredHeight: Theme.icon
                name: alert.over ? "check" : alert.alertState === AlertListModel.Waiting ? "clock" : "bell"
                color: alert.over ? Theme.muted : Theme.warn
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.space2

                Label {
                    Layout.fillWidth: true
                    text: alert.title
                    color: alert.over ? Theme.muted : Theme.text
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Label {
                    Layout.fillWidth: true
                    text: alert.status + " · " + alert.often
                    color: Theme.muted
                    font.pixelSize: Theme.fontLabel
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
            Label {
                visible: text !== ""
                text: alert.fired
                color: Theme.muted
                font.family: Theme.monoFamily
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true

                HoverHandler {
                    id: firedHover
                }
                Tip {
                    shown: firedHover.hovered
                    text: qsTr("When it fired last")
                }
            }
            IconButton {
                iconName: "close"
                ink: hovered || visualFocus ? Theme.down : Theme.muted
                text: qsTr("Remove: %1").arg(alert.title)
                onClicked: {
                    // Before the button that has the focus goes.
                    list.forceActiveFocus(Qt.OtherFocusReason);
                    list.alerts.remove(alert.index);
                }
            }
        }
    }
}
