// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"
#include "source/ServerFollow.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// Who is connected to the server, in the order they came. It asks its source for that only while
/// it is active.
class ClientListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Whether the source has said who is connected since this became active.
    Q_PROPERTY(bool known READ isKnown NOTIFY knownChanged)

public:
    enum Role {
        AddressRole = Qt::UserRole, ///< address and port
        PathRole,
        SinceRole,  ///< the time of day, in the chosen zone
        QueuedRole, ///< `12.4 kB`: what waits for it
        SentRole,   ///< frames: `1,204`
        DroppedRole,
        LosingRole, ///< whether frames were thrown away
    };

    explicit ClientListModel(QObject *parent = nullptr);
    ~ClientListModel() override;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool isActive() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] int count() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] bool isKnown() const { return m_known; }

    /// Closes the client of @p row.
    Q_INVOKABLE void end(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void activeChanged();
    void countChanged();
    void knownChanged();

private:
    void take(const QList<SessionSnapshot> &clients);
    void setKnown(bool known);

    QPointer<DataSource> m_source;
    ServerFollow m_follow;
    QList<SessionSnapshot> m_clients; ///< by id
    bool m_active = false;
    bool m_known = false;
};

} // namespace Tickwell
