// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// Finds a command by a part of its name and runs it; shows the keys that run it without.
Popup {
    id: finder

    required property Commands commands
    property list<T.Action> found

    function search(text: string) {
        const hits = [];
        for (let i = 0; i < commands.all.length; ++i) {
            const command = commands.all[i];
            if (command.text.toLowerCase().includes(text.toLowerCase()))
                hits.push(command);
        }
        found = hits;
        list.currentIndex = 0;
    }

    function run(index: int) {
        if (index < 0 || index >= found.length)
            return;
        const command = found[index];
        close();
        command.trigger();
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: Theme.topBarHeight + Theme.space24
    width: Theme.dialogWidth
    padding: Theme.space8
    modal: true

    onAboutToShow: {
        field.clear();
        search("");
    }
    onOpened: field.forceActiveFocus()

    contentItem: ColumnLayout {
        spacing: Theme.space8

        TextField {
            id: field

            Layout.fillWidth: true
            placeholderText: qsTr("Search commands")
            onTextChanged: finder.search(text)
            onAccepted: finder.run(list.currentIndex)
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
        }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(9 * Theme.control, contentHeight)
            clip: true
            model: finder.found
            highlightMoveDuration: 0
            highlightResizeDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Commands")
            T.ScrollBar.vertical: ScrollBar {}

            delegate: Rectangle {
                id: entry

                required property int index
                required property T.Action modelData

                width: ListView.view ? ListView.view.width : 0
                height: Theme.control
                radius: Theme.radiusSmall
                color: ListView.isCurrentItem ? Theme.chosen : "transparent"
                Accessible.role: Accessible.MenuItem
                Accessible.name: modelData.text
                Accessible.onPressAction: finder.run(index)

                Label {
                    anchors.left: parent.left
                    anchors.right: cap.left
                    anchors.margins: Theme.space12 - 2
                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.modelData.text
                    elide: Text.ElideRight
                }
                KeyCap {
                    id: cap

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space12
                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.modelData instanceof ChartCommand ? (entry.modelData as ChartCommand).keys : String(entry.modelData.shortcut)
                }
                MouseArea {
                    anchors.fill: parent
                    hoverEnabled: true
                    onPositionChanged: list.currentIndex = entry.index
                    onClicked: finder.run(entry.index)
                }
            }
        }
        Label {
            visible: finder.found.length === 0
            Layout.fillWidth: true
            Layout.margins: Theme.space8
            text: qsTr("No command has this in its name")
            color: Theme.muted
        }
    }
}
