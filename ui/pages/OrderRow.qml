// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Theme

/// One order of the blotter.
Rectangle {
    id: row

    required property int index
    required property string time
    required property string symbol
    required property bool buying
    required property string side
    required property string quantity
    required property string filled
    required property string type
    required property string force
    required property string price
    required property string status
    required property string reason
    required property bool open
    required property string spoken

    required property OrderColumns columns
    property bool current: false
    property bool ringed: false
    signal pressed
    signal activated
    signal menuRequested(real x, real y)
    signal cancelled

    implicitHeight: Theme.tableRow
    color: current && ringed ? Theme.panelRaised : hover.hovered ? Theme.hover : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.selectable: true
    Accessible.selected: current

    component Cell: Label {
        height: row.height - 1
        color: row.open ? Theme.text : Theme.muted
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onPressed: row.pressed()
        onClicked: event => {
            if (event.button === Qt.RightButton)
                row.menuRequested(event.x, event.y);
        }
        onDoubleClicked: event => {
            if (event.button === Qt.LeftButton)
                row.activated();
        }
    }
    Row {
        x: Theme.space12
        height: parent.height

        Cell {
            width: row.columns.time
            text: row.time
            color: Theme.muted
        }
        Cell {
            width: row.columns.symbol
            text: row.symbol
            font.weight: Font.DemiBold
            color: Theme.text
        }
        Cell {
            width: row.columns.side
            text: row.side
            color: row.buying ? Theme.up : Theme.down
        }
        Cell {
            width: row.columns.quantity
            text: row.quantity
            color: Theme.text
            horizontalAlignment: Text.AlignRight
        }
        Cell {
            visible: row.columns.showsFilled
            width: row.columns.filled
            text: row.filled
            color: Theme.muted
            horizontalAlignment: Text.AlignRight
        }
        Cell {
            width: row.columns.type
            leftPadding: row.columns.gap
            text: row.type
            color: Theme.muted
        }
        Cell {
            width: row.columns.price
            text: row.price
            color: Theme.text
            horizontalAlignment: Text.AlignRight
        }
        Cell {
            id: statusCell

            width: row.columns.status - (cancelButton.visible ? cancelButton.width : 0)
            leftPadding: row.columns.gap
            text: row.status
            color: row.reason !== "" ? Theme.warnText : row.open ? Theme.text : Theme.muted
        }
    }
    Tip {
        shown: hover.hovered && row.reason !== ""
        text: row.reason
    }
    IconButton {
        id: cancelButton

        anchors.right: parent.right
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: Theme.controlSmall - Theme.space4
        implicitHeight: Theme.controlSmall - Theme.space4
        visible: row.open && (hover.hovered || row.ringed)
        // The list is one stop of the Tab key: there the Delete key cancels.
        focusPolicy: Qt.NoFocus
        iconName: "close"
        iconSize: Theme.iconSmall - 1
        text: qsTr("Cancel: %1").arg(row.spoken)
        onClicked: row.cancelled()
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    FocusRing {
        anchors.margins: 1
        visible: row.ringed
    }
}
