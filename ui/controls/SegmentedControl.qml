// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// One of a few choices, all in sight. One stop of the Tab key; the arrow keys choose.
Item {
    id: control

    required property list<string> labels
    property int currentIndex: 0
    property int segmentPadding: Theme.space8 + 2
    /// The segments share the width that the control is given.
    property bool stretched: false
    /// The person chose @p index; the owner sets currentIndex.
    signal activated(int index)

    /// Focus that a click brought needs no ring.
    property bool clicked: false

    implicitWidth: row.implicitWidth + 2
    implicitHeight: Theme.controlSmall
    activeFocusOnTab: true
    Accessible.role: Accessible.Grouping
    Accessible.focusable: true

    onActiveFocusChanged: {
        if (!activeFocus)
            clicked = false;
    }
    Keys.onLeftPressed: activated(Math.max(0, currentIndex - 1))
    Keys.onRightPressed: activated(Math.min(labels.length - 1, currentIndex + 1))

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSmall
        color: "transparent"
        border.color: Theme.lineStrong

        FocusRing {
            visible: control.activeFocus && !control.clicked
        }
    }
    Row {
        id: row

        x: 1
        y: 1
        height: parent.height - 2

        Repeater {
            model: control.labels

            Rectangle {
                id: segment

                required property int index
                required property string modelData
                readonly property bool chosen: index === control.currentIndex
                readonly property bool first: index === 0

                width: control.stretched ? (control.width - 2) / control.labels.length : label.implicitWidth + 2 * control.segmentPadding + (first ? 0 : 1)
                height: row.height
                radius: Theme.radiusSmall - 1
                color: chosen ? Theme.chosen : mouse.containsMouse ? Theme.hover : "transparent"
                Accessible.role: Accessible.RadioButton
                Accessible.name: modelData
                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.onPressAction: control.activated(index)

                Rectangle {
                    visible: !segment.first
                    width: 1
                    height: parent.height
                    color: Theme.lineStrong
                }
                Label {
                    id: label

                    anchors.centerIn: parent
                    text: segment.modelData
                    font.pixelSize: Theme.fontLabel
                    font.weight: segment.chosen ? Font.DemiBold : Font.Normal
                    color: segment.chosen ? Theme.text : Theme.muted
                    Accessible.ignored: true
                }
                MouseArea {
                    id: mouse

                    anchors.fill: parent
                    hoverEnabled: true
                    onClicked: {
                        control.clicked = true;
                        control.forceActiveFocus(Qt.MouseFocusReason);
                        control.activated(segment.index);
                    }
                }
            }
        }
    }
}
