// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// What the server does in the background, and who was told what.
Popup {
    id: popup

    enum View {
        Tasks,
        Notifications
    }

    required property DataSource source
    required property TaskListModel tasks
    property int view: TasksPopup.View.Tasks

    function show(view: int) {
        popup.view = view;
        popup.open();
    }

    width: 560
    padding: Theme.space16
    onOpened: view === TasksPopup.View.Tasks ? taskList.forceActiveFocus() : notificationList.forceActiveFocus()

    NotificationListModel {
        id: notifications

        source: popup.source
    }

    contentItem: ColumnLayout {
        spacing: Theme.space12
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Tasks and notifications")

        RowLayout {
            spacing: Theme.space12

            Label {
                text: popup.view === TasksPopup.View.Tasks ? qsTr("Background tasks") : qsTr("Notifications")
                font.pixelSize: Theme.fontLarge
                font.weight: Font.DemiBold
            }
            Label {
                Layout.fillWidth: true
                visible: popup.view === TasksPopup.View.Tasks && popup.tasks.running + popup.tasks.waiting > 0
                text: qsTr("%1 running · %2 waiting").arg(Format.count(popup.tasks.running)).arg(Format.count(popup.tasks.waiting))
                color: Theme.muted
                font.pixelSize: Theme.fontLabel
            }
            Item {
                Layout.fillWidth: true
            }
            SegmentedControl {
                labels: [qsTr("Tasks"), qsTr("Notifications")]
                currentIndex: popup.view
                onActivated: index => popup.view = index
                Accessible.name: qsTr("What is listed")
            }
        }
        TaskList {
            id: taskList

            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: popup.view === TasksPopup.View.Tasks && popup.tasks.count > 0
            tasks: popup.tasks
        }
        NotificationList {
            id: notificationList

            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: popup.view === TasksPopup.View.Notifications && notifications.count > 0
            notifications: notifications
        }
        Label {
            Layout.fillWidth: true
            visible: example.visible
            text: popup.view === TasksPopup.View.Tasks ? qsTr("No tasks yet. Programs start them at the server:") : qsTr("Nobody was told anything yet. Programs do that at the server:")
            color: Theme.muted
            wrapMode: Text.Wrap
        }
        CommandExample {
            id: example

            readonly property string address: popup.source.serverAddress

            Layout.fillWidth: true
            visible: address !== "" && (popup.view === TasksPopup.View.Tasks ? popup.tasks.count : notifications.count) === 0
            command: popup.view === TasksPopup.View.Tasks ? "curl -X POST '" + address + "/tasks/hash?data=hello'" : "curl -X POST '" + address + "/notify/ana@example.com?message=hello'"
        }
    }
}
