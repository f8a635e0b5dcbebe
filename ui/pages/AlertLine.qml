// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// A price alert in a chart.
PriceLine {
    id: alert

    required property int index
    required property real alertId
    required property int alertState
    required property string title
    /// How many labels of other alerts are to the right of its own.
    property int place: 0
    /// How far from the right end the rightmost of them is.
    required property int firstInset

    ink: Theme.warn
    dashed: true
    inset: firstInset + place * (labelWidth + Theme.space4)
    removeText: qsTr("Remove: %1").arg(title)
    tip: title + "\n" + qsTr("Drag to change the price")

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.fontLabel
        height: Theme.fontLabel
        name: alert.alertState === AlertListModel.Waiting ? "clock" : "bell"
        color: Theme.warnText
    }
    Label {
        height: parent.height
        text: alert.shownPrice
        font.pixelSize: Theme.fontSmall
        font.weight: Font.Medium
        color: Theme.warnText
        Accessible.ignored: true
    }
}
