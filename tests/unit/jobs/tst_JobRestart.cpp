// SPDX-License-Identifier: GPL-3.0-or-later
#include "JobFixture.h"

using namespace Tickwell;

/// What is left of jobs when the program ends, in order or not, and starts again.
class tst_JobRestart
    : public QObject
    , private JobFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void waitingJobsRunAfterARestart();
    void aRunningJobRunsAgainAfterAStop();
    void aRunningJobRunsAgainAfterACrash();
    void aJobThatKeepsCrashingTheProgramIsGivenUp();
    void endedJobsAreStillKnown();
    void aCancelledJobStaysCancelled();
    void triesAreCountedOn();
    void aFileThatIsNoJobIsLeftAlone();
    void whatACrashLeftHalfWrittenIsRemoved();
    void aSpoolWithoutAJobIsRemoved();
    void filesAreTheOwnersAlone();
};

void tst_JobRestart::waitingJobsRunAfterARestart()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    const QString id = accepted(u"text"_s);
    restart();
    m_work->gate.release(2);
    QTRY_COMPARE(status(id), u"completed"_s);
}

void tst_JobRestart::aRunningJobRunsAgainAfterAStop()
{
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    restart();
    QTRY_COMPARE(m_work->started().size(), 2);
    m_work->gate.release(1);
    QTRY_COMPARE(status(id), u"completed"_s);
}

void tst_JobRestart::aRunningJobRunsAgainAfterACrash()
{
    const QString id = accepted(u"wait"_s);
    QTRY_COMPARE(m_work->started().size(), 1);
    crash();
    m_work->gate.release(1);
    QTRY_COMPARE(status(id), u"completed"_s);
    QCOMPARE(m_work->started().size(), 1);
}

void tst_JobRestart::aJobThatKeepsCrashingTheProgramIsGivenUp()
{
    const QString id = accepted(u"wait"_s);
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(m_work->started().size(), 1);
        crash();
    }
    QCOMPARE(status(id), u"failed"_s);
    QCOMPARE(job(id).error, u"the program ended 3 times while it ran, so it is not run again"_s);
    QVERIFY(m_work->started().isEmpty());
    QCOMPARE(m_work->abandoned(), QStringList(u"wait"_s));
}

void tst_JobRestart::endedJobsAreStillKnown()
{
    const QString good = accepted(u"text"_s);
    const QString bad = accepted(u"fail"_s);
    QTRY_COMPARE(status(good), u"completed"_s);
    QTRY_COMPARE(status(bad), u"failed"_s);
    const Job before = job(good);
    crash();
    QCOMPARE(job(good), before);
    QCOMPARE(job(bad).error, u"it went wrong"_s);
    QVERIFY(m_work->started().isEmpty());
}

void tst_JobRestart::aCancelledJobStaysCancelled()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    const QString id = accepted(u"text"_s);
    const JobAnswer answer = cancel(id);
    QTRY_VERIFY(answer.succeeded());
    crash();
    QCOMPARE(status(id), u"cancelled"_s);
}

void tst_JobRestart::triesAreCountedOn()
{
    m_work->laterRuns = 2;
    m_work->laterDelay = 1h;
    const QString id = accepted(u"later"_s);
    QTRY_COMPARE(job(id).error, u"not now"_s);
    crash();
    m_work->laterRuns = 1;
    QTRY_COMPARE(status(id), u"completed"_s);
    QCOMPARE(m_work->started().size(), 1);
}

void tst_JobRestart::aFileThatIsNoJobIsLeftAlone()
{
    m_queue.reset();
    const QString name = u"/7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11.json"_s;
    for (const QString &path : {jobsFolder() + name, jobsFolder() + u"/notes.txt"_s}) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("{\"version\": 99}");
    }
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
    start();
    QVERIFY(m_queue->jobs({}, 10).isEmpty());
    QCOMPARE(files().size(), 2);
}

void tst_JobRestart::whatACrashLeftHalfWrittenIsRemoved()
{
    const QString id = accepted(u"text"_s);
    QTRY_COMPARE(status(id), u"completed"_s);
    m_queue.reset();
    QFile half(jobsFolder() + u'/' + id + u".json.XyZabc"_s);
    QVERIFY(half.open(QFile::WriteOnly));
    start();
    QCOMPARE(files(), QStringList(id + u".json"_s));
    QCOMPARE(status(id), u"completed"_s);
}

void tst_JobRestart::aSpoolWithoutAJobIsRemoved()
{
    m_queue.reset();
    QFile spool(jobsFolder() + u"/7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11.spool"_s);
    QVERIFY(spool.open(QFile::WriteOnly));
    start();
    QVERIFY(files().isEmpty());
}

void tst_JobRestart::filesAreTheOwnersAlone()
{
    accepted(u"wait"_s);
    accepted(u"wait"_s);
    const JobAnswer answer = send(DescribeRequest(), JobPriority::Normal, "a\r\n1\r\n");
    QTRY_VERIFY(answer.succeeded());
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    for (const QString &name : files())
        QCOMPARE(QFile::permissions(jobsFolder() + u'/' + name), owner);
    QCOMPARE(QFile::permissions(jobsFolder()), owner | QFile::ExeOwner | QFile::ExeUser);
}

QTEST_GUILESS_MAIN(tst_JobRestart)
#include "tst_JobRestart.moc"
