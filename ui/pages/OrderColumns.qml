// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Theme

/// How wide the columns of the blotter are in a tile of @p width.
QtObject {
    required property real width

    readonly property bool showsFilled: width >= 640
    readonly property real unit: (width - 2 * Theme.space12) / (showsFilled ? 10 : 9)
    readonly property real time: 1.6 * unit
    readonly property real symbol: 1.3 * unit
    readonly property real side: 0.9 * unit
    readonly property real quantity: unit
    readonly property real filled: unit
    readonly property real type: 1.2 * unit
    readonly property real price: 1.5 * unit
    readonly property real status: 1.5 * unit
    /// Before what stands left behind what stands right.
    readonly property real gap: Theme.space16
}
