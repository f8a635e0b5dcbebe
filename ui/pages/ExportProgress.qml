// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// How an export goes, or how it went.
ColumnLayout {
    id: view

    required property ExportJob job
    readonly property bool running: job.state === ExportJob.Running || job.state === ExportJob.Cancelling

    spacing: Theme.space12

    RowLayout {
        spacing: Theme.space8

        Icon {
            visible: !view.running
            implicitWidth: Theme.icon
            implicitHeight: Theme.icon
            name: view.job.state === ExportJob.Done ? "check" : view.job.state === ExportJob.Failed ? "warning" : "close"
            color: view.job.state === ExportJob.Done ? Theme.up : view.job.state === ExportJob.Failed ? Theme.down : Theme.muted
        }
        Label {
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            text: {
                switch (view.job.state) {
                case ExportJob.Done:
                    return qsTr("Export is complete");
                case ExportJob.Failed:
                    return qsTr("Export failed");
                case ExportJob.Cancelled:
                    return qsTr("Export was cancelled; no file was left");
                default:
                    return qsTr("Exporting");
                }
            }
        }
        Label {
            visible: view.job.state !== ExportJob.Cancelled
            text: qsTr("%1 rows · %2").arg(Format.count(view.job.rows)).arg(Format.bytes(view.job.bytes))
            color: Theme.muted
        }
    }
    ProgressBar {
        visible: view.running
        Layout.fillWidth: true
        value: Math.max(0, view.job.progress)
        indeterminate: view.job.progress < 0
        Accessible.name: qsTr("Progress of the export")
    }
    Label {
        Layout.fillWidth: true
        visible: view.job.error !== ""
        text: view.job.error
        color: Theme.down
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Label {
        Layout.fillWidth: true
        text: view.job.target
        color: Theme.muted
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.WrapAnywhere
    }
}
