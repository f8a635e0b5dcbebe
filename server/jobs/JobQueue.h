// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"
#include "core/AsyncWaiter.h"
#include "core/Clock.h"
#include "core/Result.h"
#include "core/Statistics.h"
#include "jobs/EndedJobs.h"
#include "jobs/JobRun.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace Tickwell {

/// Jobs that wait, run and have ended. A job is on disk before it is accepted, and is run again
/// after a crash until it has ended: at least once. Lives on the server's thread, and so do all
/// callbacks; the work and the disk are on threads of its own.
class JobQueue : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<Job> &)>;

    /// @p folder holds the jobs' files. @p work and @p clock outlive it.
    JobQueue(const QString &folder, JobWork &work, const JobLimits &limits = {},
             const Clock &clock = Clock::system(), QObject *parent = nullptr);
    /// Waits for what runs.
    ~JobQueue() override;

    /// Takes up what an earlier run of the program left. Blocks; once, at first.
    [[nodiscard]] Result<void> load();

    /// Accepts a job, or fails: Limit when it has no room, Unavailable when the disk has none.
    /// @p answer is called later, unless @p context has died; the job is done all the same.
    /// @p spool is sent along, may be empty, and is kept until the job has ended.
    void submit(const JobRequest &request, JobPriority priority, const QByteArray &spool,
                QObject *context, Answer answer);

    [[nodiscard]] std::optional<Job> job(const QString &id) const;
    /// The newest @p limit, newest first; of one status only where one is given. Without results.
    [[nodiscard]] QList<Job> jobs(std::optional<JobStatus> status, qsizetype limit) const;

    /// Cancels a job, even if @p token is cancelled meanwhile. Comes back when it has ended, or
    /// with how it is after two seconds. Fails with NotFound, or Conflict when it had ended before.
    [[nodiscard]] Async<Job> cancel(QString id, CancelToken token);

    [[nodiscard]] JobStatistics statistics() const;

    /// Starts nothing more, and tells what runs to stop; after a restart it runs again.
    void stop();
    /// Waits for the threads to be idle; after stop(). Any thread, the server's last of all.
    void waitForDone();

signals:
    /// A job is new, goes on (at most four times a second), or has ended. Without its result.
    void changed(const Tickwell::Job &job);
    /// A job was forgotten.
    void removed(const QString &id);

private:
    /// Mail waits for other servers, and must not keep work waiting.
    enum Lane { Work, Mail, Lanes };
    using Number = quint64; ///< of a job, in the order of their acceptance
    using Turn = std::pair<Timestamp, Number>;

    struct Entry
    {
        JobRecord record;
        std::shared_ptr<JobControl> control; ///< while it runs
        QElapsedTimer running;
    };

    [[nodiscard]] static Lane laneOf(const Entry &entry);
    [[nodiscard]] static Turn turnOf(Number number, const Entry &entry);
    [[nodiscard]] static Job seen(const Entry &entry);
    [[nodiscard]] Result<void> refusal(qint64 spooled);
    Entry &add(const JobRecord &record);
    void enqueue(Number number);
    void startNext();
    void start(Number number, Entry &entry);
    void finish(Number number, const JobRun &run);
    void end(Number number, Entry &entry);
    void cancelWaiting(Number number, Entry &entry);
    Async<Job> endOf(Number number, CancelToken token);
    void tellWaiters(Number number, const Result<Job> &end);
    void look();
    void forgetOld();
    void forget(Number number);

    std::shared_ptr<JobJournal> m_journal; ///< shared with what is under way on other threads
    JobWork &m_work;
    const JobLimits m_limits;
    const Clock &m_clock;
    QThreadPool m_disk; ///< one thread
    std::array<QThreadPool, Lanes> m_threads;
    std::array<std::set<Turn>, Lanes> m_waiting; ///< who is next
    std::array<int, Lanes> m_running = {};
    std::map<Number, Entry> m_jobs;
    QHash<QString, Number> m_numbers;
    EndedJobs m_ended;
    std::multimap<Number, Waiter<Job> *> m_waiters; ///< for ends; in coroutines' frames
    Number m_lastNumber = 0;
    int m_accepting = 0; ///< on their way to the disk
    int m_queued = 0;
    qint64 m_spooled = 0;
    JobStatistics m_counted;
    QTimer m_lookTimer;
    QTimer m_forgetTimer;
    bool m_stopped = false;
};

} // namespace Tickwell
