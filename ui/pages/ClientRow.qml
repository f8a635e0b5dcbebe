// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Theme

/// A connected client; the heading is one, too.
RowLayout {
    id: row

    property string address
    property string path
    property string since
    property string queued
    property string sent
    property string dropped
    property bool losing: false
    property bool heading: false

    signal endRequested

    component Cell: Label {
        property bool heading: false

        color: heading ? Theme.muted : Theme.text
        font.family: heading ? Theme.family : Theme.monoFamily
        font.pixelSize: heading ? Theme.fontSmall : Theme.fontLabel
        elide: Text.ElideMiddle
    }
    component Number: Cell {
        horizontalAlignment: Text.AlignRight
    }

    spacing: Theme.space12

    Cell {
        heading: row.heading
        Layout.preferredWidth: 150
        text: row.address
    }
    Cell {
        heading: row.heading
        Layout.fillWidth: true
        text: row.path
    }
    Number {
        heading: row.heading
        Layout.preferredWidth: 62
        text: row.since
    }
    Number {
        heading: row.heading
        Layout.preferredWidth: 60
        text: row.queued
    }
    Number {
        heading: row.heading
        Layout.preferredWidth: 66
        text: row.sent
    }
    Number {
        heading: row.heading
        Layout.preferredWidth: 60
        text: row.dropped
        color: row.losing ? Theme.warnText : row.heading ? Theme.muted : Theme.text
    }
    Item {
        Layout.preferredWidth: Theme.controlSmall
        Layout.preferredHeight: Theme.controlSmall

        IconButton {
            visible: !row.heading
            iconName: "close"
            ink: hovered || visualFocus ? Theme.down : Theme.muted
            text: qsTr("Disconnect %1").arg(row.address)
            onClicked: row.endRequested()
        }
    }
}
