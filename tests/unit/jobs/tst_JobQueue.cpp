// SPDX-License-Identifier: GPL-3.0-or-later
#include "JobFixture.h"

#include <QSignalSpy>
#include <QThread>

using namespace Tickwell;

/// What the queue promises, whatever the jobs do.
class tst_JobQueue
    : public QObject
    , private JobFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void aJobIsOnDiskWhenItIsAccepted();
    void aJobRunsAndItsResultIsKept();
    void aFailureIsKeptWithItsReason();
    void whatTheWorkThrowsIsAFailure();
    void whatWasSentAlongReachesTheWorkAndGoesWithTheEnd();
    void progressIsSeenWhileItRuns();
    void noMoreRunAtOnceThanMay();
    void mailDoesNotWaitForWork();
    void theMoreUrgentGoesFirst();
    void anOldJobIsNotOvertakenForever();

    void aFullQueueRefuses();
    void aFullSpoolRefuses();
    void aDiskThatTakesNothingRefuses();
    void aContextThatDiesGetsNoAnswerAndTheJobIsDone();

    void aWaitingJobIsCancelledAtOnce();
    void aRunningJobIsCancelled();
    void aCancelThatIsIgnoredIsAnsweredAllTheSame();
    void everybodyWhoCancelsIsAnswered();
    void aJobIsCancelledThoughItsCallerLeaves();
    void aCancelUnderWayEndsWithTheQueue();
    void anEndedJobCannotBeCancelled();
    void anUnknownJobCannotBeCancelled();
    void aRunThatTakesTooLongFails();
    void aFailureThatMayPassIsTriedAgain();
    void aJobThatWaitsForItsNextTryCanBeCancelled();

    void aCancelThatComesWithTheEndOfATryIsNotLost();

    void oldEndsAreForgotten();
    void tooManyEndsAreForgotten();
    void tooLargeResultsAreForgotten();
    void aForgottenJobLeavesNothing();

    void listsNewestFirst();
    void listsOneStatus();
    void countsEnds();
};

void tst_JobQueue::aJobIsOnDiskWhenItIsAccepted()
{
    const QString id = accepted(u"wait"_s);
    QVERIFY(files().contains(id + u".json"_s));
    QCOMPARE(m_work->prepared(), QStringList(u"wait"_s));
}

void tst_JobQueue::aJobRunsAndItsResultIsKept()
{
    const QString id = accepted(u"text"_s);
    QTRY_COMPARE(status(id), u"completed"_s);
    QCOMPARE(job(id).result, R"({"ok":true})");
    QCOMPARE(job(id).progress, 1.0);
    QCOMPARE(job(id).completed, m_clock.now());
}

void tst_JobQueue::aFailureIsKeptWithItsReason()
{
    const QString id = accepted(u"fail"_s);
    QTRY_COMPARE(status(id), u"failed"_s);
    QCOMPARE(job(id).error, u"it went wrong"_s);
    QVERIFY(job(id).result.isEmpty());
}

void tst_JobQueue::whatTheWorkThrowsIsAFailure()
{
    const QString id = accepted(u"throw"_s);
    QTRY_COMPARE(status(id), u"failed"_s);
    QCOMPARE(job(id).error, u"the program failed: a surprise"_s);
}

void tst_JobQueue::whatWasSentAlongReachesTheWorkAndGoesWithTheEnd()
{
    const JobAnswer answer = send(DescribeRequest(), JobPriority::Normal, "a,b\r\n1,2\r\n");
    QTRY_COMPARE(status(answer.id()), u"completed"_s);
    QCOMPARE(m_work->spool(), "a,b\r\n1,2\r\n");
    QCOMPARE(files(), QStringList(answer.id() + u".json"_s));
    QCOMPARE(m_queue->statistics().spooled, 0);
}

void tst_JobQueue::progressIsSeenWhileItRuns()
{
    QSignalSpy spy(m_queue.get(), &JobQueue::changed);
    const QString id = accepted(u"half"_s);
    QTRY_COMPARE(job(id).progress, 0.5);
    QTRY_VERIFY(!spy.isEmpty() && spy.last().first().value<Job>().progress == 0.5);
}

void tst_JobQueue::noMoreRunAtOnceThanMay()
{
    QStringList ids;
    for (int i = 0; i < 6; ++i)
        ids.append(accepted(u"wait"_s));
    QTRY_COMPARE(m_work->started().size(), 2);
    QCOMPARE(m_queue->statistics().running, 2);
    QCOMPARE(m_queue->statistics().queued, 4);
    m_work->gate.release(6);
    for (const QString &id : ids)
        QTRY_COMPARE(status(id), u"completed"_s);
    QCOMPARE(m_work->mostAtOnce(), 2);
}

void tst_JobQueue::mailDoesNotWaitForWork()
{
    for (int i = 0; i < 3; ++i)
        accepted(u"wait"_s);
    const JobAnswer mail = send(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QTRY_COMPARE(status(mail.id()), u"completed"_s);
}

void tst_JobQueue::theMoreUrgentGoesFirst()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    accepted(u"low"_s, JobPriority::Low);
    accepted(u"normal"_s);
    accepted(u"high"_s, JobPriority::High);
    QTRY_COMPARE(m_work->started().size(), 2);
    m_work->gate.release(1);
    QTRY_COMPARE(m_work->started().size(), 5);
    QCOMPARE(m_work->started().mid(2), QStringList({u"high"_s, u"normal"_s, u"low"_s}));
}

void tst_JobQueue::anOldJobIsNotOvertakenForever()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    accepted(u"low"_s, JobPriority::Low);
    m_clock.advance(61s);
    accepted(u"normal"_s);
    m_work->gate.release(1);
    QTRY_COMPARE(m_work->started().size(), 4);
    QCOMPARE(m_work->started().mid(2), QStringList({u"low"_s, u"normal"_s}));
}

void tst_JobQueue::aFullQueueRefuses()
{
    close();
    open({.waiting = 2});
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    QTRY_COMPARE(m_queue->statistics().running, 2);
    accepted(u"a"_s);
    accepted(u"b"_s);
    const JobAnswer refused = send(u"c"_s);
    QTRY_VERIFY(refused.came());
    QCOMPARE(refused.error().kind, Error::Kind::Limit);
    QCOMPARE(m_queue->statistics().refused, 1U);
    QCOMPARE(files().size(), 4);
}

void tst_JobQueue::aFullSpoolRefuses()
{
    close();
    open({.parallel = 1, .spool = 10});
    accepted(u"wait"_s);
    const JobAnswer fits = send(DescribeRequest(), JobPriority::Normal, QByteArray(10, 'x'));
    const JobAnswer refused = send(DescribeRequest(), JobPriority::Normal, "y");
    QTRY_VERIFY(refused.came());
    QCOMPARE(refused.error().kind, Error::Kind::Limit);
    QTRY_VERIFY(fits.succeeded());
    m_work->gate.release(1);
    QTRY_COMPARE(status(fits.id()), u"completed"_s);
    const JobAnswer again = send(DescribeRequest(), JobPriority::Normal, "y");
    QTRY_VERIFY(again.succeeded());
}

void tst_JobQueue::aDiskThatTakesNothingRefuses()
{
    QDir(jobsFolder()).removeRecursively();
    const JobAnswer refused = send(u"text"_s);
    QTRY_VERIFY(refused.came());
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QVERIFY(refused.error().message.contains(jobsFolder()));
    QCOMPARE(m_queue->statistics().queued, 0);
    QVERIFY(m_work->started().isEmpty());
}

void tst_JobQueue::aContextThatDiesGetsNoAnswerAndTheJobIsDone()
{
    JobAnswer answer;
    {
        QObject client;
        m_queue->submit(HashRequest{{}, u"text"_s}, JobPriority::Normal, {}, &client,
                        answer.taker());
    }
    QTRY_COMPARE(m_queue->jobs(JobStatus::Completed, 10).size(), 1);
    QVERIFY(!answer.came());
}

void tst_JobQueue::aWaitingJobIsCancelledAtOnce()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    const QString id = accepted(u"never"_s);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(toString(answer.job().status), u"cancelled"_s);
    QCOMPARE(m_work->abandoned(), QStringList(u"never"_s));
    m_work->gate.release(2);
    QTRY_COMPARE(m_queue->statistics().running, 0);
    QVERIFY(!m_work->started().contains(u"never"_s));
}

void tst_JobQueue::aRunningJobIsCancelled()
{
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(toString(answer.job().status), u"cancelled"_s);
    QCOMPARE(status(id), u"cancelled"_s);
}

void tst_JobQueue::aCancelThatIsIgnoredIsAnsweredAllTheSame()
{
    const QString id = accepted(u"deaf"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(toString(answer.job().status), u"processing"_s);
    m_work->gate.release(1);
    QTRY_COMPARE(status(id), u"completed"_s);
}

void tst_JobQueue::everybodyWhoCancelsIsAnswered()
{
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    const JobAnswer first = cancel(id);
    const JobAnswer second = cancel(id);
    QTRY_VERIFY(first.succeeded() && second.succeeded());
    QCOMPARE(toString(second.job().status), u"cancelled"_s);
}

void tst_JobQueue::aJobIsCancelledThoughItsCallerLeaves()
{
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    JobAnswer answer;
    {
        QObject client;
        cancelFor(&client, id, answer);
    }
    QTRY_COMPARE(status(id), u"cancelled"_s);
    QVERIFY(!answer.came());
}

void tst_JobQueue::aCancelUnderWayEndsWithTheQueue()
{
    const QString id = accepted(u"deaf"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    const JobAnswer answer = cancel(id);
    m_work->gate.release(1);
    close();
    QVERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
}

void tst_JobQueue::anEndedJobCannotBeCancelled()
{
    const QString id = accepted(u"text"_s);
    QTRY_COMPARE(status(id), u"completed"_s);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::Conflict);
    QCOMPARE(status(id), u"completed"_s);
}

void tst_JobQueue::anUnknownJobCannotBeCancelled()
{
    const JobAnswer answer = cancel(u"nobody"_s);
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::NotFound);
}

void tst_JobQueue::aRunThatTakesTooLongFails()
{
    close();
    open({.runTime = 50ms});
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(status(id), u"failed"_s);
    QCOMPARE(job(id).error, u"it was stopped because it took longer than 0.05 s"_s);
}

void tst_JobQueue::aFailureThatMayPassIsTriedAgain()
{
    m_work->laterRuns = 2;
    const QString id = accepted(u"later"_s);
    QTRY_COMPARE(status(id), u"completed"_s);
    QCOMPARE(m_work->started().size(), 3);
    QCOMPARE(m_queue->statistics().retried, 2U);
    QCOMPARE(m_queue->statistics().queued, 0);
    QVERIFY(job(id).error.isEmpty());
}

void tst_JobQueue::aJobThatWaitsForItsNextTryCanBeCancelled()
{
    m_work->laterDelay = 20ms;
    m_work->laterRuns = 1'000;
    const QString id = accepted(u"later"_s);
    QTRY_COMPARE(job(id).error, u"not now"_s);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    QTRY_COMPARE(status(id), u"cancelled"_s);
    const auto runs = m_work->started().size();
    QTest::qWait(60); // three times as long as the next try would take
    QCOMPARE(m_work->started().size(), runs);
    QCOMPARE(m_queue->statistics().queued, 0);
}

void tst_JobQueue::aCancelThatComesWithTheEndOfATryIsNotLost()
{
    m_work->laterDelay = 1h;
    const QString id = accepted(u"wait later"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    m_work->gate.release(1);
    // The run is over, and this thread has not heard of it.
    const auto isOver = [&] {
        QFile file(jobsFolder() + u'/' + id + u".json"_s);
        return file.open(QFile::ReadOnly) && file.readAll().contains("not now");
    };
    for (int i = 0; i < 5'000 && !isOver(); ++i)
        QThread::msleep(1);
    QVERIFY(isOver());
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(toString(answer.job().status), u"cancelled"_s);
    QCOMPARE(status(id), u"cancelled"_s);
    QCOMPARE(m_queue->statistics().queued, 0);
    crash();
    QCOMPARE(status(id), u"cancelled"_s);
}

void tst_JobQueue::oldEndsAreForgotten()
{
    close();
    open({.endedFor = 60s});
    const QString old = accepted(u"old"_s);
    QTRY_COMPARE(status(old), u"completed"_s);
    m_clock.advance(61s);
    const QString fresh = accepted(u"fresh"_s);
    QTRY_COMPARE(status(fresh), u"completed"_s);
    QVERIFY(!m_queue->job(old));
}

void tst_JobQueue::tooManyEndsAreForgotten()
{
    close();
    open({.ended = 2});
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.append(accepted(u"text"_s));
        QTRY_COMPARE(status(ids.last()), u"completed"_s);
    }
    QVERIFY(!m_queue->job(ids[0]));
    QVERIFY(m_queue->job(ids[1]) && m_queue->job(ids[2]));
}

void tst_JobQueue::tooLargeResultsAreForgotten()
{
    close();
    open({.results = 100});
    m_work->result = '"' + QByteArray(60, 'x') + '"';
    const QString first = accepted(u"text"_s);
    QTRY_COMPARE(status(first), u"completed"_s);
    const QString second = accepted(u"text"_s);
    QTRY_COMPARE(status(second), u"completed"_s);
    QVERIFY(!m_queue->job(first));
    QVERIFY(m_queue->job(second));
}

void tst_JobQueue::aForgottenJobLeavesNothing()
{
    close();
    open({.ended = 1, .files = 10});
    m_work->keptBytes = 6;
    QSignalSpy spy(m_queue.get(), &JobQueue::removed);
    const QString first = accepted(u"first"_s);
    QTRY_COMPARE(status(first), u"completed"_s);
    const QString second = accepted(u"second"_s);
    QTRY_COMPARE(status(second), u"completed"_s);
    QTRY_COMPARE(m_work->discarded(), QStringList(u"first"_s));
    QTRY_COMPARE(files(), QStringList(second + u".json"_s));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), first);
}

void tst_JobQueue::listsNewestFirst()
{
    const QString a = accepted(u"a"_s);
    const QString b = accepted(u"b"_s);
    const QString c = accepted(u"c"_s);
    const QList<Job> list = m_queue->jobs({}, 2);
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0].id, c);
    QCOMPARE(list[1].id, b);
    Q_UNUSED(a)
}

void tst_JobQueue::listsOneStatus()
{
    const QString bad = accepted(u"fail"_s);
    accepted(u"text"_s);
    QTRY_COMPARE(m_queue->jobs(JobStatus::Completed, 10).size(), 1);
    QTRY_COMPARE(m_queue->jobs(JobStatus::Failed, 10).size(), 1);
    QCOMPARE(m_queue->jobs(JobStatus::Failed, 10).first().id, bad);
    QVERIFY(m_queue->jobs(JobStatus::Completed, 10).first().result.isEmpty());
}

void tst_JobQueue::countsEnds()
{
    accepted(u"text"_s);
    accepted(u"text"_s);
    accepted(u"fail"_s);
    QTRY_COMPARE(m_queue->statistics().ended.value({"hash", "completed"}), 2U);
    QTRY_COMPARE(m_queue->statistics().ended.value({"hash", "failed"}), 1U);
}

QTEST_GUILESS_MAIN(tst_JobQueue)
#include "tst_JobQueue.moc"
