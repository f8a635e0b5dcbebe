// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Notification.h"
#include "core/Result.h"

#include <QList>
#include <QMutex>
#include <QString>

#include <deque>
#include <optional>

namespace Tickwell {

/// The newest notifications, in memory and in a file. Any thread; appending blocks for the disk.
class NotificationLog
{
public:
    static constexpr qsizetype Kept = 1000;

    explicit NotificationLog(QString file);

    /// Reads what an earlier run left. Blocks; once, at first.
    [[nodiscard]] Result<void> load();

    /// Appends @p notification, whose id it chooses, or replaces what the same task said before.
    /// It is on the disk when this returns. Worker threads.
    [[nodiscard]] Result<Notification> put(Notification notification);

    /// What the task of this id said.
    [[nodiscard]] std::optional<Notification> of(const QString &taskId) const;

    /// The newest @p limit with an id below @p before, newest first.
    [[nodiscard]] QList<Notification> newest(qsizetype limit,
                                             std::optional<quint64> before = {}) const;

private:
    [[nodiscard]] Result<void> compact();

    const QString m_file;
    mutable QMutex m_mutex; ///< of what is in memory; never held for the disk
    QMutex m_diskMutex;     ///< of the file
    std::deque<Notification> m_newestLast;
    quint64 m_lastId = 0;
    qsizetype m_lines = 0; ///< in the file; under m_diskMutex
};

} // namespace Tickwell
