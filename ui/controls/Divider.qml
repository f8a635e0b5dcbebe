// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A hairline between rows.
Rectangle {
    implicitWidth: 1
    implicitHeight: 1
    color: Theme.line
}
