// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts

/// What mouse, wheel and fingers do to a price plot.
Item {
    id: gestures

    required property PricePlot plot
    /// The next drag measures without Shift too.
    property bool measuring: false

    signal pressed
    /// A stretch was dragged.
    signal measured
    signal doubleClicked(real y)

    // A MouseArea that comes to be under the mouse is told of its moves, but never of its leaving.
    HoverHandler {
        onHoveredChanged: {
            if (!hovered)
                gestures.plot.hideCrosshair()
        }
    }
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
            property bool stretching: false

            cursorShape: pressed && !stretching ? Qt.ClosedHandCursor : Qt.CrossCursor
            onPressed: event => {
                lastX = event.x
                stretching = gestures.measuring || (event.modifiers & Qt.ShiftModifier) !== 0
                if (stretching)
                    gestures.plot.startMeasuring(event.x, event.y)
                gestures.pressed()
            }
            onPositionChanged: event => {
                if (pressed && stretching) {
                    gestures.plot.measureTo(event.x, event.y)
                } else if (pressed) {
                    gestures.plot.pan(event.x - lastX)
                    lastX = event.x
                }
                gestures.plot.moveCrosshair(event.x, event.y)
            }
            onReleased: {
                if (!stretching)
                    return
                stretching = false
                gestures.measured()
            }
            onCanceled: stretching = false
            onDoubleClicked: event => gestures.doubleClicked(event.y)
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
