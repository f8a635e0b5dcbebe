// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/JobQueue.h"

#include <QDir>
#include <QFile>
#include <QMutex>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace Tickwell {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Work that does as a test says. Its jobs are hashes of a text, which names what happens:
/// `wait` until the gate lets one through or it is told to stop, `deaf` the same without looking
/// whether it is told to stop, `fail`, `throw`, `later` (until `laterRuns` are over), `wait later`
/// both, `half` (sets its progress, then waits); all else completes at once.
class ScriptedWork final : public JobWork
{
public:
    JobOutcome run(const JobRecord &record, const QString &spool, JobControl &control) override
    {
        const QString text = textOf(record);
        {
            const QMutexLocker lock(&m_mutex);
            m_started.append(text);
            m_most = std::max(m_most, ++m_now);
            QFile file(spool);
            if (!spool.isEmpty() && file.open(QFile::ReadOnly))
                m_spool = file.readAll();
        }
        const JobOutcome outcome = act(text, record, control);
        const QMutexLocker lock(&m_mutex);
        --m_now;
        return outcome;
    }
    void prepare(const JobRecord &record) override { note(m_prepared, record); }
    void abandon(const JobRecord &record) const override { note(m_abandoned, record); }
    void discard(const JobRecord &record) override { note(m_discarded, record); }

    static QString textOf(const JobRecord &record)
    {
        if (const auto *hash = std::get_if<HashRequest>(&record.request))
            return hash->text;
        if (const auto *mail = std::get_if<NotifyRequest>(&record.request))
            return mail->message;
        return {};
    }

    [[nodiscard]] QStringList started() const { return copy(m_started); }
    [[nodiscard]] QStringList prepared() const { return copy(m_prepared); }
    [[nodiscard]] QStringList abandoned() const { return copy(m_abandoned); }
    [[nodiscard]] QStringList discarded() const { return copy(m_discarded); }
    [[nodiscard]] QByteArray spool() const { return copy(m_spool); }
    [[nodiscard]] int mostAtOnce() const { return copy(m_most); }

    QSemaphore gate;
    std::atomic<int> laterRuns = 1;
    std::chrono::milliseconds laterDelay{1};
    qint64 keptBytes = 0;
    QByteArray result = R"({"ok":true})";

private:
    JobOutcome act(const QString &text, const JobRecord &record, JobControl &control)
    {
        if (text == u"fail")
            return JobOutcome::failed(u"it went wrong"_s);
        if (text == u"throw")
            throw std::runtime_error("a surprise");
        if (text == u"later" && record.tries < laterRuns)
            return JobOutcome::later(u"not now"_s, laterDelay);
        if (text == u"half")
            control.setProgress(0.5);
        if (text == u"deaf")
            gate.acquire();
        if (text.startsWith(u"wait") || text == u"half") {
            while (!gate.tryAcquire(1, 2)) {
                if (control.stopped())
                    return JobOutcome::stopped();
            }
        }
        if (text == u"wait later"_s && record.tries < laterRuns)
            return JobOutcome::later(u"not now"_s, laterDelay);
        return JobOutcome::completed(result, keptBytes);
    }
    void note(QStringList &list, const JobRecord &record) const
    {
        const QMutexLocker lock(&m_mutex);
        list.append(textOf(record));
    }
    template<typename T>
    T copy(const T &value) const
    {
        const QMutexLocker lock(&m_mutex);
        return value;
    }

    mutable QMutex m_mutex;
    QStringList m_started;
    QStringList m_prepared;
    mutable QStringList m_abandoned;
    QStringList m_discarded;
    QByteArray m_spool;
    int m_now = 0;
    int m_most = 0;
};

/// A clock that stands still until it is told to move, and that workers may look at meanwhile.
class SharedClock final : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override { return fromMicros(m_micros); }
    void set(Timestamp time) { m_micros = toMicros(time); }
    void advance(Microseconds by) { m_micros += by.count(); }

private:
    std::atomic<qint64> m_micros = 0;
};

/// What came back of a request to the queue.
struct JobAnswer
{
    std::shared_ptr<std::optional<Result<Job>>> slot =
        std::make_shared<std::optional<Result<Job>>>();

    [[nodiscard]] JobQueue::Answer taker() const
    {
        return [to = slot](const Result<Job> &result) { *to = result; };
    }
    [[nodiscard]] bool came() const { return slot->has_value(); }
    [[nodiscard]] bool succeeded() const { return came() && slot->value().has_value(); }
    [[nodiscard]] QString id() const { return succeeded() ? slot->value()->id : QString(); }
    [[nodiscard]] Job job() const { return succeeded() ? *slot->value() : Job(); }
    [[nodiscard]] Error error() const
    {
        return came() && !slot->value() ? slot->value().error() : Error();
    }
};

/// A queue in a folder of its own, with a clock that stands still.
class JobFixture
{
protected:
    void open(const JobLimits &limits = {})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_clock.set(fromMicros(1'769'860'800'000'000));
        m_work = std::make_unique<ScriptedWork>();
        m_limits = limits;
        start();
    }
    void close()
    {
        m_work->gate.release(1'000);
        m_queue.reset();
    }
    void start()
    {
        m_queue = std::make_unique<JobQueue>(jobsFolder(), *m_work, m_limits, m_clock);
        m_loaded = m_queue->load();
        QVERIFY2(m_loaded, m_loaded ? "" : qPrintable(m_loaded.error().message));
    }
    /// As SIGTERM does it: what runs is told to stop.
    void restart()
    {
        m_queue.reset();
        start();
    }
    /// What a crash would leave on the disk now, in a folder of its own.
    void crash()
    {
        auto copy = std::make_unique<QTemporaryDir>();
        QDir().mkpath(copy->path() + u"/jobs"_s);
        const QDir jobs(jobsFolder());
        for (const QString &name : jobs.entryList(QDir::Files | QDir::Hidden))
            QFile::copy(jobs.filePath(name), copy->path() + u"/jobs/"_s + name);
        close();
        m_folder = std::move(copy);
        m_work = std::make_unique<ScriptedWork>();
        start();
    }

    [[nodiscard]] QString jobsFolder() const { return m_folder->path() + u"/jobs"_s; }
    [[nodiscard]] QStringList files() const
    {
        return QDir(jobsFolder()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    JobAnswer send(const JobRequest &request, JobPriority priority = JobPriority::Normal,
                   const QByteArray &spool = {})
    {
        JobAnswer answer;
        m_clock.advance(1ms);
        m_queue->submit(request, priority, spool, &m_client, answer.taker());
        return answer;
    }
    JobAnswer send(const QString &text, JobPriority priority = JobPriority::Normal)
    {
        return send(HashRequest{{}, text}, priority);
    }
    /// The id of a job that was accepted.
    QString accepted(const QString &text, JobPriority priority = JobPriority::Normal)
    {
        const JobAnswer answer = send(text, priority);
        [&] { QTRY_VERIFY(answer.succeeded()); }();
        return answer.id();
    }
    JobAnswer cancel(const QString &id)
    {
        JobAnswer answer;
        cancelFor(&m_client, id, answer);
        return answer;
    }
    void cancelFor(QObject *client, const QString &id, JobAnswer &answer)
    {
        const Work<Job> work = [this, id](const CancelToken &token) {
            return m_queue->cancel(id, token);
        };
        Tickwell::start<Job>(client, work, answer.taker());
    }
    [[nodiscard]] Job job(const QString &id) const { return m_queue->job(id).value_or(Job()); }
    [[nodiscard]] QString status(const QString &id) const { return toString(job(id).status); }

    std::unique_ptr<QTemporaryDir> m_folder;
    SharedClock m_clock;
    std::unique_ptr<ScriptedWork> m_work;
    JobLimits m_limits;
    std::unique_ptr<JobQueue> m_queue;
    Result<void> m_loaded;
    QObject m_client;
};

} // namespace Tickwell
