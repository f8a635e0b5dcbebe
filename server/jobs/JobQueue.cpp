// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobQueue.h"

#include "core/AsyncTimeout.h"
#include "core/Background.h"
#include "core/Log.h"

#include <QUuid>

namespace Tickwell {

namespace {

constexpr std::chrono::milliseconds LookEvery{250};
constexpr std::chrono::minutes ForgetEvery{1};
constexpr std::chrono::seconds CancelWait{2};
/// By how much one priority goes before the next.
constexpr std::chrono::minutes PriorityLead{1};

struct Subject
{
    QString operator()(const DescribeRequest &describe) const { return describe.path; }
    QString operator()(const ExportRequest &asked) const
    {
        const ExportQuery &query = asked.query;
        return (toString(query.dataSet) + u' ' + query.symbol).trimmed();
    }
    QString operator()(const HashRequest &hash) const { return hash.path; }
    QString operator()(const NotifyRequest &notify) const { return notify.email; }
};

} // namespace

JobQueue::JobQueue(const QString &folder, JobWork &work, const JobLimits &limits,
                   const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_journal(std::make_shared<JobJournal>(folder))
    , m_work(work)
    , m_limits(limits)
    , m_clock(clock)
    , m_ended(limits)
{
    m_disk.setMaxThreadCount(1);
    m_threads[Work].setMaxThreadCount(limits.parallel);
    m_threads[Mail].setMaxThreadCount(1);
    m_lookTimer.setInterval(LookEvery);
    connect(&m_lookTimer, &QTimer::timeout, this, &JobQueue::look);
    m_forgetTimer.setInterval(ForgetEvery);
    connect(&m_forgetTimer, &QTimer::timeout, this, &JobQueue::forgetOld);
    m_forgetTimer.start();
}

JobQueue::~JobQueue()
{
    stop();
    waitForDone();
    while (!m_waiters.empty())
        tellWaiters(m_waiters.begin()->first, cancelled());
}

Result<void> JobQueue::load()
{
    const auto records = m_journal->load();
    if (!records)
        return tl::unexpected(records.error());
    for (JobRecord record : *records) {
        Job &job = record.job;
        if (job.status == JobStatus::Processing) {
            job.status = JobStatus::Queued;
            if (++record.interruptions >= m_limits.interruptions) {
                job.status = JobStatus::Failed;
                job.completed = m_clock.now();
                job.error = QStringLiteral("the program ended %1 times while it ran, so it is not "
                                           "run again")
                                .arg(record.interruptions);
                if (const auto written = m_journal->write(record); !written)
                    return written;
                m_journal->removeSpool(job.id);
                m_work.abandon(record);
            }
        }
        Entry &entry = add(record);
        const Number number = m_lastNumber;
        if (isEnded(job.status)) {
            m_ended.add(number, record);
        } else {
            ++m_queued;
            m_spooled += record.spooled;
            m_waiting[laneOf(entry)].insert(turnOf(number, entry));
        }
    }
    if (m_queued > 0)
        qCInfo(lcJobs) << m_queued << "jobs of an earlier run go on";
    forgetOld();
    startNext();
    return {};
}

JobQueue::Lane JobQueue::laneOf(const Entry &entry)
{
    return entry.record.job.kind == JobKind::Notify ? Mail : Work;
}

JobQueue::Turn JobQueue::turnOf(Number number, const Entry &entry)
{
    const Job &job = entry.record.job;
    return {job.created - static_cast<int>(job.priority) * PriorityLead, number};
}

Job JobQueue::seen(const Entry &entry)
{
    Job job = entry.record.job;
    if (entry.control)
        job.progress = entry.control->progress();
    return job;
}

JobQueue::Entry &JobQueue::add(const JobRecord &record)
{
    const Number number = ++m_lastNumber;
    m_numbers.insert(record.job.id, number);
    return m_jobs.emplace(number, Entry{record, {}, {}}).first->second;
}

Result<void> JobQueue::refusal(qint64 spooled)
{
    if (m_stopped)
        return failure(QStringLiteral("the server is shutting down"), Error::Kind::Unavailable);
    if (m_queued + m_accepting >= m_limits.waiting)
        return failure(QStringLiteral("%1 tasks are waiting already; try again when some are done")
                           .arg(m_queued + m_accepting),
                       Error::Kind::Limit);
    if (m_spooled + spooled > m_limits.spool)
        return failure(QStringLiteral("the tasks that wait hold %1 MiB already; try again when "
                                      "some are done")
                           .arg(m_spooled >> 20),
                       Error::Kind::Limit);
    return {};
}

void JobQueue::submit(const JobRequest &request, JobPriority priority, const QByteArray &spool,
                      QObject *context, Answer answer)
{
    const auto answerLater = [guard = QPointer<QObject>(context),
                              answer = std::move(answer)](const Result<Job> &result) {
        if (guard)
            answer(result);
    };
    if (const auto refused = refusal(spool.size()); !refused) {
        ++m_counted.refused;
        QMetaObject::invokeMethod(
            this, [answerLater, error = refused.error()] { answerLater(tl::unexpected(error)); },
            Qt::QueuedConnection);
        return;
    }
    JobRecord record;
    record.request = request;
    record.spooled = spool.size();
    record.job.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.job.kind = kindOf(request);
    record.job.priority = priority;
    record.job.subject = std::visit(Subject(), request);
    record.job.created = m_clock.now();
    ++m_accepting;
    m_spooled += record.spooled;
    runInBackground(
        &m_disk, this,
        [journal = m_journal, &work = m_work, record, spool] {
            const auto accepted = journal->accept(record, spool);
            if (accepted)
                work.prepare(record);
            return accepted;
        },
        [this, record, answerLater](const Result<void> &accepted) {
            --m_accepting;
            if (!accepted) {
                m_spooled -= record.spooled;
                ++m_counted.refused;
                return answerLater(tl::unexpected(accepted.error()));
            }
            Entry &entry = add(record);
            const Number number = m_lastNumber;
            ++m_queued;
            emit changed(seen(entry));
            enqueue(number);
            answerLater(seen(m_jobs.at(number)));
        });
}

void JobQueue::enqueue(Number number)
{
    const Entry &entry = m_jobs.at(number);
    m_waiting[laneOf(entry)].insert(turnOf(number, entry));
    startNext();
}

void JobQueue::startNext()
{
    if (m_stopped)
        return;
    for (const Lane lane : {Work, Mail}) {
        while (m_running[lane] < m_threads[lane].maxThreadCount() && !m_waiting[lane].empty()) {
            const Number number = m_waiting[lane].extract(m_waiting[lane].begin()).value().second;
            start(number, m_jobs.at(number));
        }
    }
}

void JobQueue::start(Number number, Entry &entry)
{
    --m_queued;
    ++m_running[laneOf(entry)];
    entry.record.job.status = JobStatus::Processing;
    entry.control = std::make_shared<JobControl>();
    entry.running.start();
    if (!m_lookTimer.isActive())
        m_lookTimer.start();
    emit changed(seen(entry));
    runInBackground(
        &m_threads[laneOf(entry)], this,
        [record = entry.record, control = entry.control, journal = m_journal, &work = m_work,
         &clock = m_clock, runTime = m_limits.runTime] {
            return runJob(record, work, *control, *journal, clock, runTime);
        },
        [this, number](const JobRun &run) { finish(number, run); });
}

void JobQueue::finish(Number number, const JobRun &run)
{
    Entry &entry = m_jobs.at(number);
    --m_running[laneOf(entry)];
    entry.record = run.record;
    const auto reason = std::exchange(entry.control, {})->reason();
    const bool ended = isEnded(entry.record.job.status);
    if (ended) {
        end(number, entry);
    } else if (reason == JobControl::Reason::Cancelled) {
        // It was told so when its run was over already, and this thread did not know.
        ++m_queued;
        cancelWaiting(number, entry);
    } else {
        ++m_queued;
        ++m_counted.retried;
        emit changed(seen(entry));
        // Until then it is in no lane; whoever cancels it finds it queued all the same.
        QTimer::singleShot(run.delay, this, [this, number] {
            const auto found = m_jobs.find(number);
            if (found != m_jobs.end() && found->second.record.job.status == JobStatus::Queued)
                enqueue(number);
        });
    }
    const Job job = entry.record.job;
    if (m_running[Work] + m_running[Mail] == 0)
        m_lookTimer.stop();
    forgetOld();
    startNext();
    if (ended)
        tellWaiters(number, job);
}

/// Books a job that has ended, as its record says.
void JobQueue::end(Number number, Entry &entry)
{
    const Job &job = entry.record.job;
    m_spooled -= entry.record.spooled;
    m_ended.add(number, entry.record);
    ++m_counted.ended[{toString(job.kind).toLatin1(), toString(job.status).toLatin1()}];
    Job told = job;
    told.result.clear();
    emit changed(told);
}

std::optional<Job> JobQueue::job(const QString &id) const
{
    const auto number = m_numbers.constFind(id);
    if (number == m_numbers.constEnd())
        return std::nullopt;
    return seen(m_jobs.at(*number));
}

QList<Job> JobQueue::jobs(std::optional<JobStatus> status, qsizetype limit) const
{
    QList<Job> list;
    for (auto it = m_jobs.crbegin(); it != m_jobs.crend() && list.size() < limit; ++it) {
        if (status && it->second.record.job.status != *status)
            continue;
        list.append(seen(it->second));
        list.last().result.clear();
    }
    return list;
}

Async<Job> JobQueue::cancel(QString id, CancelToken token)
{
    const Number number = m_numbers.value(id);
    const auto found = m_jobs.find(number);
    if (found == m_jobs.end())
        co_return failure(QStringLiteral("there is no task %1").arg(id), Error::Kind::NotFound);
    Entry &entry = found->second;
    if (isEnded(entry.record.job.status))
        co_return failure(QStringLiteral("the task has ended already: it is %1")
                              .arg(toString(entry.record.job.status)),
                          Error::Kind::Conflict);
    if (!entry.control) {
        // However slow the disk: told before, it would run again after a crash.
        cancelWaiting(number, entry);
        co_return co_await endOf(number, token);
    }
    entry.control->stop(JobControl::Reason::Cancelled);
    const Tickwell::Work<Job> end = [this, number](const CancelToken &scope) {
        return endOf(number, scope);
    };
    auto ended = co_await withTimeout(Timers::system(), CancelWait, QStringLiteral("It goes on"),
                                      end, token);
    if (!ended && ended.error().kind == Error::Kind::TimedOut) {
        if (const auto now = job(id))
            co_return *now;
    }
    co_return ended;
}

/// Waits until the job has ended and its end is on disk.
Async<Job> JobQueue::endOf(Number number, CancelToken token)
{
    Waiter<Job> waiter(token);
    const auto place = m_waiters.emplace(number, &waiter);
    auto end = co_await waiter;
    if (!end && token.isCancelled())
        m_waiters.erase(place); // whoever else settles it has taken it out
    co_return end;
}

/// One by one: whoever is told may end others that wait.
void JobQueue::tellWaiters(Number number, const Result<Job> &end)
{
    for (auto first = m_waiters.find(number); first != m_waiters.end();
         first = m_waiters.find(number)) {
        Waiter<Job> &waiter = *first->second;
        m_waiters.erase(first);
        waiter.settle(Result<Job>(end));
    }
}

void JobQueue::cancelWaiting(Number number, Entry &entry)
{
    m_waiting[laneOf(entry)].erase(turnOf(number, entry));
    --m_queued;
    Job &job = entry.record.job;
    job.status = JobStatus::Cancelled;
    job.completed = m_clock.now();
    job.error.clear();
    end(number, entry);
    runInBackground(
        &m_disk, this,
        [journal = m_journal, &work = m_work, record = entry.record] {
            const auto written = journal->write(record);
            if (written)
                journal->removeSpool(record.job.id);
            work.abandon(record);
            return written;
        },
        [this, number, job](const Result<void> &written) {
            tellWaiters(number, written.map([&job] { return job; }));
        });
}

JobStatistics JobQueue::statistics() const
{
    JobStatistics statistics = m_counted;
    statistics.queued = m_queued + m_accepting;
    statistics.running = m_running[Work] + m_running[Mail];
    statistics.spooled = m_spooled;
    return statistics;
}

/// At what runs: how far it is, and whether it takes too long.
void JobQueue::look()
{
    for (auto &[number, entry] : m_jobs) {
        if (!entry.control)
            continue;
        if (entry.running.hasExpired(m_limits.runTime.count()))
            entry.control->stop(JobControl::Reason::TimedOut);
        const double progress = entry.control->progress();
        if (progress != entry.record.job.progress) {
            entry.record.job.progress = progress;
            emit changed(seen(entry));
        }
    }
}

void JobQueue::forgetOld()
{
    while (const auto number = m_ended.excess(m_clock.now()))
        forget(*number);
}

void JobQueue::forget(Number number)
{
    const JobRecord record = m_jobs.at(number).record;
    m_ended.remove(number, record);
    m_numbers.remove(record.job.id);
    m_jobs.erase(number);
    m_disk.start(handedOver([journal = m_journal, &work = m_work, record] {
        work.discard(record);
        journal->remove(record.job.id);
    }));
    emit removed(record.job.id);
}

void JobQueue::stop()
{
    m_stopped = true;
    m_lookTimer.stop();
    m_forgetTimer.stop();
    for (auto &[number, entry] : m_jobs) {
        if (entry.control)
            entry.control->stop(JobControl::Reason::ShuttingDown);
    }
}

void JobQueue::waitForDone()
{
    for (QThreadPool &threads : m_threads)
        threads.waitForDone();
    m_disk.waitForDone();
}

} // namespace Tickwell
