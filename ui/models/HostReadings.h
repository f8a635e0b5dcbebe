// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// The host's latest sample, ready to show. A reading that could not be taken is shown as a dash.
class HostReadings : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool known READ known NOTIFY changed)
    Q_PROPERTY(QString cpu READ cpu NOTIFY changed)
    /// Percent of each core, 0–100.
    Q_PROPERTY(QList<double> cores READ cores NOTIFY changed)
    /// The same in words: `31 %, 15 %`.
    Q_PROPERTY(QString coresText READ coresText NOTIFY changed)
    Q_PROPERTY(int coreCount READ coreCount NOTIFY coreCountChanged)
    Q_PROPERTY(QString memory READ memory NOTIFY changed)
    Q_PROPERTY(QString memoryUsed READ memoryUsed NOTIFY changed)
    Q_PROPERTY(QString memoryTotal READ memoryTotal NOTIFY changed)
    Q_PROPERTY(QString networkIn READ networkIn NOTIFY changed)
    Q_PROPERTY(QString networkOut READ networkOut NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool known() const { return m_sample.has_value(); }
    [[nodiscard]] QString cpu() const;
    [[nodiscard]] QList<double> cores() const;
    [[nodiscard]] QString coresText() const;
    [[nodiscard]] int coreCount() const { return m_coreCount; }
    [[nodiscard]] QString memory() const;
    [[nodiscard]] QString memoryUsed() const;
    [[nodiscard]] QString memoryTotal() const;
    [[nodiscard]] QString networkIn() const;
    [[nodiscard]] QString networkOut() const;

signals:
    void sourceChanged();
    void changed();
    void coreCountChanged();

private:
    void take(const HostSample &sample);

    QPointer<DataSource> m_source;
    std::optional<HostSample> m_sample;
    int m_coreCount = 0;
};

} // namespace Tickwell
