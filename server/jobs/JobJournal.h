// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "jobs/JobRecord.h"

#include <QList>

namespace Tickwell {

/// The jobs on disk: a file for each, and one more for what was sent along with it. Every call
/// blocks; different jobs may be written by different threads at once.
class JobJournal
{
public:
    /// @p folder is made when it is missing.
    explicit JobJournal(QString folder);

    /// All jobs, oldest first. What a crash left half written is removed; a file that cannot be
    /// understood stays, is named in the log, and is no job.
    [[nodiscard]] Result<QList<JobRecord>> load();

    /// On the disk when it returns. @p spool may be empty.
    [[nodiscard]] Result<void> accept(const JobRecord &record, const QByteArray &spool);
    /// Replaces what was there of it.
    [[nodiscard]] Result<void> write(const JobRecord &record);
    /// What was sent along is not needed any more.
    void removeSpool(const QString &id);
    void remove(const QString &id);

    [[nodiscard]] QString spoolOf(const QString &id) const;

private:
    [[nodiscard]] QString fileOf(const QString &id) const;

    QString m_folder;
};

} // namespace Tickwell
