// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// The outline of what has the keyboard's focus.
Rectangle {
    anchors.fill: parent
    anchors.margins: -Theme.space2
    color: "transparent"
    border.color: Theme.accent
    border.width: 2
    radius: Theme.radiusSmall + Theme.space2
    z: 1
}
