// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// A button with a text, an icon or both.
T.Button {
    id: control

    /// The one that does what the page is for.
    property bool primary: false
    property string iconName
    readonly property color ink: !enabled ? Theme.muted : primary ? Theme.inkOnAccentFill : Theme.text

    implicitWidth: Math.max(implicitHeight, row.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Theme.control
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.family: Theme.family
    font.pixelSize: Theme.fontNormal
    font.weight: primary ? Font.DemiBold : Font.Medium
    Accessible.role: Accessible.Button
    Accessible.name: text

    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space6

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.iconName !== ""
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: control.iconName
                color: control.ink
            }
            Label {
                visible: control.text !== ""
                text: control.text
                font: control.font
                color: control.ink
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        border.width: control.primary ? 0 : 1
        border.color: Theme.lineStrong
        color: {
            if (!control.enabled)
                return Theme.chosen;
            if (control.primary)
                return control.down ? Theme.accentPressed : control.hovered ? Theme.accentHover : Theme.accentFill;
            if (control.down)
                return Theme.pressed;
            if (control.hovered)
                return Theme.chosen;
            return Theme.panelRaised;
        }

        FocusRing {
            visible: control.visualFocus
        }
    }
}
