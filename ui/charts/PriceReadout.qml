// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The row over a price chart: the numbers of one bar, and the time.
Item {
    id: row

    required property barReadout bar
    required property string clock
    required property string countdown

    implicitHeight: 28

    component Pair: Row {
        required property string name
        required property string value
        spacing: 5
        Text {
            text: parent.name
            color: Theme.muted
            font { family: Theme.family; pixelSize: 12 }
        }
        Text {
            text: parent.value
            color: Theme.text
            font { family: Theme.family; pixelSize: 12; weight: Font.Medium }
        }
    }

    Row {
        id: numbers
        anchors { left: parent.left; leftMargin: Theme.space12; verticalCenter: parent.verticalCenter }
        visible: row.bar.valid
        spacing: Theme.space12
        //: Open, high, low, close and volume of a bar, as short as can be
        Pair { name: qsTr("O"); value: row.bar.open }
        Pair { name: qsTr("H"); value: row.bar.high }
        Pair { name: qsTr("L"); value: row.bar.low }
        Pair { name: qsTr("C"); value: row.bar.close }
        Pair { name: qsTr("Vol"); value: row.bar.volume }
    }

    Text {
        anchors {
            right: parent.right
            rightMargin: Theme.space12
            verticalCenter: parent.verticalCenter
        }
        visible: x > numbers.x + numbers.width + Theme.space12
        text: row.countdown === "" ? row.clock
                                   : qsTr("%1 · closes in %2").arg(row.clock).arg(row.countdown)
        color: Theme.muted
        font { family: Theme.family; pixelSize: 12 }
    }
}
