// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NotificationLog.h"

#include "core/Log.h"
#include "jobs/DurableFile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

using Delivery = Notification::Delivery;

constexpr std::array Deliveries{Delivery::None, Delivery::Pending, Delivery::Sent,
                                Delivery::Failed};

QByteArray toLine(const Notification &notification)
{
    const QJsonObject json{{"id"_L1, qint64(notification.id)},
                           {"task"_L1, notification.taskId},
                           {"email"_L1, notification.email},
                           {"message"_L1, notification.message},
                           {"created"_L1, toMicros(notification.created)},
                           {"delivery"_L1, toString(notification.delivery)},
                           {"error"_L1, notification.error}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Notification> parseLine(const QByteArray &line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    const QString word = json["delivery"_L1].toString();
    const auto delivery = std::find_if(Deliveries.begin(), Deliveries.end(),
                                       [&](Delivery known) { return toString(known) == word; });
    const qint64 id = json["id"_L1].toInteger();
    if (id <= 0 || delivery == Deliveries.end())
        return std::nullopt;
    return Notification{quint64(id),
                        json["task"_L1].toString(),
                        json["email"_L1].toString(),
                        json["message"_L1].toString(),
                        fromMicros(json["created"_L1].toInteger()),
                        *delivery,
                        json["error"_L1].toString()};
}

/// Puts @p notification in its place: that of the same task, or the end.
void place(std::deque<Notification> &list, const Notification &notification)
{
    const auto same = std::find_if(list.rbegin(), list.rend(), [&](const Notification &known) {
        return known.taskId == notification.taskId;
    });
    if (same != list.rend()) {
        *same = notification;
        return;
    }
    list.push_back(notification);
    if (std::ssize(list) > NotificationLog::Kept)
        list.pop_front();
}

Result<void> appendDurably(const QString &path, const QByteArray &bytes)
{
    const int file = ::open(QFile::encodeName(path).constData(),
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written = file >= 0
        && ::write(file, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size()
        && ::fdatasync(file) == 0;
    const int reason = errno;
    if (file >= 0)
        ::close(file);
    if (!written)
        return failure(
            QStringLiteral("cannot write %1: %2")
                .arg(path, reason ? qt_error_string(reason) : QStringLiteral("the disk is full")),
            Error::Kind::Unavailable);
    return {};
}

} // namespace

NotificationLog::NotificationLog(QString file)
    : m_file(std::move(file))
{
}

Result<void> NotificationLog::load()
{
    const QMutexLocker disk(&m_diskMutex);
    QFile file(m_file);
    if (!file.exists())
        return {};
    if (!file.open(QFile::ReadOnly))
        return failure(QStringLiteral("cannot read %1: %2").arg(m_file, file.errorString()),
                       Error::Kind::Unavailable);
    std::deque<Notification> list;
    quint64 lastId = 0;
    bool damaged = false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        ++m_lines;
        const auto notification = parseLine(line);
        if (!notification || !line.endsWith('\n')) {
            // A line that a crash cut was never acknowledged.
            damaged = true;
            continue;
        }
        place(list, *notification);
        lastId = std::max(lastId, notification->id);
    }
    {
        const QMutexLocker memory(&m_mutex);
        m_newestLast = std::move(list);
        m_lastId = lastId;
    }
    return damaged || m_lines > Kept ? compact() : Result<void>();
}

Result<Notification> NotificationLog::put(Notification notification)
{
    const QMutexLocker disk(&m_diskMutex);
    {
        const QMutexLocker memory(&m_mutex);
        const auto same =
            std::find_if(m_newestLast.rbegin(), m_newestLast.rend(),
                         [&](const auto &known) { return known.taskId == notification.taskId; });
        if (same != m_newestLast.rend()) {
            notification.id = same->id;
            notification.created = same->created;
            if (notification == *same)
                return notification;
        } else {
            notification.id = m_lastId + 1;
        }
    }
    if (const auto appended = appendDurably(m_file, toLine(notification)); !appended) {
        // What was written of it would spoil the next line.
        if (const auto repaired = compact(); !repaired)
            qCWarning(lcJobs).noquote() << repaired.error().message;
        return tl::unexpected(appended.error());
    }
    ++m_lines;
    {
        const QMutexLocker memory(&m_mutex);
        m_lastId = std::max(m_lastId, notification.id);
        place(m_newestLast, notification);
    }
    if (m_lines > 4 * Kept) {
        if (const auto compacted = compact(); !compacted)
            qCWarning(lcJobs).noquote() << compacted.error().message;
    }
    return notification;
}

/// Writes anew what is known, instead of all that was ever said. Under m_diskMutex.
Result<void> NotificationLog::compact()
{
    QByteArray bytes;
    qsizetype lines = 0;
    {
        const QMutexLocker memory(&m_mutex);
        for (const Notification &notification : m_newestLast)
            bytes += toLine(notification);
        lines = std::ssize(m_newestLast);
    }
    return writeDurably(m_file, bytes).map([&] { m_lines = lines; });
}

std::optional<Notification> NotificationLog::of(const QString &taskId) const
{
    const QMutexLocker memory(&m_mutex);
    const auto found =
        std::find_if(m_newestLast.rbegin(), m_newestLast.rend(),
                     [&](const Notification &known) { return known.taskId == taskId; });
    return found == m_newestLast.rend() ? std::nullopt : std::optional(*found);
}

QList<Notification> NotificationLog::newest(qsizetype limit, std::optional<quint64> before) const
{
    const QMutexLocker memory(&m_mutex);
    QList<Notification> list;
    for (auto it = m_newestLast.rbegin(); it != m_newestLast.rend() && list.size() < limit; ++it) {
        if (!before || it->id < *before)
            list.append(*it);
    }
    return list;
}

} // namespace Tickwell
