// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source

/// Writes captured data to a CSV file. It may be closed while an export runs.
Dialog {
    id: dialog

    required property ExportJob job
    required property DataSource source

    readonly property bool choosing: job.state === ExportJob.Idle
    readonly property bool running: job.state === ExportJob.Running || job.state === ExportJob.Cancelling

    title: qsTr("Export captured data")
    onAboutToShow: {
        if (choosing)
            job.refresh();
    }
    onOpened: (choosing ? startButton : running ? cancelButton : doneButton).forceActiveFocus(Qt.PopupFocusReason)

    ExportForm {
        visible: dialog.choosing
        Layout.fillWidth: true
        job: dialog.job
        source: dialog.source
        active: dialog.visible
    }
    ExportProgress {
        visible: !dialog.choosing
        Layout.fillWidth: true
        job: dialog.job
    }

    buttons: [
        ExportEstimate {
            visible: dialog.choosing
            Layout.fillWidth: true
            job: dialog.job
        },
        Item {
            visible: !dialog.choosing
            Layout.fillWidth: true
        },
        Button {
            visible: dialog.choosing
            text: qsTr("Close")
            onClicked: dialog.close()
        },
        Button {
            id: startButton

            visible: dialog.choosing
            primary: true
            text: qsTr("Export")
            enabled: dialog.job.ready
            onClicked: {
                dialog.job.start();
                cancelButton.forceActiveFocus();
            }
        },
        Button {
            id: cancelButton

            visible: dialog.running
            enabled: dialog.job.state === ExportJob.Running
            text: enabled ? qsTr("Cancel export") : qsTr("Cancelling…")
            onClicked: dialog.job.cancel()
        },
        Button {
            visible: dialog.job.state === ExportJob.Done
            iconName: "folder"
            text: qsTr("Open folder")
            onClicked: dialog.job.openFolder()
        },
        Button {
            visible: !dialog.choosing && !dialog.running
            text: dialog.job.state === ExportJob.Done ? qsTr("Export more") : qsTr("Change and try again")
            onClicked: {
                dialog.job.reset();
                startButton.forceActiveFocus();
            }
        },
        Button {
            id: doneButton

            visible: !dialog.choosing && !dialog.running
            primary: true
            text: qsTr("Close")
            onClicked: {
                dialog.close();
                dialog.job.reset();
            }
        }
    ]
}
