// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts

/// What mouse, wheel and fingers do to a price plot.
Item {
    id: gestures

    required property PricePlot plot

    signal pressed

    PinchArea {
        anchors.fill: parent
        property real startSpacing: 1
        onPinchStarted: startSpacing = gestures.plot.spacing()
        onPinchUpdated: pinch => gestures.plot.zoomTo(startSpacing * pinch.scale, pinch.center.x)

        MouseArea {
            id: mouse
            anchors.fill: parent
            hoverEnabled: true
            property real lastX: 0
            property real wheelAngle: 0

            cursorShape: pressed ? Qt.ClosedHandCursor : Qt.CrossCursor
            onPressed: event => {
                lastX = event.x
                gestures.pressed()
            }
            onPositionChanged: event => {
                if (pressed) {
                    gestures.plot.pan(event.x - lastX)
                    lastX = event.x
                }
                gestures.plot.moveCrosshair(event.x, event.y)
            }
            onExited: gestures.plot.hideCrosshair()
            onDoubleClicked: gestures.plot.goLive()
            onWheel: event => {
                if (event.angleDelta.x !== 0 || event.modifiers & Qt.ShiftModifier) {
                    gestures.plot.pan((event.angleDelta.x || event.angleDelta.y) / 4)
                    return
                }
                // A touchpad sends fractions of a notch.
                wheelAngle += event.angleDelta.y
                const notches = Math.trunc(wheelAngle / 120)
                if (notches !== 0) {
                    wheelAngle -= notches * 120
                    gestures.plot.zoom(notches, event.x)
                    gestures.plot.moveCrosshair(event.x, event.y)
                }
            }
        }
    }
}
