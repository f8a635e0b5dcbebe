// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// How busy the computer is that the server runs on.
Tile {
    id: tile

    required property DataSource source

    title: qsTr("This machine")
    subtitle: readings.known ? qsTr("%n core(s)", "", readings.coreCount) + " · " + readings.memoryTotal : ""

    component Section: Item {
        id: section

        required property string label
        property alias values: valueRow.data
        default property alias chart: chartPlace.data
        property bool last: false

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: 1

        RowLayout {
            id: valueRow

            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                leftMargin: Theme.space12
                rightMargin: Theme.space12
                topMargin: Theme.space8
            }
            spacing: Theme.space8

            Label {
                text: section.label
                color: Theme.muted
            }
            Item {
                Layout.fillWidth: true
            }
        }
        Item {
            id: chartPlace

            anchors {
                left: valueRow.left
                right: valueRow.right
                top: valueRow.bottom
                bottom: parent.bottom
                topMargin: Theme.space6
                bottomMargin: Theme.space8
            }
            clip: true
        }
        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
            visible: !section.last
        }
    }
    component Value: Label {
        font.pixelSize: Theme.fontLarge
        font.weight: Font.DemiBold
    }

    // Nothing moves while nobody sees it.
    HostReadings {
        id: readings

        source: tile.visible ? tile.source : null
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Section {
            label: qsTr("CPU")
            values: [
                CoreBars {
                    cores: readings.cores
                    spoken: readings.coresText
                    Layout.alignment: Qt.AlignVCenter
                },
                Value {
                    text: readings.cpu
                }
            ]

            AreaChart {
                anchors.fill: parent
                source: tile.source
                metric: "cpu"
                color: Theme.accent
                maximum: 100
            }
        }
        Section {
            label: qsTr("Memory")
            values: Value {
                text: readings.known ? readings.memory + " · " + readings.memoryUsed : readings.memory
            }

            AreaChart {
                anchors.fill: parent
                source: tile.source
                metric: "memory"
                color: Theme.warn
                maximum: 100
            }
        }
        Section {
            label: qsTr("Network")
            last: true
            values: [
                Value {
                    text: "↓ " + readings.networkIn
                    Accessible.name: qsTr("Received %1").arg(readings.networkIn)
                },
                Value {
                    text: "↑ " + readings.networkOut
                    Accessible.name: qsTr("Sent %1").arg(readings.networkOut)
                }
            ]

            AreaChart {
                anchors.fill: parent
                source: tile.source
                metric: "networkIn"
                color: Theme.up
                secondMetric: "networkOut"
                secondColor: Theme.accent
            }
        }
    }
}
