// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// The surface that a tile stands on.
Rectangle {
    color: Theme.panel
    border.color: Theme.line
    border.width: 1
    radius: Theme.radius
}
