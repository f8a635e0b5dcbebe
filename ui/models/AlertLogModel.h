// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// What the alerts told, the latest first; also those that were removed since.
class AlertLogModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        HappenedRole = Qt::UserRole, ///< as AlertWords::happened()
        WhenRole,                    ///< as Format::moment()
    };

    explicit AlertLogModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_events.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void countChanged();

private:
    void rewrite();
    void reset();
    void add(const AlertEvent &event);

    QPointer<DataSource> m_source;
    QList<AlertEvent> m_events; ///< the latest first
};

} // namespace Tickwell
