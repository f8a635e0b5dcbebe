// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Tickwell.Controls
import Tickwell.Models
import Tickwell.Theme

/// How many rows the choices would give.
Label {
    id: label

    required property ExportJob job

    text: {
        if (job.estimateError !== "")
            return job.estimateError;
        if (job.fromError !== "" || job.toError !== "")
            return "";
        if (job.estimate < 0)
            return qsTr("Counting rows…");
        if (job.estimate === 0)
            return qsTr("Nothing was captured in this range");
        return qsTr("About %1 rows").arg(Format.count(job.estimate));
    }
    color: job.estimateError !== "" ? Theme.down : Theme.muted
    font.pixelSize: Theme.fontLabel
    elide: Text.ElideRight
}
