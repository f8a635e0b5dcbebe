// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChatModel.h"

#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <QDateTime>

#include <algorithm>

namespace Tickwell {

namespace {

constexpr auto GroupPause = std::chrono::minutes(5);

bool bySeq(const ChatMessage &message, quint64 seq)
{
    return message.seq < seq;
}

} // namespace

ChatModel::ChatModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto retime = [this] {
        if (!m_messages.isEmpty())
            emit dataChanged(index(0), index(count() - 1), {TimeRole, DayRole, StartsGroupRole});
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, retime);
    connect(Preferences::instance(), &Preferences::languageChanged, this, retime);
}

void ChatModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &DataSource::messagePosted, this, &ChatModel::insert);
        connect(source, &DataSource::messageChanged, this, &ChatModel::change);
        connect(source, &DataSource::usersChanged, this, [this](const QString &room) {
            if (room == m_room)
                emit peopleChanged();
        });
        connect(source, &DataSource::chatRefused, this, [this](const QString &reason) {
            emit refused(ServerWords::said(reason), m_lastPosted);
        });
    }
    reload();
    emit sourceChanged();
}

void ChatModel::setRoom(const QString &room)
{
    if (room == m_room)
        return;
    m_room = room;
    reload();
    emit roomChanged();
}

void ChatModel::reload()
{
    beginResetModel();
    m_messages = m_source ? m_source->messages(m_room) : QList<ChatMessage>();
    endResetModel();
    emit countChanged();
    emit peopleChanged();
}

QStringList ChatModel::people() const
{
    return m_source ? m_source->users(m_room) : QStringList();
}

void ChatModel::insert(const ChatMessage &message)
{
    if (message.room != m_room)
        return;
    const auto at = std::lower_bound(m_messages.begin(), m_messages.end(), message.seq, bySeq);
    if (at != m_messages.end() && at->seq == message.seq) {
        change(message);
        return;
    }
    const int row = static_cast<int>(at - m_messages.begin());
    beginInsertRows({}, row, row);
    m_messages.insert(at, message);
    endInsertRows();
    if (row + 1 < count())
        emit dataChanged(index(row + 1), index(row + 1), {DayRole, StartsGroupRole});
    if (count() > DataSource::KeptMessages) {
        beginRemoveRows({}, 0, 0);
        m_messages.removeFirst();
        endRemoveRows();
        emit dataChanged(index(0), index(0), {DayRole, StartsGroupRole});
    }
    emit countChanged();
}

void ChatModel::change(const ChatMessage &message)
{
    const auto at = std::lower_bound(m_messages.begin(), m_messages.end(), message.seq, bySeq);
    if (at == m_messages.end() || at->seq != message.seq || message.room != m_room)
        return;
    *at = message;
    const QModelIndex changed = index(static_cast<int>(at - m_messages.begin()));
    emit dataChanged(changed, changed);
}

bool ChatModel::post(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!m_source || trimmed.isEmpty() || trimmed.size() > MaxText)
        return false;
    m_lastPosted = trimmed;
    m_source->postMessage(m_room, trimmed);
    return true;
}

QString ChatModel::initialOf(const QString &user)
{
    const QList<uint> points = user.trimmed().toUcs4();
    if (points.isEmpty())
        return QStringLiteral("?");
    const char32_t first = points.first();
    return QString::fromUcs4(&first, 1).toUpper();
}

int ChatModel::colorOf(const QString &user)
{
    // Not qHash: a person keeps the colour from one start to the next.
    quint32 hash = 2166136261u;
    for (const QChar c : user)
        hash = (hash ^ c.unicode()) * 16777619u;
    return static_cast<int>((hash >> 8) % AvatarColors);
}

QDateTime ChatModel::timeOf(int row) const
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(m_messages.at(row).time),
                                          Preferences::instance()->timeZone());
}

bool ChatModel::startsDay(int row) const
{
    return row == 0 || timeOf(row).date() != timeOf(row - 1).date();
}

bool ChatModel::startsGroup(int row) const
{
    if (startsDay(row))
        return true;
    const ChatMessage &message = m_messages.at(row);
    const ChatMessage &before = m_messages.at(row - 1);
    return message.userId != before.userId || message.time - before.time > GroupPause;
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const ChatMessage &message = m_messages.at(row);
    switch (role) {
    case UserRole:
        return message.userId;
    case TextRole:
    case Qt::DisplayRole:
        return message.text;
    case TimeRole:
        return timeOf(row).time().toString(QStringLiteral("HH:mm"));
    case DayRole:
        return startsDay(row) ? Preferences::instance()->locale().toString(
                   timeOf(row).date(), Preferences::instance()->locale().dateFormat())
                              : QString();
    case StartsGroupRole:
        return startsGroup(row);
    case InitialRole:
        return initialOf(message.userId);
    case ColorRole:
        return colorOf(message.userId);
    case EditedRole:
        return message.editedAt != Timestamp();
    case DeletedRole:
        return message.deleted;
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatModel::roleNames() const
{
    return {{UserRole, "user"},   {TextRole, "text"},       {TimeRole, "time"},
            {DayRole, "day"},     {InitialRole, "initial"}, {StartsGroupRole, "startsGroup"},
            {ColorRole, "color"}, {EditedRole, "edited"},   {DeletedRole, "deleted"}};
}

} // namespace Tickwell
