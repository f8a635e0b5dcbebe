// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tickwell.Charts
import Tickwell.Controls
import Tickwell.Theme

/// One indicator of a chart: its colour, its name, its parameters and the way to remove it. What is
/// wrong with a parameter stands below; it is taken as soon as it is right.
ColumnLayout {
    id: entry

    required property IndicatorList indicators
    required property int row
    required property string name
    required property string title
    required property list<string> parameters
    property string problem
    signal removed

    spacing: Theme.space4

    RowLayout {
        spacing: Theme.space8

        Rectangle {
            implicitWidth: Theme.space12
            implicitHeight: 3
            radius: 1
            color: Theme.indicatorColor(entry.row)
        }
        Label {
            Layout.fillWidth: true
            text: entry.name
            elide: Text.ElideRight
        }
        Repeater {
            model: entry.parameters.length

            RowLayout {
                id: place

                required property int index
                readonly property string name: entry.indicators.parameterName(entry.row, index)

                spacing: Theme.space4

                Label {
                    text: place.name
                    color: Theme.muted
                    font.pixelSize: Theme.fontLabel
                    Accessible.ignored: true
                }
                TextField {
                    id: field

                    implicitWidth: 48
                    implicitHeight: Theme.controlSmall
                    leftPadding: Theme.space6
                    rightPadding: Theme.space6
                    maximumLength: 5
                    horizontalAlignment: Text.AlignRight
                    inputMethodHints: Qt.ImhFormattedNumbersOnly
                    text: entry.parameters[place.index] ?? ""
                    invalid: entry.problem !== "" && activeFocus
                    Accessible.name: qsTr("%1 of %2").arg(place.name).arg(entry.title)
                    Accessible.description: activeFocus ? entry.problem : ""
                    onTextEdited: {
                        entry.problem = entry.indicators.problem(entry.row, place.index, text);
                        if (entry.problem === "")
                            entry.indicators.setParameter(entry.row, place.index, text);
                    }
                    onActiveFocusChanged: {
                        if (activeFocus) {
                            selectAll();
                            return;
                        }
                        entry.problem = "";
                        text = Qt.binding(() => entry.parameters[place.index] ?? "");
                    }
                }
            }
        }
        IconButton {
            iconName: "close"
            text: qsTr("Remove %1").arg(entry.title)
            onClicked: entry.removed()
        }
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: entry.problem
        color: Theme.down
        font.pixelSize: Theme.fontLabel
        horizontalAlignment: Text.AlignRight
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
}
