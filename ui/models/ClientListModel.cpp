// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ClientListModel.h"

#include "models/Format.h"
#include "models/Preferences.h"

#include <QDateTime>

namespace Tickwell {

ClientListModel::ClientListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
}

ClientListModel::~ClientListModel() = default;

void ClientListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source)
        connect(source, &DataSource::serverSnapshotChanged, this, [this] {
            if (m_active)
                take(m_source->serverSnapshot().connections);
        });
    m_follow.follow(m_active ? source : nullptr);
    emit sourceChanged();
}

void ClientListModel::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    // What was shown last time is old.
    setKnown(false);
    m_follow.follow(active ? m_source.data() : nullptr);
    emit activeChanged();
}

void ClientListModel::setKnown(bool known)
{
    if (known == m_known)
        return;
    m_known = known;
    emit knownChanged();
}

/// Rows keep their place and their focus: both lists are by id, and ids only rise.
void ClientListModel::take(const QList<SessionSnapshot> &clients)
{
    const int before = count();
    int row = 0;
    for (const SessionSnapshot &client : clients) {
        while (row < count() && m_clients.at(row).id < client.id) {
            beginRemoveRows({}, row, row);
            m_clients.removeAt(row);
            endRemoveRows();
        }
        if (row < count() && m_clients.at(row).id == client.id) {
            m_clients[row] = client;
            emit dataChanged(index(row), index(row));
        } else {
            beginInsertRows({}, row, row);
            m_clients.insert(row, client);
            endInsertRows();
        }
        ++row;
    }
    if (row < count()) {
        beginRemoveRows({}, row, count() - 1);
        m_clients.resize(row);
        endRemoveRows();
    }
    setKnown(true);
    if (count() != before)
        emit countChanged();
}

void ClientListModel::end(int row)
{
    if (m_source && row >= 0 && row < count())
        m_source->endClient(m_clients.at(row).id);
}

int ClientListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ClientListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SessionSnapshot &client = m_clients.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case AddressRole:
        return client.peer;
    case PathRole:
        return client.path;
    case SinceRole:
        return QDateTime::fromMSecsSinceEpoch(toMillis(client.since),
                                              Preferences::instance()->timeZone())
            .time()
            .toString(QStringLiteral("HH:mm:ss"));
    case QueuedRole:
        return Format::bytes(static_cast<double>(client.queuedBytes));
    case SentRole:
        return Format::count(static_cast<double>(client.sent));
    case DroppedRole:
        return Format::count(static_cast<double>(client.dropped));
    case LosingRole:
        return client.dropped > 0;
    default:
        return {};
    }
}

QHash<int, QByteArray> ClientListModel::roleNames() const
{
    return {{AddressRole, "address"}, {PathRole, "path"}, {SinceRole, "since"},
            {QueuedRole, "queued"},   {SentRole, "sent"}, {DroppedRole, "dropped"},
            {LosingRole, "losing"}};
}

} // namespace Tickwell
