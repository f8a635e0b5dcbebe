// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"
#include "source/ServerFollow.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// What the feed has brought, and the latest prices that were put aside because they cannot be
/// true, the newest first. It asks its source only while it is active.
class FeedReadings : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    // In digits; empty while the source has not said.
    Q_PROPERTY(QString symbols READ symbols NOTIFY changed)
    Q_PROPERTY(QString prices READ prices NOTIFY changed)         ///< taken
    Q_PROPERTY(QString late READ late NOTIFY changed)             ///< too late for any bar
    Q_PROPERTY(QString rejected READ rejected NOTIFY changed)     ///< put aside
    Q_PROPERTY(QString garbage READ garbage NOTIFY changed)       ///< messages not understood
    Q_PROPERTY(QString duplicates READ duplicates NOTIFY changed) ///< that came twice
    Q_PROPERTY(QString unfollowed READ unfollowed NOTIFY changed) ///< of symbols nobody follows
    Q_PROPERTY(QString reconnects READ reconnects NOTIFY changed)

public:
    enum Role {
        SymbolRole = Qt::UserRole,
        TimeRole, ///< when it came
        PriceRole,
        ReasonRole, ///< in words
    };

    explicit FeedReadings(QObject *parent = nullptr);
    ~FeedReadings() override;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool isActive() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] int count() const { return static_cast<int>(m_rejected.size()); }
    [[nodiscard]] QString symbols() const;
    [[nodiscard]] QString prices() const;
    [[nodiscard]] QString late() const;
    [[nodiscard]] QString rejected() const;
    [[nodiscard]] QString garbage() const;
    [[nodiscard]] QString duplicates() const;
    [[nodiscard]] QString unfollowed() const;
    [[nodiscard]] QString reconnects() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void activeChanged();
    void changed();

private:
    void take(const ServerSnapshot &snapshot);
    [[nodiscard]] QString shown(quint64 number) const;

    QPointer<DataSource> m_source;
    ServerFollow m_follow;
    MarketCounters m_counters;
    int m_symbols = 0;
    QList<RejectedTick> m_rejected; ///< newest first
    bool m_active = false;
    bool m_known = false;
};

} // namespace Tickwell
