// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Source
import Tickwell.Theme

/// Whether prices come in, and whether they are a market's.
Row {
    id: status

    required property DataSource source

    spacing: Theme.space8
    Accessible.role: Accessible.StaticText
    Accessible.name: state.text + (source.feedMessage === "" ? "" : ". " + source.feedMessage)

    HoverHandler {
        id: hover
    }
    Tip {
        shown: hover.hovered
        text: status.source.feedMessage !== "" ? status.source.feedMessage : qsTr("Feed: %1").arg(status.source.feedName)
    }
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
