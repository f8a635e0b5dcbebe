// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// What to export, from when to when, and where to.
ColumnLayout {
    id: form

    required property ExportJob job
    required property DataSource source
    /// The list of symbols is read when this turns true.
    property bool active: false

    property list<string> symbols
    property list<string> symbolLabels
    readonly property list<string> intervals: ["", "1s", "1m", "5m", "1h", "1d"]
    readonly property bool bySymbol: job.dataSet !== ExportJob.Monitor && job.dataSet !== ExportJob.Chat

    spacing: Theme.space12
    onActiveChanged: {
        if (!active)
            return;
        symbols = job.symbols();
        const labels = [qsTr("All symbols")];
        for (let i = 0; i < symbols.length; ++i)
            labels.push(symbols[i]);
        symbolLabels = labels;
    }

    FormRow {
        label: qsTr("Data")

        SegmentedControl {
            labels: [qsTr("Ticks"), qsTr("Candles"), qsTr("Machine"), qsTr("Chat"), qsTr("Orders"), qsTr("Trades")]
            currentIndex: form.job.dataSet
            onActivated: index => form.job.dataSet = index
            Accessible.name: qsTr("Data")
        }
    }
    FormRow {
        label: qsTr("Symbol")
        visible: form.bySymbol

        ComboBox {
            Layout.fillWidth: true
            model: form.symbolLabels
            currentIndex: Math.max(0, form.symbols.indexOf(form.job.symbol) + 1)
            onActivated: index => form.job.symbol = index === 0 ? "" : form.symbols[index - 1]
            Accessible.name: qsTr("Symbol")
        }
    }
    FormRow {
        label: qsTr("Width of a bar")
        visible: form.job.dataSet === ExportJob.Candles

        SegmentedControl {
            labels: [qsTr("All"), "1s", "1m", "5m", "1h", "1D"]
            currentIndex: Math.max(0, form.intervals.indexOf(form.job.interval))
            onActivated: index => form.job.interval = form.intervals[index]
            Accessible.name: qsTr("Width of a bar")
        }
    }
    FormRow {
        label: qsTr("Range")

        SegmentedControl {
            labels: [qsTr("All"), qsTr("Today"), qsTr("Last hour"), qsTr("Custom")]
            currentIndex: form.job.range
            onActivated: index => form.job.range = index
            Accessible.name: qsTr("Range")
        }
        RowLayout {
            visible: form.job.range === ExportJob.Custom
            Layout.topMargin: Theme.space4
            spacing: Theme.space8

            TextField {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: form.job.fromText
                invalid: form.job.fromError !== ""
                placeholderText: qsTr("From the first row")
                onTextEdited: form.job.fromText = text
                Accessible.name: qsTr("From")
            }
            Label {
                text: "–"
                color: Theme.muted
            }
            TextField {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: form.job.toText
                invalid: form.job.toError !== ""
                placeholderText: qsTr("To the last row")
                onTextEdited: form.job.toText = text
                Accessible.name: qsTr("To")
            }
        }
        Label {
            Layout.fillWidth: true
            visible: form.job.range === ExportJob.Custom
            readonly property string problem: form.job.fromError !== "" ? form.job.fromError : form.job.toError
            text: problem !== "" ? problem : Preferences.utc ? qsTr("Times are UTC; the end is not included") : qsTr("Times are local; the end is not included")
            color: problem !== "" ? Theme.down : Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
    }
    FormRow {
        label: qsTr("File")

        RowLayout {
            spacing: Theme.space8

            TextField {
                Layout.fillWidth: true
                text: form.job.path
                invalid: form.job.pathError !== ""
                placeholderText: qsTr("Path of the CSV file")
                onTextEdited: form.job.path = text
                Accessible.name: qsTr("File")
            }
            Button {
                text: qsTr("Browse…")
                onClicked: form.job.choosePath()
            }
        }
        Label {
            Layout.fillWidth: true
            text: form.job.pathError !== "" ? form.job.pathError : qsTr("A file of this name is replaced when the export is complete")
            color: form.job.pathError !== "" ? Theme.down : Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
    }
}
