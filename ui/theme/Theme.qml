// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Every colour, size and font of the window. Nothing outside this file names one.
/// Each text colour keeps a contrast of 4.5:1 on background, panel and panelRaised.
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
    readonly property color panelRaised: dark ? "#1D222A" : "#F4F6F8"
    readonly property color line: dark ? "#262C35" : "#E3E6EB"
    /// Outlines of controls: they must be found without being pointed at.
    readonly property color lineStrong: dark ? "#333B47" : "#CFD5DD"
    readonly property color text: dark ? "#E6E9EE" : "#1B1F24"
    readonly property color muted: dark ? "#8A94A3" : "#667085"
    readonly property color accent: dark ? "#4C8DFF" : "#2563EB"
    /// The accent as a surface that carries text, and that text.
    readonly property color accentFill: dark ? "#2B6BE0" : "#2563EB"
    readonly property color accentHover: dark ? "#2261D4" : "#1D54D0"
    readonly property color accentPressed: dark ? "#1B55BF" : "#1A4ABB"
    readonly property color inkOnAccentFill: "#FFFFFF"
    readonly property color inkOnAccent: dark ? "#0B0E12" : "#FFFFFF"
    readonly property color up: colorBlindSafe ? (dark ? "#5AA9FF" : "#1D5FBF") : (dark ? "#2FBF71" : "#12805C")
    readonly property color down: colorBlindSafe ? (dark ? "#F59A3E" : "#A85400") : (dark ? "#F0525B" : "#C4323B")
    readonly property color warn: dark ? "#F2B84B" : "#B7791F"
    /// The warning colour where it is read, not only seen.
    readonly property color warnText: dark ? "#F2B84B" : "#8F5B10"
    readonly property color inkOnFilled: dark ? "#0B0E12" : "#FFFFFF"

    /// Surfaces of controls and rows by their state.
    readonly property color field: dark ? "#12161B" : "#F6F7F9"
    readonly property color hover: dark ? "#1B2027" : "#F8F9FB"
    readonly property color pressed: dark ? "#252B35" : "#E9ECF1"
    /// The chosen one of several segments.
    readonly property color chosen: dark ? "#272D37" : "#EDF0F4"
    readonly property color textSelection: dark ? "#2A4678" : "#C7DBFF"
    readonly property color scrim: dark ? "#A6000000" : "#59101828"
    readonly property color shadow: dark ? "#66000000" : "#1F101828"

    /// Of a chart's indicators by their order: each is read as a text too, and neighbours are told
    /// apart whatever colours one sees.
    readonly property list<color> indicators: dark ? ["#4C8DFF", "#F2B84B", "#E08BC0", "#4CC3B5", "#F08A5D", "#B49CF5", "#A9D46C", "#E6E9EE"] : ["#2563EB", "#8F5B10", "#A83279", "#0B746A", "#B0471B", "#6A4BC6", "#4B6B12", "#1B1F24"]

    /// Behind the white initials of people; which one follows from the name.
    readonly property list<color> avatars: ["#6D4DF0", "#0E7F5C", "#B84A16", "#1D6FD1", "#B3366B", "#8A6100", "#0B7A86", "#9437AD"]
    readonly property color inkOnAvatar: "#FFFFFF"

    readonly property int space2: 2
    readonly property int space4: 4
    readonly property int space6: 6
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space24: 24
    readonly property int radius: 8
    readonly property int radiusSmall: 5

    readonly property int railWidth: 56
    readonly property int topBarHeight: 48
    readonly property int tileHeader: 40
    readonly property int row: 38
    readonly property int tableRow: 31
    /// Buttons and fields in forms; the compact ones in headers.
    readonly property int control: 34
    readonly property int controlSmall: 26
    readonly property int icon: 18
    readonly property int iconSmall: 15
    readonly property int avatar: 24
    readonly property int dot: 7
    readonly property int scrollBar: 10
    readonly property int dialogWidth: 560
    readonly property int popupWidth: 320
    readonly property int menuWidth: 208

    readonly property string family: "Tickwell Sans"
    readonly property string monoFamily: "Tickwell Mono"
    readonly property int fontTiny: 10
    readonly property int fontSmall: 11
    readonly property int fontLabel: 12
    readonly property int fontNormal: 13
    readonly property int fontLarge: 15
    readonly property int fontTitle: 16

    /// Length of a flash on a changed number, in milliseconds; 0 under reduced motion.
    readonly property int flash: reducedMotion ? 0 : 300
    /// Length of a fade of a popup or a hover, in milliseconds; 0 under reduced motion.
    readonly property int fade: reducedMotion ? 0 : 90
    /// How long "Copied" stays, in milliseconds.
    readonly property int notice: 1600
    /// How long a notice stays, in milliseconds: that a task is done, and what somebody was told.
    readonly property int noticeOfTask: 6000
    readonly property int noticeOfMessage: 12000
    /// How long the pointer rests before a tooltip shows, in milliseconds.
    readonly property int tipDelay: 500

    /// Colour of an indicator by its place among those of a chart.
    function indicatorColor(row: int): color {
        // A row that is being removed has none.
        return indicators[Math.max(0, row) % indicators.length]
    }

    /// Colour of a change by its sign: up, down or, at zero, plain text.
    function changeColor(change: real): color {
        return change > 0 ? up : change < 0 ? down : text
    }
}
