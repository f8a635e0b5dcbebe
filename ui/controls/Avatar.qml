// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// A person's initial on a colour of their own.
Rectangle {
    id: avatar

    property string initial
    property int colorIndex: 0

    implicitWidth: Theme.avatar
    implicitHeight: Theme.avatar
    radius: Theme.radiusSmall
    color: Theme.avatars[colorIndex % Theme.avatars.length]

    Label {
        anchors.centerIn: parent
        text: avatar.initial
        color: Theme.inkOnAvatar
        font.pixelSize: Theme.fontSmall
        font.weight: Font.DemiBold
    }
}
