// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// A background task: what it is, how far, and what can be done about it.
RowLayout {
    id: row

    required property string title
    required property int taskState
    required property real progress
    required property string detail
    required property string when
    /// The result has just been copied.
    property bool copied: false

    readonly property bool running: taskState === TaskListModel.Running
    readonly property bool waiting: taskState === TaskListModel.Waiting
    readonly property bool failed: taskState === TaskListModel.Failed
    readonly property bool done: taskState === TaskListModel.Done

    signal cancelRequested
    signal copyRequested

    spacing: Theme.space12

    Icon {
        Layout.preferredWidth: Theme.icon
        Layout.preferredHeight: Theme.icon
        name: row.done ? "check" : row.failed ? "warning" : row.taskState === TaskListModel.Cancelled ? "close" : "clock"
        color: row.done ? Theme.up : row.failed ? Theme.down : row.running ? Theme.accent : Theme.muted
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.space4

        RowLayout {
            spacing: Theme.space12

            Label {
                Layout.fillWidth: true
                text: row.title
                textFormat: Text.PlainText
                elide: Text.ElideMiddle
            }
            Label {
                text: row.when
                color: Theme.muted
                font.family: Theme.monoFamily
                font.pixelSize: Theme.fontSmall
            }
        }
        RowLayout {
            spacing: Theme.space8

            ProgressBar {
                Layout.fillWidth: true
                visible: row.running
                value: row.progress
                Accessible.name: qsTr("Progress of %1").arg(row.title)
            }
            Label {
                Layout.fillWidth: !row.running
                Layout.preferredWidth: row.running ? Theme.space24 + Theme.space12 : -1
                text: row.detail
                textFormat: Text.PlainText
                color: row.failed ? Theme.down : Theme.muted
                font.pixelSize: Theme.fontLabel
                horizontalAlignment: row.running ? Text.AlignRight : Text.AlignLeft
                elide: Text.ElideRight

                HoverHandler {
                    id: detailHover
                }
                Tip {
                    shown: detailHover.hovered && (parent as Label).truncated
                    text: row.detail
                }
            }
        }
    }
    Item {
        Layout.preferredWidth: Theme.controlSmall
        Layout.preferredHeight: Theme.controlSmall

        IconButton {
            visible: row.running || row.waiting
            iconName: "close"
            ink: hovered || visualFocus ? Theme.down : Theme.muted
            text: qsTr("Cancel: %1").arg(row.title)
            onClicked: row.cancelRequested()
        }
        IconButton {
            visible: row.done
            iconName: row.copied ? "check" : "copy"
            ink: row.copied ? Theme.up : hovered || visualFocus ? Theme.text : Theme.muted
            text: row.copied ? qsTr("Copied") : qsTr("Copy the result: %1").arg(row.title)
            onClicked: row.copyRequested()
        }
    }
}
