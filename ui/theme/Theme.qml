// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Every colour, size and font of the window. Nothing outside this file names one.
QtObject {
    id: theme

    enum Mode { System, Dark, Light }

    property int mode: Theme.Mode.Dark
    /// What the desktop prefers; told by the window.
    property bool systemDark: true
    readonly property bool dark: mode === Theme.Mode.Dark || (mode === Theme.Mode.System && systemDark)

    /// Blue and orange instead of green and red.
    property bool colorBlindSafe: false
    /// No flashes, no slides.
    property bool reducedMotion: false

    readonly property color background: dark ? "#0F1216" : "#F6F7F9"
    readonly property color panel: dark ? "#171B21" : "#FFFFFF"
    readonly property color panelRaised: dark ? "#1D222A" : "#F0F2F5"
    readonly property color line: dark ? "#262C35" : "#E3E6EB"
    readonly property color text: dark ? "#E6E9EE" : "#1B1F24"
    readonly property color muted: dark ? "#8A94A3" : "#667085"
    readonly property color accent: dark ? "#4C8DFF" : "#2563EB"
    readonly property color onAccent: dark ? "#0B0E12" : "#FFFFFF"
    readonly property color up: colorBlindSafe ? (dark ? "#5AA9FF" : "#1D5FBF") : (dark ? "#2FBF71" : "#12805C")
    readonly property color down: colorBlindSafe ? (dark ? "#F59A3E" : "#B85C00") : (dark ? "#F0525B" : "#C4323B")
    readonly property color warn: dark ? "#F2B84B" : "#B7791F"
    readonly property color onFilled: dark ? "#0B0E12" : "#FFFFFF"

    readonly property int space4: 4
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space24: 24
    readonly property int radius: 8
    readonly property int radiusSmall: 5

    readonly property string family: "Inter"
    readonly property string monoFamily: "JetBrains Mono"
    readonly property int fontSmall: 11
    readonly property int fontNormal: 13
    readonly property int fontLarge: 15
    readonly property int fontTitle: 16

    /// Length of a flash on a changed number, in milliseconds; 0 under reduced motion.
    readonly property int flash: reducedMotion ? 0 : 300

    /// Colour of a change by its sign: up, down or, at zero, plain text.
    function changeColor(change: real): color {
        return change > 0 ? up : change < 0 ? down : text
    }
}
