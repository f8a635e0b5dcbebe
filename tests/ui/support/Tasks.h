// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Job.h"
#include "core/Notification.h"

namespace Tickwell {

/// 2025-11-21 07:42:27 UTC, where the tests' tasks begin.
inline constexpr qint64 TasksBegin = 1'763'710'947'000'000;

/// A task that came @p second seconds after the first, and ended, if it did, a minute later.
inline Job makeTask(const QString &id, JobKind kind, const QString &subject, JobStatus status,
                    int second = 0)
{
    Job task;
    task.id = id;
    task.kind = kind;
    task.subject = subject;
    task.status = status;
    task.created = fromMicros(TasksBegin) + std::chrono::seconds(second);
    if (isEnded(status))
        task.completed = task.created + std::chrono::seconds(60);
    return task;
}

inline Notification makeNotification(quint64 id, const QString &email, const QString &message)
{
    Notification notification;
    notification.id = id;
    notification.taskId = QString::number(id);
    notification.email = email;
    notification.message = message;
    notification.created = fromMicros(TasksBegin) + std::chrono::seconds(id);
    return notification;
}

} // namespace Tickwell
