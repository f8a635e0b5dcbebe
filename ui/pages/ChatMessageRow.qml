// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// One message; the first of a group also names who said it.
Item {
    id: row

    required property string user
    required property string text
    required property string time
    required property string day
    required property string initial
    required property int color
    required property bool startsGroup
    required property bool edited
    required property bool deleted

    readonly property int textStart: Theme.space12 + Theme.avatar + Theme.space8

    implicitHeight: column.height + Theme.space2
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 at %2: %3").arg(user).arg(time).arg(body.text)

    HoverHandler {
        id: hover
    }
    Column {
        id: column

        width: parent.width

        Item {
            visible: row.day !== ""
            width: parent.width
            height: Theme.space24 + Theme.space4

            Divider {
                x: Theme.space12
                width: parent.width - 2 * Theme.space12
                anchors.verticalCenter: parent.verticalCenter
            }
            Rectangle {
                anchors.centerIn: parent
                width: dayLabel.implicitWidth + 2 * Theme.space8
                height: dayLabel.implicitHeight
                color: Theme.panel

                Label {
                    id: dayLabel

                    anchors.centerIn: parent
                    text: row.day
                    color: Theme.muted
                    font.pixelSize: Theme.fontSmall
                }
            }
        }
        Item {
            visible: row.startsGroup
            width: parent.width
            height: Theme.space8 + nameRow.height

            Avatar {
                x: Theme.space12
                y: Theme.space8 + Theme.space2
                initial: row.initial
                colorIndex: row.color
            }
            Row {
                id: nameRow

                x: row.textStart
                y: Theme.space8
                spacing: Theme.space6

                Label {
                    id: nameLabel

                    width: Math.min(implicitWidth, row.width - row.textStart - Theme.space24 * 3)
                    text: row.user
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                }
                Label {
                    anchors.baseline: nameLabel.baseline
                    text: row.time
                    color: Theme.muted
                    font.pixelSize: Theme.fontSmall
                }
            }
        }
        Item {
            width: parent.width
            height: body.height

            Label {
                visible: !row.startsGroup && hover.hovered
                x: Theme.space12 - Theme.space2
                height: Math.min(parent.height, Theme.icon)
                text: row.time
                color: Theme.muted
                font.pixelSize: Theme.fontTiny
            }
            TextEdit {
                id: body

                x: row.textStart
                width: row.width - x - Theme.space16
                readOnly: true
                selectByMouse: true
                activeFocusOnPress: true
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                text: row.deleted ? qsTr("This message was deleted") : row.edited ? row.text + " " + qsTr("(edited)") : row.text
                color: row.deleted ? Theme.muted : Theme.text
                selectionColor: Theme.textSelection
                selectedTextColor: Theme.text
                font.family: Theme.family
                font.pixelSize: Theme.fontNormal
                font.italic: row.deleted
                Accessible.ignored: true
                onActiveFocusChanged: {
                    if (!activeFocus)
                        deselect();
                }

                MentionHighlighter {
                    textDocument: body.textDocument
                    color: Theme.accent
                }
            }
        }
    }
}
