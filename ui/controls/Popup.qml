// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// A raised surface that closes when one clicks beside it.
T.Popup {
    id: popup

    implicitWidth: Math.max(implicitContentWidth + leftPadding + rightPadding, 0)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.space12
    margins: Theme.space8
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    background: Item {
        Rectangle {
            x: -1
            y: Theme.space2
            width: parent.width + 2
            height: parent.height + Theme.space2
            radius: Theme.radius + 1
            color: Theme.shadow
        }
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.panel
            border.color: Theme.lineStrong
        }
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.fade
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            to: 0
            duration: Theme.fade
        }
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    T.Overlay.modeless: Item {}
}
