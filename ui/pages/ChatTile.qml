// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// What is said in the room, and a line to say something.
Tile {
    id: tile

    required property DataSource source
    /// Messages that came while one was reading further up.
    property int unread: 0

    function takeFocus() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    function send() {
        const text = field.text;
        // Before it is posted: a refusal may come at once, and brings the text back.
        notice.text = "";
        field.clear();
        if (chat.post(text))
            view.follow();
        else
            field.text = text;
    }

    title: "# " + chat.room

    header: T.Button {
        id: peopleButton

        visible: chat.people.length > 0
        implicitWidth: peopleLabel.implicitWidth + 2 * Theme.space6
        implicitHeight: Theme.controlSmall
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        text: qsTr("%n online", "", chat.people.length)
        onClicked: people.open()
        Keys.onReturnPressed: peopleButton.clicked()
        Accessible.role: Accessible.ButtonMenu
        Accessible.name: text

        contentItem: Label {
            id: peopleLabel

            horizontalAlignment: Text.AlignHCenter
            text: peopleButton.text
            color: peopleButton.hovered || people.visible ? Theme.text : Theme.muted
            font.pixelSize: Theme.fontLabel
        }
        background: Rectangle {
            radius: Theme.radiusSmall
            color: peopleButton.hovered || people.visible ? Theme.chosen : "transparent"

            FocusRing {
                visible: peopleButton.visualFocus
            }
        }
        PeoplePopup {
            id: people

            y: parent.height + Theme.space4
            chat: chat
            userId: tile.source.userId
        }
    }

    ChatModel {
        id: chat

        source: tile.source
        onRefused: (reason, text) => {
            notice.text = reason;
            if (field.text === "")
                field.text = text;
        }
    }

    ListView {
        id: view

        /// The newest message is in sight, and stays so.
        property bool following: true

        function follow() {
            following = true;
            tile.unread = 0;
            positionViewAtEnd();
        }

        anchors.top: parent.top
        anchors.bottom: composer.top
        anchors.bottomMargin: Theme.space8
        width: parent.width
        clip: true
        model: chat
        // Nobody sees a highlight, yet it would be animated.
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        keyNavigationEnabled: false
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages in %1").arg(chat.room)
        T.ScrollBar.vertical: ScrollBar {}

        Keys.onUpPressed: flick(0, 900)
        Keys.onDownPressed: flick(0, -900)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_End) {
                follow();
            } else if (event.key === Qt.Key_Home) {
                following = false;
                positionViewAtBeginning();
            } else
                return;
            event.accepted = true;
        }

        onMovementEnded: {
            following = atYEnd;
            if (following)
                tile.unread = 0;
        }
        // Wheel and scroll bar move without a movement of the list's own.
        onAtYEndChanged: {
            if (atYEnd) {
                following = true;
                tile.unread = 0;
            } else if (moving || (T.ScrollBar.vertical as ScrollBar).pressed) {
                following = false;
            }
        }
        onCountChanged: settle.restart()
        onHeightChanged: settle.restart()
        onContentHeightChanged: settle.restart()

        // Once for all that changed in a turn of the event loop.
        Timer {
            id: settle

            interval: 0
            onTriggered: {
                if (view.following)
                    view.positionViewAtEnd();
            }
        }

        delegate: ChatMessageRow {
            width: ListView.view ? ListView.view.width : 0
        }

        Connections {
            target: chat
            function onRowsInserted(parent, first: int, last: int) {
                if (!view.following)
                    tile.unread += last - first + 1;
            }
        }
        FocusRing {
            anchors.margins: 1
            visible: view.activeFocus
        }
    }
    ChatEmptyState {
        anchors.centerIn: view
        width: Math.min(view.width - 2 * Theme.space24, 460)
        visible: chat.count === 0
        address: tile.source.serverAddress
    }
    Button {
        anchors.bottom: composer.top
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        visible: tile.unread > 0
        implicitHeight: Theme.controlSmall
        primary: true
        font.pixelSize: Theme.fontLabel
        iconName: "arrow-down"
        text: qsTr("%n new", "", tile.unread)
        onClicked: view.follow()
    }

    ColumnLayout {
        id: composer

        anchors.bottom: parent.bottom
        x: Theme.space12
        width: parent.width - 2 * Theme.space12
        spacing: Theme.space4

        Label {
            id: notice

            Layout.fillWidth: true
            visible: text !== ""
            color: Theme.down
            font.pixelSize: Theme.fontLabel
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        RowLayout {
            Layout.bottomMargin: Theme.space12 - 1
            spacing: Theme.space8

            TextField {
                id: field

                Layout.fillWidth: true
                maximumLength: 4096
                placeholderText: qsTr("Message #%1").arg(chat.room)
                onAccepted: tile.send()
                onTextEdited: notice.text = ""
            }
            Button {
                primary: true
                text: qsTr("Send")
                enabled: field.text.trim() !== ""
                onClicked: {
                    tile.send();
                    field.forceActiveFocus();
                }
            }
        }
    }
}
