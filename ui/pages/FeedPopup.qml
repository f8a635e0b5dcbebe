// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// What the feed brought, and the prices that were put aside because they cannot be true.
Popup {
    id: popup

    required property DataSource source

    width: 520
    onOpened: list.forceActiveFocus()

    FeedReadings {
        id: readings

        source: popup.source
        active: popup.visible
    }

    component Reading: RowLayout {
        id: reading

        required property string label
        required property string value
        property bool alarming: false

        Layout.fillWidth: true
        Layout.preferredWidth: 1
        spacing: Theme.space8
        Accessible.role: Accessible.StaticText
        Accessible.name: label + " " + value

        Label {
            Layout.fillWidth: true
            text: reading.label
            color: Theme.muted
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            text: reading.value
            color: reading.alarming ? Theme.warnText : Theme.text
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.space12
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Feed")

        Label {
            text: qsTr("Feed: %1").arg(popup.source.feedName)
            font.pixelSize: Theme.fontLarge
            font.weight: Font.DemiBold
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: ServerWords.said(popup.source.feedMessage)
            color: popup.source.feedState === DataSource.Refused ? Theme.down : Theme.warnText
            wrapMode: Text.Wrap
        }
        GridLayout {
            Layout.fillWidth: true
            columns: 2
            columnSpacing: Theme.space24
            rowSpacing: Theme.space6

            Reading {
                label: qsTr("Prices taken")
                value: readings.prices
            }
            Reading {
                label: qsTr("Put aside")
                value: readings.rejected
                alarming: readings.count > 0
            }
            Reading {
                label: qsTr("Symbols followed")
                value: readings.symbols
            }
            Reading {
                label: qsTr("Too late for their bar")
                value: readings.late
            }
            Reading {
                label: qsTr("Connections lost")
                value: readings.reconnects
            }
            Reading {
                label: qsTr("Messages not understood")
                value: readings.garbage
            }
            Reading {
                label: qsTr("Came twice")
                value: readings.duplicates
            }
            Reading {
                label: qsTr("Of symbols not followed")
                value: readings.unfollowed
            }
        }
        Divider {
            Layout.fillWidth: true
        }
        Label {
            Layout.fillWidth: true
            text: readings.count > 0 ? qsTr("Put aside, because it cannot be true: in no chart, bar or recording") : qsTr("Prices that cannot be true would be put aside and listed here. There were none.")
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(count, 8) * Theme.row
            visible: count > 0
            clip: true
            model: readings
            activeFocusOnTab: true
            keyNavigationEnabled: true
            highlightMoveDuration: 0
            highlightResizeDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Prices put aside")
            T.ScrollBar.vertical: ScrollBar {}

            delegate: RowLayout {
                id: rejected

                required property string symbol
                required property string time
                required property string price
                required property string reason

                width: ListView.view ? ListView.view.width - Theme.space12 : 0
                height: Theme.row
                spacing: Theme.space12
                Accessible.role: Accessible.ListItem
                Accessible.name: time + ", " + symbol + ", " + price + ", " + reason

                Label {
                    text: rejected.time
                    color: Theme.muted
                    Accessible.ignored: true
                }
                Label {
                    Layout.preferredWidth: 90
                    text: rejected.symbol
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Label {
                    Layout.preferredWidth: 96
                    text: rejected.price
                    horizontalAlignment: Text.AlignRight
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Label {
                    Layout.fillWidth: true
                    text: rejected.reason
                    color: Theme.muted
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }
    }
}
