// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Theme

/// A line across a chart at a price. Its label is dragged to another price, or moved there by the
/// arrow keys, ten steps at a time with Shift, and Enter; Delete removes it.
Item {
    id: mark

    required property PriceChart chart
    /// In plain digits; empty: there is no line.
    required property string line
    required property string spoken
    required property color ink
    property bool dashed: false
    /// Of the label from the right end.
    property int inset: Theme.space8
    property string tip: qsTr("Drag to change the price")
    /// What the cross does that is there while the mouse is over the label.
    required property string removeText
    /// In a row in the label.
    default property alias content: place.data

    /// Where it is moved to, as long as nobody has let it go; below zero: it is not.
    property real movedTo: -1
    readonly property bool moved: movedTo >= 0
    readonly property string shownPrice: moved ? chart.priceScale.priceAt(movedTo) : line
    readonly property real lineY: chart.priceScale.yOf(line)
    readonly property real priceY: moved ? movedTo : lineY
    readonly property alias labelWidth: label.width
    readonly property alias labelHeight: label.height

    signal moveRequested(string price)
    signal removeRequested

    /// To the next price above, or below when @p direction is 1.
    function step(direction: int) {
        const height = chart.priceScale.height;
        const from = shownPrice;
        let y = priceY;
        do {
            y += direction;
        } while (y > 0 && y < height && chart.priceScale.priceAt(y) === from);
        movedTo = Math.max(0, Math.min(height, y));
    }
    function letGo() {
        const price = shownPrice;
        if (moved && price !== "" && price !== line)
            moveRequested(price);
        movedTo = -1;
    }

    visible: line !== "" && chart.priceScale.valid && priceY >= 0 && priceY <= chart.priceScale.height
    y: Math.round(priceY)
    z: hover.hovered || moved || label.activeFocus ? 1 : 0
    width: parent ? parent.width : 0
    height: 1

    DashedLine {
        visible: mark.dashed
        color: mark.ink
        dash: 4
        gap: 4
        opacity: mark.moved ? 1 : 0.8
    }
    Rectangle {
        visible: !mark.dashed
        width: parent.width
        height: 1
        color: mark.ink
        opacity: mark.moved ? 1 : 0.6
    }
    Rectangle {
        id: label

        anchors.right: parent.right
        anchors.rightMargin: mark.inset
        anchors.verticalCenter: parent.verticalCenter
        width: row.width + 2 * Theme.space6
        height: 18
        radius: Theme.radiusSmall - 2
        color: Theme.panelRaised
        border.color: mark.ink
        activeFocusOnTab: true
        Accessible.role: Accessible.StaticText
        Accessible.name: mark.spoken
        Accessible.description: mark.moved ? mark.shownPrice : mark.tip
        Accessible.focusable: true
        onActiveFocusChanged: {
            if (!activeFocus && !grip.pressed)
                mark.movedTo = -1;
        }
        Keys.onPressed: event => {
            const steps = event.modifiers & Qt.ShiftModifier ? 10 : 1;
            if (event.key === Qt.Key_Up || event.key === Qt.Key_Down) {
                for (let i = 0; i < steps; ++i)
                    mark.step(event.key === Qt.Key_Up ? -1 : 1);
            } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
                mark.letGo();
            } else if (event.key === Qt.Key_Delete) {
                mark.removeRequested();
            } else if (event.key === Qt.Key_Escape && mark.moved) {
                mark.movedTo = -1;
            } else {
                return;
            }
            event.accepted = true;
        }

        FocusRing {
            visible: label.activeFocus
        }
        HoverHandler {
            id: hover
        }
        MouseArea {
            id: grip

            anchors.fill: parent
            hoverEnabled: true
            preventStealing: true
            cursorShape: pressed ? Qt.ClosedHandCursor : Qt.SizeVerCursor
            onPositionChanged: event => {
                if (!pressed)
                    return;
                const y = mapToItem(mark.parent, event.x, event.y).y;
                mark.movedTo = Math.max(0, Math.min(mark.chart.priceScale.height, y));
            }
            onReleased: mark.letGo()
            onCanceled: mark.movedTo = -1
        }
        Row {
            id: row

            x: Theme.space6
            height: parent.height
            spacing: Theme.space4

            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                visible: hover.hovered && !grip.pressed
                implicitWidth: Theme.space16
                implicitHeight: Theme.space16
                focusPolicy: Qt.NoFocus
                iconName: "close"
                iconSize: Theme.fontLabel
                ink: hovered ? Theme.down : mark.ink
                text: mark.removeText
                onClicked: mark.removeRequested()
            }
            Row {
                id: place

                height: parent.height
                spacing: Theme.space4
            }
        }
        Tip {
            shown: grip.containsMouse && !grip.pressed
            text: mark.tip
        }
    }
}
