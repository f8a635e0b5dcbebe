// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>

namespace Tickwell {

enum class JobKind { Describe, Export, Hash, Notify };
enum class JobStatus { Queued, Processing, Completed, Failed, Cancelled };
/// Who goes first. A job overtakes those of the next higher one that came a minute after it.
enum class JobPriority { Low = -1, Normal = 0, High = 1 };

/// The words of the API: `describe export hash notify`, `queued processing …`, `low normal high`.
[[nodiscard]] QString toString(JobKind kind);
[[nodiscard]] QString toString(JobStatus status);
[[nodiscard]] QString toString(JobPriority priority);
[[nodiscard]] std::optional<JobKind> parseJobKind(QStringView text);
[[nodiscard]] std::optional<JobStatus> parseJobStatus(QStringView text);
[[nodiscard]] std::optional<JobPriority> parseJobPriority(QStringView text);

/// True of a job that has come to its end, whichever.
[[nodiscard]] bool isEnded(JobStatus status);

/// What is to be seen of a job at one moment.
struct Job
{
    QString id; ///< a UUID
    JobKind kind = JobKind::Describe;
    JobStatus status = JobStatus::Queued;
    JobPriority priority = JobPriority::Normal;
    double progress = 0; ///< 0 to 1
    QString subject;     ///< what it works on, for a person: a path, a data set, an address
    Timestamp created;
    std::optional<Timestamp> completed = {}; ///< when it ended, however it did
    QByteArray result;                       ///< JSON; empty unless it is completed
    QString error;                           ///< why it failed, or is tried again; for a person

    friend bool operator==(const Job &, const Job &) = default;
};

} // namespace Tickwell

Q_DECLARE_METATYPE(Tickwell::Job)
