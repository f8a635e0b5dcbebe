// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// A button with a text, an icon or both.
T.Button {
    id: control

    enum Kind { Normal, Primary, Quiet }

    property int kind: Button.Kind.Normal
    property string iconName
    readonly property color ink: !enabled ? Theme.muted : kind === Button.Kind.Primary ? Theme.accentFillText : Theme.text

    implicitWidth: Math.max(implicitHeight, row.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Theme.control
    leftPadding: Theme.space12
    rightPadding: Theme.space12
    opacity: enabled ? 1 : 0.6
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.family: Theme.family
    font.pixelSize: Theme.fontNormal
    font.weight: kind === Button.Kind.Primary ? Font.DemiBold : Font.Medium
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
        border.width: control.kind === Button.Kind.Normal ? 1 : 0
        border.color: Theme.lineStrong
        color: {
            if (control.kind === Button.Kind.Primary)
                return control.down ? Theme.accentPressed : control.hovered ? Theme.accentHover : Theme.accentFill;
            if (control.down)
                return Theme.pressed;
            if (control.hovered)
                return Theme.chosen;
            return control.kind === Button.Kind.Normal ? Theme.panelRaised : "transparent";
        }

        FocusRing {
            visible: control.visualFocus
        }
    }
}
