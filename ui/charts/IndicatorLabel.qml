// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Theme

/// What an indicator is and what it comes to, in its colour.
Text {
    id: label

    required property string title
    required property string reading
    /// Its place among the indicators, which gives it its colour.
    required property int row

    text: reading === "" ? title : title + "  " + reading
    textFormat: Text.PlainText
    color: Theme.indicatorColor(row)
    font { family: Theme.family; pixelSize: Theme.fontLabel; weight: Font.Medium }
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
