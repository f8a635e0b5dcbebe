// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// One of a few choices, all in sight. One stop of the Tab key; the arrow keys choose.
T.Control {
    id: control

    required property list<string> labels
    property int currentIndex: 0
    property int segmentPadding: Theme.space8 + 2
    /// The person chose @p index; the owner sets currentIndex.
    signal activated(int index)

    implicitWidth: row.implicitWidth + 2
    implicitHeight: Theme.controlSmall
    focusPolicy: Qt.StrongFocus
    font.family: Theme.family
    font.pixelSize: Theme.fontLabel
    Accessible.role: Accessible.Grouping

    Keys.onLeftPressed: activated(Math.max(0, currentIndex - 1))
    Keys.onRightPressed: activated(Math.min(labels.length - 1, currentIndex + 1))

    background: Rectangle {
        radius: Theme.radiusSmall
        color: "transparent"
        border.color: Theme.lineStrong

        FocusRing {
            visible: control.visualFocus
        }
    }
    contentItem: Item {
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

                    width: label.implicitWidth + 2 * control.segmentPadding + (first ? 0 : 1)
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
                        font.pixelSize: control.font.pixelSize
                        font.weight: segment.chosen ? Font.DemiBold : Font.Normal
                        color: segment.chosen ? Theme.text : Theme.muted
                    }
                    MouseArea {
                        id: mouse

                        anchors.fill: parent
                        hoverEnabled: true
                        onClicked: control.activated(segment.index)
                    }
                }
            }
        }
    }
}
