// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// Where prices come from, with the key that Alpaca asks for.
FormRow {
    id: choice

    required property FeedForm form
    required property DataSource source

    label: qsTr("Prices from")

    SegmentedControl {
        labels: [qsTr("Simulator"), "Binance", "Alpaca"]
        currentIndex: choice.form.feed
        enabled: !choice.form.sending
        onActivated: index => choice.form.choose(index)
        Accessible.name: qsTr("Prices from")
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: choice.form.takesKey
        spacing: Theme.space8

        TextField {
            Layout.fillWidth: true
            Layout.topMargin: Theme.space4
            placeholderText: qsTr("Key ID")
            text: choice.form.key
            invalid: choice.form.error !== ""
            maximumLength: 256
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            onTextEdited: choice.form.key = text
            onAccepted: choice.form.apply()
        }
        TextField {
            Layout.fillWidth: true
            placeholderText: qsTr("Secret key")
            text: choice.form.secret
            invalid: choice.form.error !== ""
            maximumLength: 256
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData
            onTextEdited: choice.form.secret = text
            onAccepted: choice.form.apply()
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("Left empty: the key that is kept")
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
    }
    Button {
        Layout.alignment: Qt.AlignRight
        visible: choice.form.applicable || choice.form.sending
        enabled: !choice.form.sending
        text: qsTr("Switch over")
        primary: true
        onClicked: choice.form.apply()
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: choice.form.error !== "" ? choice.form.error : choice.form.feed === FeedForm.None ? qsTr("A file is replayed") : ServerWords.said(choice.source.feedMessage)
        color: choice.form.error !== "" || choice.source.feedState === DataSource.Refused ? Theme.down : Theme.muted
        font.pixelSize: Theme.fontLabel
        wrapMode: Text.Wrap
    }
}
