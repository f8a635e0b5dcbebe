// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// How the window looks and speaks, and where prices come from. Every choice acts at once and is kept.
Popup {
    id: popup

    required property DataSource source
    readonly property list<string> languages: ["", "en", "zh_CN"]

    width: 404
    padding: Theme.space16
    modal: false
    onClosed: feed.reset()
    onOpened: theme.forceActiveFocus(Qt.PopupFocusReason)

    FeedForm {
        id: feed

        source: popup.source
    }

    contentItem: ColumnLayout {
        spacing: Theme.space12
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Settings")

        Label {
            text: qsTr("Settings")
            font.pixelSize: Theme.fontLarge
            font.weight: Font.DemiBold
        }
        FormRow {
            label: qsTr("Theme")

            SegmentedControl {
                id: theme

                labels: [qsTr("System"), qsTr("Dark"), qsTr("Light")]
                currentIndex: Preferences.theme
                onActivated: index => Preferences.theme = index
                Accessible.name: qsTr("Theme")
            }
        }
        FormRow {
            label: qsTr("Language")

            SegmentedControl {
                // Each language in its own words, so that whoever reads it finds it.
                labels: [qsTr("System"), "English", "简体中文"]
                currentIndex: popup.languages.indexOf(Preferences.language)
                onActivated: index => Preferences.language = popup.languages[index]
                Accessible.name: qsTr("Language")
            }
        }
        FormRow {
            label: qsTr("Times in")

            SegmentedControl {
                labels: [qsTr("Local time"), "UTC"]
                currentIndex: Preferences.utc ? 1 : 0
                onActivated: index => Preferences.utc = index === 1
                Accessible.name: qsTr("Time zone")
            }
        }
        Divider {
            Layout.fillWidth: true
        }
        FeedChoice {
            form: feed
            source: popup.source
        }
        Divider {
            Layout.fillWidth: true
        }
        Switch {
            Layout.fillWidth: true
            text: qsTr("Blue and orange for up and down")
            checked: Preferences.colorBlindSafe
            onToggled: Preferences.colorBlindSafe = checked
        }
        Switch {
            Layout.fillWidth: true
            text: qsTr("Reduced motion")
            checked: Preferences.reducedMotion
            onToggled: Preferences.reducedMotion = checked
        }
    }
}
