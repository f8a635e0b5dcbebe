// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// Writes an alert and sends it: Enter anywhere in it sends.
ColumnLayout {
    id: editor

    required property AlertForm form
    readonly property bool ofMove: form.kind === AlertForm.PercentMove
    readonly property bool ofIndicator: form.kind === AlertForm.Indicator
    readonly property bool ofHost: form.kind === AlertForm.Host

    function takeFocus() {
        threshold.takeFocus();
    }

    spacing: Theme.space12
    Accessible.role: Accessible.Form
    Accessible.name: qsTr("New alert")
    Keys.onReturnPressed: editor.form.submit()
    Keys.onEnterPressed: editor.form.submit()

    /// One of two columns.
    component Field: TicketField {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        readOnly: editor.form.sending
    }
    component Choice: ComboBox {
        id: choice

        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        Accessible.name: choice.label
    }
    component Message: Label {
        Layout.fillWidth: true
        visible: text !== ""
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }

    SegmentedControl {
        Layout.fillWidth: true
        labels: [qsTr("Price"), qsTr("Move"), qsTr("Indicator"), qsTr("This machine")]
        stretched: true
        currentIndex: editor.form.kind
        onActivated: index => editor.form.kind = index
        Accessible.name: qsTr("What is watched")
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 2
        columnSpacing: Theme.space8
        rowSpacing: Theme.space8

        Field {
            visible: editor.form.needsSymbol
            label: qsTr("Symbol")
            value: editor.form.symbol
            error: editor.form.symbolError
            onEdited: text => editor.form.symbol = text
        }
        Choice {
            visible: editor.ofHost
            label: qsTr("Reading")
            model: editor.form.readings
            currentIndex: editor.form.reading
            onActivated: index => editor.form.reading = index
        }
        Choice {
            visible: editor.ofIndicator
            label: qsTr("Bars")
            model: editor.form.intervals
            currentIndex: editor.form.interval
            onActivated: index => editor.form.interval = index
        }
        Choice {
            Layout.columnSpan: 2
            visible: editor.ofIndicator
            label: qsTr("Indicator")
            model: editor.form.indicators
            currentIndex: editor.form.indicator
            onActivated: index => editor.form.indicator = index
        }
        Field {
            Layout.columnSpan: editor.form.needsSlowPeriod ? 1 : 2
            visible: editor.ofIndicator
            label: editor.form.needsSlowPeriod ? qsTr("Fast period") : qsTr("Period")
            value: editor.form.period
            error: editor.form.periodError
            onEdited: text => editor.form.period = text
        }
        Field {
            visible: editor.form.needsSlowPeriod
            label: qsTr("Slow period")
            value: editor.form.slowPeriod
            error: editor.form.slowPeriodError
            onEdited: text => editor.form.slowPeriod = text
        }
        Field {
            Layout.columnSpan: 2
            visible: editor.form.needsSignalPeriod
            label: qsTr("Signal period")
            value: editor.form.signalPeriod
            error: editor.form.signalPeriodError
            onEdited: text => editor.form.signalPeriod = text
        }
        Choice {
            label: qsTr("When it")
            model: editor.form.directions
            currentIndex: editor.form.direction
            onActivated: index => editor.form.direction = index
        }
        Field {
            id: threshold

            Layout.columnSpan: editor.ofMove || editor.ofIndicator ? 1 : 2
            label: editor.form.thresholdName
            value: editor.form.threshold
            error: editor.form.thresholdError
            onEdited: text => editor.form.threshold = text
            onStepped: step => editor.form.stepThreshold(step)
        }
        Field {
            visible: editor.ofMove
            label: qsTr("Within, minutes")
            value: editor.form.window
            error: editor.form.windowError
            onEdited: text => editor.form.window = text
        }
        Switch {
            Layout.fillWidth: true
            Layout.columnSpan: 2
            text: qsTr("Fire each time, not only once")
            checked: editor.form.repeats
            onToggled: editor.form.repeats = checked
        }
        Field {
            visible: editor.form.repeats
            label: qsTr("Come back by")
            value: editor.form.hysteresis
            error: editor.form.hysteresisError
            onEdited: text => editor.form.hysteresis = text
        }
        Field {
            visible: editor.form.repeats
            label: qsTr("Pause, minutes")
            value: editor.form.coolDown
            error: editor.form.coolDownError
            onEdited: text => editor.form.coolDown = text
        }
    }
    Message {
        text: editor.form.problem
        color: Theme.down
    }
    Message {
        text: editor.form.rejection === "" ? "" : qsTr("Not added: %1").arg(editor.form.rejection)
        color: Theme.down
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space12

        Label {
            Layout.fillWidth: true
            text: editor.form.summary
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Button {
            primary: true
            text: editor.form.sending ? qsTr("Sending…") : qsTr("Add alert")
            onClicked: editor.form.submit()
        }
    }
}
