// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// What page this is, and how feed, capture and server are.
Rectangle {
    id: bar

    required property string title
    required property DataSource source
    /// Of which a new alert is at first.
    required property string symbol
    required property T.Action paletteCommand
    required property T.Action alertsCommand
    /// The person wants to see the chart of @p symbol.
    signal symbolChosen(string symbol)

    function copyAddress() {
        if (copyButton.visible)
            copyButton.copy();
    }

    function showClients() {
        clientsPopup.open();
    }
    /// Shows an AlertsPopup.View.
    function showAlerts(view: int) {
        alertsPopup.show(view);
    }
    /// The form of a new alert at @p price; empty: at the last one.
    function writeAlert(price: string) {
        alertsPopup.write(price);
    }

    height: Theme.topBarHeight
    color: Theme.panel
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Status")

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space16
        anchors.rightMargin: Theme.space16
        anchors.bottomMargin: 1
        spacing: Theme.space16 + Theme.space4

        Label {
            text: bar.title
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
        }
        Item {
            Layout.fillWidth: true
        }
        FeedStatus {
            source: bar.source
        }
        CaptureStatus {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            source: bar.source
        }
        Rectangle {
            id: address

            readonly property bool listening: bar.source.serverAddress !== ""

            implicitWidth: addressRow.implicitWidth + Theme.space8 + (listening ? Theme.space2 : Theme.space8)
            implicitHeight: Theme.controlSmall
            radius: Theme.radiusSmall
            color: Theme.field
            border.color: address.listening ? Theme.lineStrong : Theme.down
            Accessible.role: Accessible.StaticText
            Accessible.name: addressLabel.text

            HoverHandler {
                id: addressHover
            }
            Tip {
                shown: addressHover.hovered && bar.source.serverError !== ""
                text: ServerWords.said(bar.source.serverError)
            }
            Row {
                id: addressRow

                x: Theme.space8
                height: parent.height
                spacing: Theme.space2

                Label {
                    id: addressLabel

                    height: parent.height
                    text: address.listening ? bar.source.serverAddress : qsTr("Server is not running")
                    color: address.listening ? Theme.text : Theme.down
                    font.family: address.listening ? Theme.monoFamily : Theme.family
                    font.pixelSize: Theme.fontLabel
                }
                CopyButton {
                    id: copyButton

                    visible: address.listening
                    anchors.verticalCenter: parent.verticalCenter
                    implicitWidth: Theme.controlSmall - Theme.space4
                    implicitHeight: Theme.controlSmall - Theme.space4
                    iconSize: Theme.iconSmall - 1
                    copied: bar.source.serverAddress
                    Accessible.name: done ? qsTr("Copied") : qsTr("Copy the server's address")
                }
            }
        }
        T.Button {
            id: clientsButton

            implicitWidth: clientsLabel.implicitWidth + 2 * Theme.space6
            implicitHeight: Theme.controlSmall
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            text: qsTr("%n client(s)", "", bar.source.clients)
            onClicked: bar.showClients()
            Keys.onReturnPressed: clientsButton.clicked()
            Accessible.role: Accessible.Button
            Accessible.name: text

            contentItem: Label {
                id: clientsLabel

                text: clientsButton.text
                color: clientsButton.hovered || clientsButton.visualFocus ? Theme.text : Theme.muted
                font.pixelSize: Theme.fontLabel
                horizontalAlignment: Text.AlignHCenter
            }
            background: Rectangle {
                radius: Theme.radiusSmall
                color: clientsButton.down ? Theme.pressed : clientsButton.hovered ? Theme.chosen : "transparent"

                FocusRing {
                    visible: clientsButton.visualFocus
                }
            }
            Tip {
                shown: clientsButton.hovered && !clientsButton.down
                text: qsTr("Who is connected")
            }
            ClientsPopup {
                id: clientsPopup

                x: clientsButton.width - width
                y: clientsButton.height + Theme.space16
                source: bar.source
            }
        }
        IconButton {
            id: alertsButton

            iconName: "bell"
            iconSize: Theme.icon
            text: qsTr("Alerts")
            keys: String(bar.alertsCommand.shortcut)
            onClicked: bar.alertsCommand.trigger()

            AlertsPopup {
                id: alertsPopup

                x: alertsButton.width - width
                y: alertsButton.height + Theme.space16
                source: bar.source
                symbol: bar.symbol
                onSymbolChosen: symbol => bar.symbolChosen(symbol)
            }
        }
        T.Button {
            id: paletteButton

            implicitWidth: cap.implicitWidth
            implicitHeight: Theme.controlSmall
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            text: bar.paletteCommand.text
            onClicked: bar.paletteCommand.trigger()
            Keys.onReturnPressed: paletteButton.clicked()
            Accessible.role: Accessible.Button
            Accessible.name: text

            contentItem: KeyCap {
                id: cap

                text: bar.paletteCommand.shortcut
                border.color: paletteButton.hovered ? Theme.muted : Theme.lineStrong

                FocusRing {
                    visible: paletteButton.visualFocus
                }
            }
            Tip {
                shown: paletteButton.hovered
                text: paletteButton.text
            }
        }
    }
}
