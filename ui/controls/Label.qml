// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Theme

/// Text in the window's font. Never reads markup: much of what is shown comes from others.
Text {
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Theme.fontNormal
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
