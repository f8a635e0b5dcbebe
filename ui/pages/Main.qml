// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Tickwell.Theme
import Tickwell.Controls
import Tickwell.Source
import Tickwell.Models

Window {
    id: window

    required property DataSource source

    width: 1440
    height: 900
    visible: true
    color: Theme.background
    title: qsTr("Tickwell")

    WatchlistModel {
        id: watchlist
        source: window.source
    }

    Panel {
        anchors.fill: parent
        anchors.margins: Theme.space12
    }
}
