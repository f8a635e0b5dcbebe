// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// How much is captured, and what keeps it from being captured.
RowLayout {
    id: status

    required property DataSource source
    readonly property bool failing: readings.error !== ""
    readonly property bool losing: readings.lost !== ""

    spacing: Theme.space6
    Accessible.role: Accessible.StaticText
    Accessible.name: warning.visible ? warning.text : qsTr("Capturing %1 rows").arg(readings.rows)

    CaptureReadings {
        id: readings

        source: status.source
    }
    HoverHandler {
        id: hover
    }
    Tip {
        shown: hover.hovered
        text: status.failing ? readings.error : qsTr("%1 on disk").arg(readings.size)
    }
    Label {
        visible: !status.failing
        text: qsTr("Capturing")
        color: Theme.muted
        font.pixelSize: Theme.fontLabel
    }
    Label {
        visible: !status.failing
        text: readings.rows
        font.pixelSize: Theme.fontLabel
        font.weight: Font.DemiBold
    }
    Label {
        visible: !status.failing
        text: qsTr("rows")
        color: Theme.muted
        font.pixelSize: Theme.fontLabel
    }
    Icon {
        visible: warning.visible
        implicitWidth: Theme.iconSmall
        implicitHeight: Theme.iconSmall
        name: "warning"
        color: Theme.warnText
    }
    Label {
        id: warning

        visible: status.failing || status.losing
        Layout.fillWidth: true
        text: status.failing ? qsTr("Not capturing: %1").arg(readings.error) : qsTr("%1 lost").arg(readings.lost)
        color: Theme.warnText
        font.pixelSize: Theme.fontLabel
        elide: Text.ElideRight
    }
}
