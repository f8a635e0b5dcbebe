// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tickwell.Theme

/// A popup in the middle of the window with a title and a row of buttons, over a dimmed page.
Popup {
    id: dialog

    property string title
    property alias buttons: buttonRow.data
    default property alias content: body.data

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - height) / 2) : 0
    width: Theme.dialogWidth
    padding: 0
    modal: true
    closePolicy: T.Popup.CloseOnEscape

    contentItem: ColumnLayout {
        spacing: 0
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.topBarHeight
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space12

            Label {
                Layout.fillWidth: true
                text: dialog.title
                font.pixelSize: Theme.fontLarge
                font.weight: Font.DemiBold
            }
            IconButton {
                iconName: "close"
                text: qsTr("Close")
                onClicked: dialog.close()
            }
        }
        Divider {
            Layout.fillWidth: true
        }
        ColumnLayout {
            id: body

            Layout.fillWidth: true
            Layout.margins: Theme.space16
            spacing: Theme.space12
        }
        Divider {
            Layout.fillWidth: true
            visible: buttonRow.children.length > 0
        }
        RowLayout {
            id: buttonRow

            Layout.fillWidth: true
            Layout.margins: Theme.space12
            Layout.leftMargin: Theme.space16
            Layout.rightMargin: Theme.space16
            visible: children.length > 0
            spacing: Theme.space8
        }
    }
}
