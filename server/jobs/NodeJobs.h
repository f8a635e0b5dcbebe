// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/SmtpOptions.h"
#include "jobs/FilesFolder.h"
#include "jobs/JobWork.h"
#include "jobs/NotificationLog.h"

#include <functional>

namespace Tickwell {

class Store;

/// The four kinds of jobs of a node: describe, export, hash and notify.
class NodeJobs final : public JobWork
{
public:
    using Notified = std::function<void(const Notification &)>;

    /// All of them outlive it. @p parallel: how many of its jobs run at once.
    NodeJobs(const FilesFolder &files, const Store &store, NotificationLog &notifications,
             const SmtpOptions &smtp, int parallel = 2);

    /// Is called on a worker thread when a notification is new or its delivery has changed. Set it
    /// before the first job.
    void setNotified(Notified notified) { m_notified = std::move(notified); }

    [[nodiscard]] JobOutcome run(const JobRecord &record, const QString &spool,
                                 JobControl &control) override;
    void prepare(const JobRecord &record) override;
    void abandon(const JobRecord &record) const override;
    void discard(const JobRecord &record) override;

private:
    [[nodiscard]] JobOutcome describe(const DescribeRequest &request, const QString &spool,
                                      JobControl &control) const;
    [[nodiscard]] JobOutcome exportRows(const JobRecord &record, JobControl &control) const;
    [[nodiscard]] JobOutcome hash(const HashRequest &request, JobControl &control) const;
    [[nodiscard]] JobOutcome notify(const NotifyRequest &request, const JobRecord &record,
                                    const JobControl &control) const;
    [[nodiscard]] Notification notificationOf(const JobRecord &record) const;
    [[nodiscard]] bool wasSent(const JobRecord &record) const;
    Result<void> note(const Notification &notification) const;

    const FilesFolder &m_files;
    const Store &m_store;
    NotificationLog &m_notifications;
    const SmtpOptions m_smtp;
    const int m_parallel;
    Notified m_notified;
};

} // namespace Tickwell
