// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// Two items that share its length; what lies between them is dragged, or moved with the arrow
/// keys. A double click brings the first division back.
Item {
    id: splitter

    property Item first
    property Item second
    property int orientation: Qt.Horizontal
    /// The part of the length that the first item has, 0–1.
    property real ratio: 0.5
    property real defaultRatio: 0.5
    property int firstMinimum: 0
    property int secondMinimum: 0
    property int spacing: Theme.space12
    property string name
    /// The person moved the division.
    signal moved(real ratio)

    readonly property bool horizontal: orientation === Qt.Horizontal
    readonly property int length: Math.max(0, (horizontal ? width : height) - spacing)
    readonly property int firstLength: Math.round(Math.max(Math.min(length * ratio, length - secondMinimum), Math.min(firstMinimum, length)))

    function moveTo(position: real) {
        if (length <= 0)
            return;
        const bounded = Math.max(firstMinimum, Math.min(length - secondMinimum, position));
        ratio = Math.max(0, Math.min(1, bounded / length));
        moved(ratio);
    }

    onFirstChanged: {
        if (first)
            first.parent = firstPlace;
    }
    onSecondChanged: {
        if (second)
            second.parent = secondPlace;
    }

    Item {
        id: firstPlace

        width: splitter.horizontal ? splitter.firstLength : splitter.width
        height: splitter.horizontal ? splitter.height : splitter.firstLength
    }
    Item {
        id: handle

        x: splitter.horizontal ? splitter.firstLength : 0
        y: splitter.horizontal ? 0 : splitter.firstLength
        width: splitter.horizontal ? splitter.spacing : splitter.width
        height: splitter.horizontal ? splitter.height : splitter.spacing
        activeFocusOnTab: true
        Accessible.role: Accessible.Splitter
        Accessible.name: splitter.name
        Accessible.focusable: true

        Keys.onPressed: event => {
            const back = splitter.horizontal ? Qt.Key_Left : Qt.Key_Up;
            const forth = splitter.horizontal ? Qt.Key_Right : Qt.Key_Down;
            if (event.key === back)
                splitter.moveTo(splitter.firstLength - Theme.space16);
            else if (event.key === forth)
                splitter.moveTo(splitter.firstLength + Theme.space16);
            else if (event.key === Qt.Key_Home)
                splitter.moveTo(splitter.length * splitter.defaultRatio);
            else
                return;
            event.accepted = true;
        }

        Rectangle {
            anchors.centerIn: parent
            width: splitter.horizontal ? 2 : parent.width
            height: splitter.horizontal ? parent.height : 2
            radius: 1
            color: handle.activeFocus || mouse.pressed ? Theme.accent : Theme.lineStrong
            visible: handle.activeFocus || mouse.pressed || mouse.containsMouse
        }
        MouseArea {
            id: mouse

            property real grip: 0

            anchors.fill: parent
            hoverEnabled: true
            cursorShape: splitter.horizontal ? Qt.SplitHCursor : Qt.SplitVCursor
            onPressed: event => grip = splitter.horizontal ? event.x : event.y
            onPositionChanged: event => {
                if (!pressed)
                    return;
                const point = mapToItem(splitter, event.x, event.y);
                splitter.moveTo((splitter.horizontal ? point.x : point.y) - grip);
            }
            onDoubleClicked: splitter.moveTo(splitter.length * splitter.defaultRatio)
        }
    }
    Item {
        id: secondPlace

        x: splitter.horizontal ? splitter.firstLength + splitter.spacing : 0
        y: splitter.horizontal ? 0 : splitter.firstLength + splitter.spacing
        width: splitter.width - x
        height: splitter.height - y
    }
}
