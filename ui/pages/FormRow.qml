// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Theme

/// A control with its label before it.
RowLayout {
    id: row

    required property string label
    property int labelWidth: 112
    default property alias content: place.data

    Layout.fillWidth: true
    spacing: Theme.space12

    Label {
        Layout.preferredWidth: row.labelWidth
        Layout.alignment: Qt.AlignTop
        Layout.preferredHeight: Math.min(Theme.control, place.implicitHeight)
        text: row.label
        color: Theme.muted
        elide: Text.ElideRight
    }
    ColumnLayout {
        id: place

        Layout.fillWidth: true
        spacing: Theme.space4
    }
}
