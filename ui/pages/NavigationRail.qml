// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// The strip at the left edge: pages on top, what belongs to no page at the bottom.
Rectangle {
    id: rail

    required property Commands commands
    /// The page that is seen, a Commands.Page.
    required property int page
    /// An export runs: its icon shows it.
    property bool exporting: false
    /// How many tasks run or wait.
    property int unfinishedTasks: 0

    width: Theme.railWidth
    color: Theme.panel
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Navigation")

    component Entry: T.Button {
        id: entry

        required property string iconName
        required property T.Action command
        property bool current: false
        property bool marked: false

        width: 38
        height: 38
        anchors.horizontalCenter: parent.horizontalCenter
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        onClicked: command.trigger()
        Keys.onReturnPressed: entry.clicked()
        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.selected: current

        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                width: Theme.icon + 2
                height: Theme.icon + 2
                name: entry.iconName
                color: entry.current || entry.hovered || entry.visualFocus ? Theme.text : Theme.muted
            }
            StatusDot {
                visible: entry.marked
                anchors.right: parent.right
                anchors.top: parent.top
                color: Theme.accent
            }
        }
        background: Rectangle {
            radius: Theme.radius
            color: entry.current || entry.down ? Theme.chosen : entry.hovered ? Theme.hover : "transparent"

            Rectangle {
                visible: entry.current
                x: -(Theme.railWidth - parent.width) / 2
                y: Theme.space8
                width: 3
                height: parent.height - 2 * Theme.space8
                radius: 1.5
                color: Theme.accent
            }
            FocusRing {
                visible: entry.visualFocus
                radius: Theme.radius + Theme.space2
            }
        }
        Tip {
            shown: entry.hovered && !entry.down
            text: entry.text + "  " + entry.command.shortcut
        }
    }

    Rectangle {
        id: mark

        anchors.horizontalCenter: parent.horizontalCenter
        y: 10
        width: 30
        height: 30
        radius: 7
        color: Theme.accentFill

        Label {
            anchors.centerIn: parent
            text: "T"
            color: Theme.inkOnAccentFill
            font.pixelSize: Theme.fontLarge
            font.weight: Font.Bold
        }
    }
    Column {
        width: parent.width
        y: Theme.topBarHeight + Theme.space8
        spacing: Theme.space6

        Entry {
            iconName: "overview"
            text: qsTr("Overview")
            command: rail.commands.overview
            current: rail.page === Commands.Page.Overview
        }
        Entry {
            iconName: "markets"
            text: qsTr("Markets")
            command: rail.commands.markets
            current: rail.page === Commands.Page.Markets
        }
    }
    Column {
        width: parent.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space12
        spacing: Theme.space6

        Entry {
            iconName: "tasks"
            text: rail.unfinishedTasks > 0 ? qsTr("%n background task(s)", "", rail.unfinishedTasks) : qsTr("Background tasks")
            command: rail.commands.tasks
            marked: rail.unfinishedTasks > 0
        }
        Entry {
            iconName: "export"
            text: rail.exporting ? qsTr("Export is running") : qsTr("Export captured data")
            command: rail.commands.exportData
            marked: rail.exporting
        }
        Entry {
            iconName: "gear"
            text: qsTr("Settings")
            command: rail.commands.settings
        }
    }
    Divider {
        anchors.right: parent.right
        height: parent.height
    }
}
