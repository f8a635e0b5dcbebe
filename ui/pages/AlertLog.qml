// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// What the alerts told, the latest first.
ListView {
    id: list

    required property AlertLogModel events

    readonly property int rowHeight: Theme.control

    implicitHeight: Math.min(count, 10) * rowHeight
    clip: true
    model: events
    currentIndex: -1
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Log of the alerts")
    onActiveFocusChanged: {
        if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0;
    }
    T.ScrollBar.vertical: ScrollBar {}

    delegate: Rectangle {
        id: event

        required property string happened
        required property string when

        width: ListView.view ? ListView.view.width : 0
        height: list.rowHeight
        radius: Theme.radiusSmall
        color: hover.hovered ? Theme.hover : "transparent"
        Accessible.role: Accessible.ListItem
        Accessible.name: when + ", " + happened

        HoverHandler {
            id: hover
        }
        FocusRing {
            anchors.margins: 1
            visible: list.activeFocus && event.ListView.isCurrentItem
        }
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.space8
            anchors.rightMargin: Theme.space12
            spacing: Theme.space12

            Label {
                id: text

                Layout.fillWidth: true
                text: event.happened
                elide: Text.ElideRight
                Accessible.ignored: true

                Tip {
                    shown: hover.hovered && text.truncated
                    text: event.happened
                }
            }
            Label {
                text: event.when
                color: Theme.muted
                font.family: Theme.monoFamily
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }
        }
    }
}
