// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Controls
import Tickwell.Theme

/// One of a list of choices.
T.ComboBox {
    id: control

    /// Stands at the left end; the choice then stands at the right.
    property string label

    implicitWidth: Theme.popupWidth
    implicitHeight: Theme.control
    leftPadding: Theme.space12 - 2
    rightPadding: Theme.space24 + Theme.space4
    hoverEnabled: true
    font.family: Theme.family
    font.pixelSize: Theme.fontNormal
    Accessible.role: Accessible.ComboBox

    contentItem: Item {
        Label {
            id: labelText

            height: parent.height
            text: control.label
            color: Theme.muted
        }
        Label {
            x: labelText.text === "" ? 0 : labelText.width + Theme.space8
            width: parent.width - x
            height: parent.height
            text: control.displayText
            font: control.font
            horizontalAlignment: control.label === "" ? Text.AlignLeft : Text.AlignRight
            elide: Text.ElideRight
        }
    }
    indicator: Icon {
        x: control.width - width - Theme.space8
        y: Math.round((control.height - height) / 2)
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: "chevron-down"
        color: Theme.muted
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.field
        border.color: control.hovered ? Theme.muted : Theme.lineStrong

        FocusRing {
            visible: control.visualFocus
        }
    }
    delegate: T.ItemDelegate {
        id: entry

        required property int index
        required property string modelData

        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Theme.control - Theme.space4
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        hoverEnabled: true
        highlighted: control.highlightedIndex === index
        text: modelData
        Accessible.name: modelData

        contentItem: Label {
            text: entry.modelData
            font.weight: control.currentIndex === entry.index ? Font.DemiBold : Font.Normal
            elide: Text.ElideRight
        }
        background: Rectangle {
            radius: Theme.radiusSmall
            color: entry.highlighted ? Theme.chosen : "transparent"
        }
    }
    popup: Popup {
        // The keys are the control's, also while the list is open.
        focus: false
        y: control.height + Theme.space4
        width: control.width
        height: Math.min(list.contentHeight + topPadding + bottomPadding, 9 * Theme.control)
        padding: Theme.space4

        contentItem: ListView {
            id: list

            clip: true
            model: control.delegateModel
            currentIndex: control.highlightedIndex
            highlightMoveDuration: 0
            highlightResizeDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
        }
    }
}
