// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// A button in the colour of buying or selling, while it is filled.
T.Button {
    id: control

    required property bool buying
    property bool filled: true
    readonly property color fill: buying ? Theme.up : Theme.down

    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Label {
        text: control.text
        font.weight: Font.DemiBold
        color: control.filled ? Theme.inkOnFilled : Theme.text
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: control.filled ? control.fill : control.down ? Theme.pressed : control.hovered ? Theme.chosen : Theme.panelRaised
        border.width: control.filled ? 0 : 1
        border.color: Theme.lineStrong

        // Pressed and pointed at: a shade that works on either colour.
        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            visible: control.filled && (control.down || control.hovered)
            color: Theme.panel
            opacity: control.down ? 0.24 : 0.12
        }
        FocusRing {
            visible: control.visualFocus
        }
    }
}
