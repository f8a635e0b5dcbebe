// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// One line of a menu; `marked` is the choice in force, `note` tells more about it.
T.MenuItem {
    id: entry

    property bool marked: false
    property string note
    /// A key that does the same.
    property string keys

    implicitWidth: Theme.menuWidth
    implicitHeight: Theme.control - Theme.space4
    leftPadding: Theme.space8
    rightPadding: Theme.space8
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.name: note === "" ? text : text + ", " + note
    Accessible.checkable: marked
    Accessible.checked: marked

    contentItem: Item {
        Icon {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall
            height: Theme.iconSmall
            visible: entry.marked
            name: "check"
            color: Theme.accent
        }
        Label {
            anchors.left: mark.right
            anchors.leftMargin: Theme.space6
            anchors.right: end.left
            height: parent.height
            text: entry.text
            color: entry.enabled ? Theme.text : Theme.muted
            elide: Text.ElideRight
        }
        Label {
            id: end

            anchors.right: parent.right
            height: parent.height
            text: entry.note !== "" ? entry.note : entry.keys
            color: Theme.muted
            font.pixelSize: Theme.fontSmall
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: entry.highlighted && entry.enabled ? Theme.chosen : "transparent"
    }
}
