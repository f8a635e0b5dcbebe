// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Source
import Tickwell.Theme

/// One symbol of the watchlist.
Rectangle {
    id: row

    required property int index
    required property string symbol
    required property string name
    required property string price
    required property real change
    required property string changeText
    required property string spoken
    required property int move
    required property int updates

    required property DataSource source
    property bool current: false
    property bool ringed: false
    signal clicked
    signal removed
    /// Dragged to @p y of the list that holds the row.
    signal dragged(real y)

    readonly property bool wide: width >= 360
    readonly property bool narrow: width < 284

    implicitHeight: Theme.row
    color: current ? Theme.panelRaised : mouse.containsMouse ? Theme.hover : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: clicked()

    onUpdatesChanged: {
        if (Theme.flash > 0 && row.visible && row.updates > 0)
            flash.begin();
    }

    // In a few steps: with an animation on some row at any moment the window would never rest.
    Timer {
        id: flash

        readonly property int steps: 3
        property int left: 0

        function begin() {
            left = steps;
            restart();
        }

        interval: Theme.flash / steps
        repeat: left > 1
        onTriggered: --left
    }
    MouseArea {
        id: mouse

        property real pressedAt: 0
        property bool dragging: false

        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        onPressed: event => {
            pressedAt = event.y;
            dragging = false;
            row.clicked();
        }
        onPositionChanged: event => {
            if (!pressed)
                return;
            dragging = dragging || Math.abs(event.y - pressedAt) > Theme.row / 2;
            if (dragging)
                row.dragged(row.ListView.view.mapFromItem(mouse, 0, event.y).y);
        }
    }
    Rectangle {
        visible: row.current
        width: 2
        height: parent.height - 1
        color: Theme.accent
    }
    Label {
        id: symbolLabel

        x: Theme.space12
        height: parent.height - 1
        text: row.symbol
        font.weight: Font.DemiBold
    }
    Label {
        anchors.left: symbolLabel.right
        anchors.leftMargin: Theme.space6
        anchors.right: row.narrow ? priceLabel.left : spark.left
        anchors.rightMargin: Theme.space8
        height: parent.height - 1
        // Three dots tell nothing.
        visible: row.wide && width > 2 * Theme.space16
        text: row.name
        color: Theme.muted
        font.pixelSize: Theme.fontSmall
        elide: Text.ElideRight
    }
    Sparkline {
        id: spark

        anchors.right: priceLabel.left
        anchors.rightMargin: Theme.space8
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.narrow
        width: row.wide ? 84 : row.width >= 320 ? 72 : 44
        height: Theme.row - 2 * Theme.space8
        source: row.source
        symbol: row.symbol
    }
    Rectangle {
        id: flashing

        objectName: "flash"

        anchors.fill: priceLabel
        anchors.topMargin: Theme.space8
        anchors.bottomMargin: Theme.space8
        anchors.rightMargin: -Theme.space4
        radius: Theme.radiusSmall - 1
        color: Theme.changeColor(row.move)
        opacity: 0.3 * flash.left / flash.steps
    }
    Label {
        id: priceLabel

        anchors.right: changeLabel.left
        width: Math.max(row.wide ? 76 : 72, implicitWidth + Theme.space4)
        height: parent.height - 1
        text: row.price
        font.weight: Font.Medium
        horizontalAlignment: Text.AlignRight
    }
    ChangeLabel {
        id: changeLabel

        anchors.right: parent.right
        anchors.rightMargin: Theme.space12
        width: 76
        height: parent.height - 1
        change: row.change
        changeText: row.changeText
    }
    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: spark.right
        visible: mouse.containsMouse || removeButton.hovered
        width: removeButton.width
        height: removeButton.height
        radius: Theme.radiusSmall
        color: row.color

        IconButton {
            id: removeButton

            implicitWidth: Theme.controlSmall - Theme.space4
            implicitHeight: Theme.controlSmall - Theme.space4
            // The list is one stop of the Tab key: there the Delete key removes.
            focusPolicy: Qt.NoFocus
            iconName: "close"
            iconSize: Theme.iconSmall - 1
            text: qsTr("Remove %1").arg(row.symbol)
            onClicked: row.removed()
        }
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
