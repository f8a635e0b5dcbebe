// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// On or off; acts at once.
T.Switch {
    id: control

    implicitWidth: contentItem.implicitWidth + track.width + Theme.space8
    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text

    Keys.onReturnPressed: {
        control.toggle();
        control.toggled();
    }

    contentItem: Label {
        text: control.text
        rightPadding: track.width + Theme.space8
        elide: Text.ElideRight
    }
    indicator: Rectangle {
        id: track

        x: control.width - width
        y: Math.round((control.height - height) / 2)
        width: Theme.space24 + Theme.space8
        height: Theme.icon
        radius: height / 2
        color: control.checked ? Theme.accentFill : Theme.chosen
        border.width: control.checked ? 0 : 1
        border.color: control.hovered ? Theme.muted : Theme.lineStrong

        Rectangle {
            x: control.checked ? parent.width - width - 3 : 3
            y: 3
            width: parent.height - 6
            height: width
            radius: width / 2
            color: control.checked ? Theme.inkOnAccentFill : Theme.muted
        }
        FocusRing {
            visible: control.visualFocus
            radius: height / 2
        }
    }
}
