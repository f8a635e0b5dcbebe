// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Tickwell.Theme

/// A tooltip; made when it is first shown, because most never are. Lives inside what it explains.
Item {
    id: tip

    property bool shown: false
    property string text
    property T.ToolTip bubble: null

    // Not a Loader: that of Qt 6.4 cannot make what is bound to its file.
    onShownChanged: {
        if (shown && text !== "" && !bubble)
            bubble = component.createObject(tip);
    }

    Component {
        id: component

        T.ToolTip {
            parent: tip.parent
            x: Math.round((parent.width - implicitWidth) / 2)
            y: parent.height + Theme.space6
            margins: Theme.space8
            delay: Theme.tipDelay
            visible: tip.shown && tip.text !== ""
            text: tip.text
            implicitWidth: Math.min(label.implicitWidth, Theme.popupWidth) + leftPadding + rightPadding
            implicitHeight: label.implicitHeight + topPadding + bottomPadding
            leftPadding: Theme.space8
            rightPadding: Theme.space8
            topPadding: Theme.space4
            bottomPadding: Theme.space4
            closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

            contentItem: Label {
                id: label

                text: tip.text
                wrapMode: Text.Wrap
                font.pixelSize: Theme.fontLabel
            }
            background: Rectangle {
                color: Theme.panelRaised
                border.color: Theme.lineStrong
                radius: Theme.radiusSmall
            }
        }
    }
}
