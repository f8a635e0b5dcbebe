// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The alerts, what they told, and the form of a new one.
Popup {
    id: popup

    enum View {
        Alerts,
        Log,
        Form
    }

    required property DataSource source
    /// Of which a new alert is, unless another is written.
    required property string symbol
    property int view: AlertsPopup.View.Alerts
    /// The person wants to see the chart of @p symbol.
    signal symbolChosen(string symbol)

    function show(view: int) {
        popup.view = view;
        popup.open();
        popup.takeFocus();
    }
    /// The form of an alert at @p price of the symbol; empty: at its last price.
    function write(price: string) {
        form.begin(popup.symbol, price);
        popup.show(AlertsPopup.View.Form);
    }
    function takeFocus() {
        switch (popup.view) {
        case AlertsPopup.View.Alerts:
            if (alerts.count > 0)
                list.forceActiveFocus(Qt.PopupFocusReason);
            else
                newButton.forceActiveFocus(Qt.PopupFocusReason);
            break;
        case AlertsPopup.View.Log:
            log.forceActiveFocus(Qt.PopupFocusReason);
            break;
        case AlertsPopup.View.Form:
            editor.takeFocus();
            break;
        }
    }

    width: 520
    padding: Theme.space16
    onOpened: popup.takeFocus()
    onClosed: notice.text = ""

    AlertListModel {
        id: alerts

        source: popup.source
        onRefused: reason => notice.text = reason
        // The list had the focus, and goes.
        onCountsChanged: {
            if (popup.opened && popup.view === AlertsPopup.View.Alerts && alerts.count === 0)
                popup.takeFocus();
        }
    }
    AlertLogModel {
        id: events

        source: popup.source
    }
    AlertForm {
        id: form

        source: popup.source
        onAdded: popup.show(AlertsPopup.View.Alerts)
    }

    contentItem: ColumnLayout {
        spacing: Theme.space12
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Alerts")

        RowLayout {
            spacing: Theme.space12

            Label {
                text: qsTr("Alerts")
                font.pixelSize: Theme.fontLarge
                font.weight: Font.DemiBold
            }
            Label {
                Layout.fillWidth: true
                text: alerts.count > 0 ? qsTr("%1 of %2 watching").arg(Format.count(alerts.watching)).arg(Format.count(alerts.count)) : ""
                color: Theme.muted
                font.pixelSize: Theme.fontLabel
                elide: Text.ElideRight
            }
            SegmentedControl {
                labels: [qsTr("Alerts"), qsTr("Log"), qsTr("New alert")]
                currentIndex: popup.view
                onActivated: index => {
                    if (index === AlertsPopup.View.Form)
                        form.suggest(popup.symbol);
                    popup.view = index;
                }
                Accessible.name: qsTr("What of the alerts is shown")
            }
        }
        Item {
            Layout.fillWidth: true
            visible: notice.text !== ""
            implicitHeight: notice.height

            NoticeLine {
                id: notice

                width: parent.width
            }
        }
        AlertList {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: popup.view === AlertsPopup.View.Alerts && alerts.count > 0
            alerts: alerts
            onSymbolChosen: symbol => {
                popup.close();
                popup.symbolChosen(symbol);
            }
        }
        AlertLog {
            id: log

            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: popup.view === AlertsPopup.View.Log && events.count > 0
            events: events
        }
        AlertEditor {
            id: editor

            Layout.fillWidth: true
            visible: popup.view === AlertsPopup.View.Form
            form: form
        }
        Label {
            Layout.fillWidth: true
            visible: popup.view === AlertsPopup.View.Alerts && alerts.count === 0
            text: qsTr("No alerts yet. One watches a price, a move, an indicator or this machine, and tells you here and on the desktop when it fires. In the chart, a right click makes one at that price.")
            color: Theme.muted
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            visible: popup.view === AlertsPopup.View.Log && events.count === 0
            text: qsTr("No alert has fired yet. When one does, its line stays here, also after the alert was removed.")
            color: Theme.muted
            wrapMode: Text.Wrap
        }
        Button {
            id: newButton

            Layout.alignment: Qt.AlignRight
            visible: popup.view === AlertsPopup.View.Alerts
            iconName: "add"
            text: qsTr("New alert")
            primary: alerts.count === 0
            onClicked: popup.write("")
        }
    }
}
