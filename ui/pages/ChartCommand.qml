// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick.Templates as T

/// A command whose key works while the chart has the focus: elsewhere that key has its own meaning.
T.Action {
    required property string keys
}
