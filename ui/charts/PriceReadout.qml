// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Charts
import Tickwell.Theme

/// The row over a price chart: the numbers of one bar, the values of what lies over the prices, and
/// the time. Where those values do not fit they stand below, at the top of the chart.
Item {
    id: row

    required property barReadout bar
    required property string clock
    required property string countdown
    required property IndicatorValueModel indicators

    readonly property real rest: clockText.x - legend.beside - Theme.space12

    implicitHeight: 28
    onRestChanged: legend.findPlace()

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

    Flow {
        id: legend

        readonly property real beside: numbers.x + numbers.width + Theme.space12
        /// In one line.
        readonly property real wanted: {
            let width = 0
            for (let i = 0; i < labels.count; ++i) {
                const label = labels.itemAt(i)
                if (label && label.visible)
                    width += label.implicitWidth + spacing
            }
            return width
        }
        property bool below: false

        // The numbers beside change their widths all the time: it does not go to and fro with them.
        function findPlace() {
            below = below ? wanted + 4 * Theme.space16 > row.rest : wanted > row.rest
        }
        onWantedChanged: findPlace()
        Component.onCompleted: findPlace()

        x: below ? Theme.space12 : beside
        y: below ? row.height : Math.round((row.height - 16) / 2)
        width: below ? row.width - 2 * Theme.space12 : row.rest
        spacing: Theme.space12
        visible: row.bar.valid

        Repeater {
            id: labels
            model: row.indicators
            IndicatorLabel {
                required property bool overlay
                required property int index
                row: index
                visible: overlay
            }
        }
    }

    Text {
        id: clockText
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
