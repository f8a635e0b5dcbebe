// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A short word in capitals with an outline in its colour.
Rectangle {
    id: badge

    property alias text: label.text
    property color ink: Theme.warnText

    implicitWidth: label.implicitWidth + 2 * Theme.space6
    implicitHeight: label.implicitHeight + Theme.space4
    radius: Theme.radiusSmall - 1
    color: "transparent"
    border.color: ink
    Accessible.role: Accessible.StaticText
    Accessible.name: label.text

    Label {
        id: label

        anchors.centerIn: parent
        color: badge.ink
        font.pixelSize: Theme.fontTiny
        font.weight: Font.DemiBold
        font.letterSpacing: 0.4
    }
}
