// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Theme

/// Shown while one looks at the past: how much is new, and the way back to live.
Rectangle {
    id: chip

    required property real newTrades

    signal clicked

    implicitWidth: label.implicitWidth + 2 * Theme.space12
    implicitHeight: 26
    radius: height / 2
    color: area.containsMouse || activeFocus ? Theme.accent : Theme.panelRaised
    border { width: 1; color: Theme.accent }
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: label.text
    Accessible.description: qsTr("Returns the chart to the newest bar")
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onSpacePressed: clicked()

    Text {
        id: label
        anchors.centerIn: parent
        text: chip.newTrades > 0 ? qsTr("%1 new  →").arg(Number(chip.newTrades).toLocaleString(Qt.locale(), "f", 0))
                                 : qsTr("Live  →")
        color: area.containsMouse || chip.activeFocus ? Theme.inkOnAccent : Theme.text
        font { family: Theme.family; pixelSize: 12; weight: Font.Medium }
    }
    MouseArea {
        id: area
        anchors.fill: parent
        hoverEnabled: true
        cursorShape: Qt.PointingHandCursor
        onClicked: chip.clicked()
    }
}
