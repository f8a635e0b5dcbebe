// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// Thin, and there only while there is something to scroll.
T.ScrollBar {
    id: control

    implicitWidth: orientation === Qt.Vertical ? Theme.scrollBar : 0
    implicitHeight: orientation === Qt.Horizontal ? Theme.scrollBar : 0
    padding: Theme.space2
    minimumSize: 0.08
    visible: size < 1
    Accessible.role: Accessible.ScrollBar
    Accessible.name: qsTr("Scroll bar")

    contentItem: Rectangle {
        implicitWidth: Theme.scrollBar - 2 * Theme.space2
        implicitHeight: Theme.scrollBar - 2 * Theme.space2
        radius: width / 2
        color: control.pressed || control.hovered ? Theme.muted : Theme.lineStrong
    }
}
