// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A one pixel wide dashed line, horizontal or vertical, as a tiled picture: one rectangle of
/// the scene however many dashes.
Image {
    id: line

    property color color
    property bool vertical: false
    property int dash: 3
    property int gap: 3

    readonly property string hex: {
        const channel = value => Math.round(value * 255).toString(16).padStart(2, "0")
        return "%23" + channel(color.r) + channel(color.g) + channel(color.b)
    }
    readonly property int period: dash + gap

    width: vertical ? 1 : parent.width
    height: vertical ? parent.height : 1
    fillMode: vertical ? Image.TileVertically : Image.TileHorizontally
    horizontalAlignment: Image.AlignLeft
    verticalAlignment: Image.AlignTop
    smooth: false
    source: vertical
        ? `data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg" width="1" height="${period}"><rect width="1" height="${dash}" fill="${hex}"/></svg>`
        : `data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg" width="${period}" height="1"><rect width="${dash}" height="1" fill="${hex}"/></svg>`
    Accessible.ignored: true
}
