// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The time axis below a chart, with the tag of the crosshair.
Item {
    id: axis

    required property TickModel ticks
    property crosshair crosshair

    implicitHeight: 24

    Repeater {
        model: axis.ticks
        Text {
            required property real position
            required property string label
            required property bool major
            x: Math.round(position - width / 2)
            anchors.verticalCenter: parent.verticalCenter
            visible: x >= 0 && x + width <= axis.width
            text: label
            color: major ? Theme.text : Theme.muted
            font {
                family: Theme.family
                pixelSize: Theme.fontSmall
                weight: major ? Font.Medium : Font.Normal
            }
        }
    }
    Rectangle {
        visible: axis.crosshair.visible
        x: Math.round(Math.max(0, Math.min(axis.crosshair.x - width / 2, axis.width - width)))
        anchors.verticalCenter: parent.verticalCenter
        width: Math.ceil(time.implicitWidth) + 2 * Theme.space8
        height: 18
        radius: 3
        color: Theme.panelRaised
        border { width: 1; color: Theme.line }
        Text {
            id: time
            anchors.centerIn: parent
            text: axis.crosshair.time
            color: Theme.text
            font { family: Theme.family; pixelSize: Theme.fontSmall; weight: Font.Medium }
        }
    }
}
