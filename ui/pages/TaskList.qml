// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// The server's background tasks. Delete cancels the chosen one, Ctrl+C copies its result.
ListView {
    id: list

    required property TaskListModel tasks
    /// Whose result was copied a moment ago.
    property string copiedId

    function chooseRow() {
        if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0;
    }

    implicitHeight: Math.min(count, 7) * rowHeight
    readonly property int rowHeight: Theme.row + Theme.space16

    clip: true
    model: tasks
    currentIndex: -1
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Background tasks")
    onActiveFocusChanged: list.chooseRow()
    onCountChanged: list.chooseRow()
    Keys.onDeletePressed: list.tasks.cancel(list.currentIndex)
    Keys.onPressed: event => {
        if (event.matches(StandardKey.Copy)) {
            list.tasks.copyResult(list.currentIndex);
            event.accepted = true;
        }
    }
    T.ScrollBar.vertical: ScrollBar {}

    Connections {
        target: list.tasks

        function onCopied(taskId: string) {
            list.copiedId = taskId;
            copiedTime.restart();
        }
    }
    Timer {
        id: copiedTime

        interval: Theme.notice
        onTriggered: list.copiedId = ""
    }

    delegate: Rectangle {
        id: task

        required property int index
        required property string taskId
        required property string title
        required property int taskState
        required property real progress
        required property string detail
        required property string when

        width: ListView.view ? ListView.view.width : 0
        height: list.rowHeight
        radius: Theme.radiusSmall
        color: hover.hovered ? Theme.hover : "transparent"
        Accessible.role: Accessible.ListItem
        Accessible.name: title + ", " + detail + ", " + when

        HoverHandler {
            id: hover
        }
        FocusRing {
            anchors.margins: 1
            visible: list.activeFocus && task.ListView.isCurrentItem
        }
        TaskRow {
            anchors.fill: parent
            anchors.leftMargin: Theme.space8
            anchors.rightMargin: Theme.space8
            title: task.title
            taskState: task.taskState
            progress: task.progress
            detail: task.detail
            when: task.when
            copied: list.copiedId === task.taskId
            onCancelRequested: list.tasks.cancel(task.index)
            onCopyRequested: list.tasks.copyResult(task.index)
        }
    }
}
