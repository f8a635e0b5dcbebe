// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Source
import Tickwell.Theme

/// The window: rail and top bar around the current page. Its source is given by the program.
Window {
    id: window

    required property DataSource source

    width: 1440
    height: 900
    minimumWidth: 960
    minimumHeight: 620
    visible: true
    color: Theme.background
    title: qsTr("Tickwell")

    Component.onCompleted: presence.window = window

    WindowPresence {
        id: presence

        source: window.source
    }
    ExportJob {
        id: exportJob

        source: window.source
    }

    Binding {
        target: Theme
        property: "mode"
        value: Preferences.theme
    }
    Binding {
        target: Theme
        property: "systemDark"
        value: Preferences.systemDark
    }
    Binding {
        target: Theme
        property: "colorBlindSafe"
        value: Preferences.colorBlindSafe
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: Preferences.reducedMotion
    }

    Commands {
        id: commands

        page: overview
        onExportRequested: exportDialog.open()
        onSettingsRequested: settings.open()
        onPaletteRequested: palette.open()
        onCopyAddressRequested: topBar.copyAddress()
        onClientsRequested: topBar.showClients()
        onQuitRequested: window.close()
    }

    NavigationRail {
        id: rail

        height: parent.height
        commands: commands
        exporting: exportJob.state === ExportJob.Running
    }
    TopBar {
        id: topBar

        anchors.left: rail.right
        anchors.right: parent.right
        title: qsTr("Overview")
        source: window.source
        paletteCommand: commands.palette
    }
    OverviewPage {
        id: overview

        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: topBar.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space12
        source: window.source
    }

    ExportDialog {
        id: exportDialog

        job: exportJob
        source: window.source
    }
    SettingsPopup {
        id: settings

        parent: rail
        x: rail.width + Theme.space4
        y: rail.height - height - Theme.space8
    }
    CommandPalette {
        id: palette

        commands: commands
    }
}
