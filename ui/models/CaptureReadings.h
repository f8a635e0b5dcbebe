// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// What is being recorded, ready to show.
class CaptureReadings : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// `1,204,311`: stored now.
    Q_PROPERTY(QString rows READ rows NOTIFY changed)
    Q_PROPERTY(QString size READ size NOTIFY changed)
    /// Rows that were never stored; empty when none was lost.
    Q_PROPERTY(QString lost READ lost NOTIFY changed)
    /// Why nothing is being stored; empty when all is well.
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QString rows() const;
    [[nodiscard]] QString size() const;
    [[nodiscard]] QString lost() const;
    [[nodiscard]] QString error() const;

signals:
    void sourceChanged();
    void changed();

private:
    QPointer<DataSource> m_source;
};

} // namespace Tickwell
