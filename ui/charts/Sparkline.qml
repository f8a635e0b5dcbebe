// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The last hour of a symbol's closes as a small line, coloured by the sign of its change.
SparklineItem {
    implicitWidth: 84
    implicitHeight: 20
    up: Theme.up
    down: Theme.down

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Last hour of %1, %2").arg(symbol).arg(rising ? qsTr("up") : qsTr("down"))
}
