// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Theme

/// Which indicators the charts show. Every change acts at once and is kept.
Popup {
    id: popup

    required property IndicatorList indicators

    width: 440
    padding: Theme.space16
    modal: false
    onOpened: kind.forceActiveFocus(Qt.PopupFocusReason)

    contentItem: ColumnLayout {
        spacing: Theme.space8
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Indicators")

        Label {
            text: qsTr("Indicators")
            font.pixelSize: Theme.fontLarge
            font.weight: Font.DemiBold
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space8

            ComboBox {
                id: kind

                Layout.fillWidth: true
                model: popup.indicators.kinds
                Accessible.name: qsTr("Indicator to add")
            }
            Button {
                id: addButton

                text: qsTr("Add")
                enabled: popup.indicators.canAdd
                onClicked: popup.indicators.add(kind.currentIndex)
            }
        }
        Label {
            Layout.fillWidth: true
            visible: !popup.indicators.canAdd
            text: qsTr("A chart shows at most eight. Remove one to add another.")
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
        Divider {
            Layout.fillWidth: true
            visible: popup.indicators.count > 0
        }
        Label {
            Layout.fillWidth: true
            visible: popup.indicators.count === 0
            text: qsTr("None yet. Averages and bands lie over the prices; RSI and MACD stand below the volume.")
            color: Theme.muted
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
        }
        Repeater {
            model: popup.indicators

            IndicatorRow {
                required property int index

                Layout.fillWidth: true
                indicators: popup.indicators
                row: index
                onRemoved: {
                    // Before the button that has the focus goes.
                    addButton.forceActiveFocus(Qt.OtherFocusReason);
                    popup.indicators.remove(row);
                }
            }
        }
    }
}
