// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Theme

/// A panel with a header: title, what stands beside it, actions at its end; and a body below.
Panel {
    id: tile

    property string title
    property string subtitle
    /// Stands behind the title, and takes the width that is left.
    property alias header: headerRow.data
    /// Stands at the end of the header.
    property alias actions: actionRow.data
    default property alias content: body.data

    Accessible.role: Accessible.Grouping
    Accessible.name: tile.title

    RowLayout {
        id: bar

        x: Theme.space12 + 1
        width: parent.width - x - Theme.space8 - 1
        height: Theme.tileHeader
        spacing: Theme.space8

        Label {
            visible: text !== ""
            text: tile.title
            font.weight: Font.DemiBold
        }
        Label {
            visible: text !== ""
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            text: tile.subtitle
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            elide: Text.ElideRight
        }
        // Not right in the outer layout: Qt 6.4 keeps the first places of a layout's layout when a
        // text in it changes before the first frame.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            RowLayout {
                id: headerRow

                anchors.fill: parent
                spacing: Theme.space8
            }
        }
        Row {
            id: actionRow

            spacing: Theme.space8
        }
    }
    Divider {
        y: Theme.tileHeader
        x: 1
        width: parent.width - 2
    }
    Item {
        id: body

        x: 1
        y: Theme.tileHeader + 1
        width: parent.width - 2
        height: parent.height - y - 1
        clip: true
    }
}
