// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// What stands in the place of a chart that has nothing to show, and why.
Column {
    id: message

    required property int status
    required property string errorText
    required property string symbol
    readonly property string text: headline.text

    signal retried

    spacing: Theme.space8
    visible: status !== PricePlot.Ready

    Text {
        id: headline
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: message.status === PricePlot.Failed ? Theme.text : Theme.muted
        font { family: Theme.family; pixelSize: Theme.fontNormal }
        text: {
            switch (message.status) {
            case PricePlot.Failed:
                return qsTr("The bars could not be loaded")
            case PricePlot.Empty:
                return qsTr("No bars yet")
            default:
                return message.symbol === "" ? qsTr("Choose a symbol") : qsTr("Loading…")
            }
        }
    }
    Text {
        width: parent.width
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.muted
        font { family: Theme.family; pixelSize: 12 }
        text: message.status === PricePlot.Failed ? message.errorText
            : message.status === PricePlot.Empty
                ? qsTr("The first one appears with the first trade of %1.").arg(message.symbol) : ""
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: message.status === PricePlot.Failed
        implicitWidth: retryLabel.implicitWidth + 2 * Theme.space12
        implicitHeight: 28
        radius: Theme.radiusSmall
        color: retryArea.containsMouse || activeFocus ? Theme.line : Theme.panelRaised
        border { width: 1; color: activeFocus ? Theme.accent : Theme.line }
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: retryLabel.text
        Accessible.onPressAction: message.retried()
        Keys.onReturnPressed: message.retried()
        Keys.onSpacePressed: message.retried()
        Text {
            id: retryLabel
            anchors.centerIn: parent
            text: qsTr("Try again")
            color: Theme.text
            font { family: Theme.family; pixelSize: 12; weight: Font.Medium }
        }
        MouseArea {
            id: retryArea
            anchors.fill: parent
            hoverEnabled: true
            onClicked: message.retried()
        }
    }
}
