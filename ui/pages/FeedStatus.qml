// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// Whether prices come in, and whether they are a market's. A click tells more.
T.Button {
    id: status

    required property DataSource source

    implicitWidth: row.implicitWidth + 2 * Theme.space6
    implicitHeight: Theme.controlSmall
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: state.text + (source.feedMessage === "" ? "" : ". " + ServerWords.said(source.feedMessage))
    onClicked: popup.open()
    Keys.onReturnPressed: status.clicked()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: status.down ? Theme.pressed : status.hovered ? Theme.chosen : "transparent"

        FocusRing {
            visible: status.visualFocus
        }
    }
    Tip {
        shown: status.hovered && !status.down && !popup.visible
        text: status.source.feedMessage !== "" ? ServerWords.said(status.source.feedMessage) : qsTr("Feed: %1").arg(status.source.feedName)
    }
    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.space8

            StatusDot {
                anchors.verticalCenter: parent.verticalCenter
                color: {
                    switch (status.source.feedState) {
                    case DataSource.Live:
                        return Theme.up;
                    case DataSource.Stale:
                        return Theme.warn;
                    case DataSource.Refused:
                        return Theme.down;
                    default:
                        return Theme.muted;
                    }
                }
            }
            Label {
                id: state

                anchors.verticalCenter: parent.verticalCenter
                font.pixelSize: Theme.fontLabel
                color: status.source.feedState === DataSource.Refused ? Theme.down : status.source.feedState === DataSource.Stale ? Theme.warnText : Theme.muted
                text: {
                    switch (status.source.feedState) {
                    case DataSource.Live:
                        return qsTr("Live");
                    case DataSource.Stale:
                        return qsTr("Stale");
                    case DataSource.Refused:
                        return qsTr("Refused");
                    case DataSource.Finished:
                        return qsTr("Finished");
                    default:
                        return qsTr("Connecting");
                    }
                }
            }
            Badge {
                anchors.verticalCenter: parent.verticalCenter
                visible: status.source.simulated
                text: qsTr("SIMULATED")
            }
        }
    }
    FeedPopup {
        id: popup

        x: status.width - width
        y: status.height + Theme.space16
        source: status.source
    }
}
