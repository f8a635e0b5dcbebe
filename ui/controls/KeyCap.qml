// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// Keys as they are written on a keyboard.
Rectangle {
    property alias text: label.text

    implicitWidth: label.implicitWidth + 2 * Theme.space6
    implicitHeight: label.implicitHeight + Theme.space4
    radius: Theme.radiusSmall - 1
    color: Theme.panelRaised
    border.color: Theme.line

    Label {
        id: label

        anchors.centerIn: parent
        color: Theme.muted
        font.family: Theme.monoFamily
        font.pixelSize: Theme.fontSmall
    }
}
