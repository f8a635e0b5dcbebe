// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A small disc whose colour tells a state; a text beside it says it.
Rectangle {
    implicitWidth: Theme.dot
    implicitHeight: Theme.dot
    radius: height / 2
}
