// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// A square button that shows an icon alone; its text is its tooltip and its accessible name.
T.Button {
    id: control

    property string iconName
    property int iconSize: Theme.iconSmall
    property color ink: hovered || visualFocus ? Theme.text : Theme.muted
    /// Keys that do the same, shown in the tooltip.
    property string keys

    implicitWidth: Theme.controlSmall
    implicitHeight: Theme.controlSmall
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            width: control.iconSize
            height: control.iconSize
            name: control.iconName
            color: control.ink
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: control.down ? Theme.pressed : control.hovered ? Theme.chosen : "transparent"

        FocusRing {
            visible: control.visualFocus
        }
    }

    Tip {
        shown: control.hovered && !control.down
        text: control.keys === "" ? control.text : control.text + "  " + control.keys
    }
}
