// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// How far a task is; a full, pale bar while the whole is not known.
T.ProgressBar {
    id: control

    implicitWidth: Theme.popupWidth
    implicitHeight: Theme.space6
    Accessible.role: Accessible.ProgressBar

    background: Rectangle {
        radius: height / 2
        color: Theme.chosen
    }
    contentItem: Item {
        Rectangle {
            width: control.indeterminate ? parent.width : control.visualPosition * parent.width
            height: parent.height
            radius: height / 2
            opacity: control.indeterminate ? 0.4 : 1
            color: Theme.accent
        }
    }
}
