// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NodeJobs.h"
#include "store/SqliteStore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What each kind of job does; mail goes to a server of its own in the integration tests.
class tst_NodeJobs : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void describesAFile();
    void describesWhatWasSentAlong();
    void anErrorDoesNotTellWhereTheDataFolderIs();
    void aFileThatHasGoneFailsTheJob();
    void aLinkThatCameLaterDoesNotLeadOut();
    void aDescriptionStopsWhenItIsTold();
    void hashesAFile();
    void hashesAText();
    void aHashStopsWhenItIsTold();
    void exportsToAFile();
    void anExportRemovesWhatACrashLeft();
    void aForgottenExportTakesItsFileAlong();
    void anExportStopsWhenItIsToldAndLeavesNothing();
    void aNotificationIsNotedWithoutAMailServer();
    void aRepeatedRunNotesItOnce();
    void aMailServerThatIsAwayMeansLater();
    void theDelayGrows();
    void theLastTryFails();
    void whatWasSentBeforeACrashIsNotSentAgain();
    void anAbandonedNotificationIsMarked();

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_files->at(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(content);
    }
    static JobRecord record(const JobRequest &request)
    {
        JobRecord record;
        record.job.id = u"7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11"_s;
        record.job.kind = kindOf(request);
        record.request = request;
        return record;
    }
    JobOutcome run(const JobRequest &request, const QString &spool = {})
    {
        return m_jobs->run(record(request), spool, *m_control);
    }
    /// Mail goes where nobody listens.
    void useMail(int tries)
    {
        SmtpOptions smtp;
        smtp.url = u"smtp://127.0.0.1:1"_s;
        smtp.from = u"tickwell@example.org"_s;
        smtp.startTls = false;
        smtp.tries = tries;
        smtp.retryDelay = std::chrono::seconds(10);
        m_jobs = std::make_unique<NodeJobs>(*m_files, *m_store, *m_log, smtp);
    }
    [[nodiscard]] QStringList exports() const
    {
        return QDir(m_files->at(u"exports"_s)).entryList(QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<FilesFolder> m_files;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<NotificationLog> m_log;
    std::unique_ptr<NodeJobs> m_jobs;
    std::unique_ptr<JobControl> m_control;
};

using End = JobOutcome::End;

void tst_NodeJobs::init()
{
    m_jobs.reset();
    m_store.reset();
    m_root = std::make_unique<QTemporaryDir>();
    m_files = std::make_unique<FilesFolder>(m_root->path() + u"/files"_s);
    QVERIFY(m_files->make());
    auto store = openSqliteStore(m_root->path());
    QVERIFY(store);
    m_store = std::move(*store);
    m_log = std::make_unique<NotificationLog>(m_root->path() + u"/notifications"_s);
    m_jobs = std::make_unique<NodeJobs>(*m_files, *m_store, *m_log, SmtpOptions());
    m_control = std::make_unique<JobControl>();
}

void tst_NodeJobs::describesAFile()
{
    write(u"a.csv"_s, "n\n2\n4\n");
    const JobOutcome outcome = run(DescribeRequest{u"a.csv"_s});
    QVERIFY(outcome.end == End::Completed);
    QVERIFY(outcome.result.contains("\"mean\":3"));
    QCOMPARE(m_control->progress(), 1.0);
}

void tst_NodeJobs::describesWhatWasSentAlong()
{
    write(u"spool"_s, "n\n2\n4\n");
    QVERIFY(run(DescribeRequest(), m_files->at(u"spool"_s)).result.contains("\"mean\":3"));
}

void tst_NodeJobs::anErrorDoesNotTellWhereTheDataFolderIs()
{
    write(u"bad.csv"_s, "a,b\n1,2,3\n");
    const JobOutcome outcome = run(DescribeRequest{u"bad.csv"_s});
    QVERIFY(outcome.end == End::Failed);
    QVERIFY(outcome.error.contains(u"ine 2"_s));
    QVERIFY(!outcome.error.contains(m_root->path()));
}

void tst_NodeJobs::aFileThatHasGoneFailsTheJob()
{
    QCOMPARE(run(DescribeRequest{u"gone.csv"_s}).error, u"there is no file \"gone.csv\""_s);
    QCOMPARE(run(HashRequest{u"gone.csv"_s, {}}).error, u"there is no file \"gone.csv\""_s);
}

void tst_NodeJobs::aLinkThatCameLaterDoesNotLeadOut()
{
    QVERIFY(QFile::link(u"/etc/passwd"_s, m_files->at(u"a.csv"_s)));
    QVERIFY(run(HashRequest{u"a.csv"_s, {}}).end == End::Failed);
}

void tst_NodeJobs::aDescriptionStopsWhenItIsTold()
{
    write(u"a.csv"_s, "n\n2\n4\n");
    m_control->stop(JobControl::Reason::Cancelled);
    QVERIFY(run(DescribeRequest{u"a.csv"_s}).end == End::Stopped);
}

void tst_NodeJobs::hashesAFile()
{
    write(u"a"_s, QByteArray(3'000'000, 'x'));
    const JobOutcome outcome = run(HashRequest{u"a"_s, {}});
    QCOMPARE(outcome.result,
             "{\"hash\":\""
                 + QCryptographicHash::hash(QByteArray(3'000'000, 'x'), QCryptographicHash::Sha256)
                       .toHex()
                 + "\",\"bytes\":3000000}");
}

void tst_NodeJobs::hashesAText()
{
    QCOMPARE(
        run(HashRequest{{}, u"abc"_s}).result,
        R"({"hash":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","bytes":3})");
}

void tst_NodeJobs::aHashStopsWhenItIsTold()
{
    write(u"a"_s, "x");
    m_control->stop(JobControl::Reason::TimedOut);
    QVERIFY(run(HashRequest{u"a"_s, {}}).end == End::Stopped);
}

void tst_NodeJobs::exportsToAFile()
{
    const JobOutcome outcome = run(ExportRequest{{DataSet::Ticks, {}, {}, {}, {}}});
    QVERIFY2(outcome.end == End::Completed, qPrintable(outcome.error));
    QCOMPARE(exports(), QStringList(u"ticks-7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11.csv"_s));
    QVERIFY(outcome.kept > 0);
    QVERIFY(m_files->resolve(u"exports/"_s + exports().first()));
}

void tst_NodeJobs::anExportRemovesWhatACrashLeft()
{
    write(u"exports/ticks-7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11.csv.AbCdEf"_s, "half");
    write(u"exports/other.csv"_s, "another's");
    QVERIFY(run(ExportRequest()).end == End::Completed);
    QCOMPARE(exports().size(), 2);
}

void tst_NodeJobs::aForgottenExportTakesItsFileAlong()
{
    QVERIFY(run(ExportRequest()).end == End::Completed);
    m_jobs->discard(record(ExportRequest()));
    QVERIFY(exports().isEmpty());
}

void tst_NodeJobs::anExportStopsWhenItIsToldAndLeavesNothing()
{
    m_control->stop(JobControl::Reason::Cancelled);
    QVERIFY(run(ExportRequest()).end == End::Stopped);
    QVERIFY(exports().isEmpty());
}

void tst_NodeJobs::aNotificationIsNotedWithoutAMailServer()
{
    QList<Notification> told;
    m_jobs->setNotified([&told](const Notification &notification) { told.append(notification); });
    const JobOutcome outcome = run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QVERIFY(outcome.end == End::Completed);
    QCOMPARE(told.size(), 1);
    QCOMPARE(m_log->newest(9), told);
    QCOMPARE(toString(told.first().delivery), u"none"_s);
}

void tst_NodeJobs::aRepeatedRunNotesItOnce()
{
    int told = 0;
    m_jobs->setNotified([&told](const Notification &) { ++told; });
    m_jobs->prepare(record(NotifyRequest{u"ana@example.com"_s, u"hello"_s}));
    run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QCOMPARE(m_log->newest(9).size(), 1);
    QCOMPARE(told, 1);
}

void tst_NodeJobs::aMailServerThatIsAwayMeansLater()
{
    useMail(3);
    const JobOutcome outcome = run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QVERIFY(outcome.end == End::Later);
    QVERIFY(outcome.error.contains(u"127.0.0.1:1"_s));
    QCOMPARE(toString(m_log->newest(1).first().delivery), u"pending"_s);
    QCOMPARE(m_log->newest(1).first().error, outcome.error);
}

void tst_NodeJobs::theDelayGrows()
{
    useMail(20);
    JobRecord mail = record(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QList<qint64> seconds;
    for (const int tries : {0, 1, 2, 18}) {
        mail.tries = tries;
        seconds.append(m_jobs->run(mail, {}, *m_control).delay.count() / 1'000);
    }
    QCOMPARE(seconds, QList<qint64>({10, 30, 90, 3'600}));
}

void tst_NodeJobs::theLastTryFails()
{
    useMail(1);
    const JobOutcome outcome = run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QVERIFY(outcome.end == End::Failed);
    QCOMPARE(toString(m_log->newest(1).first().delivery), u"failed"_s);
}

void tst_NodeJobs::whatWasSentBeforeACrashIsNotSentAgain()
{
    useMail(3);
    run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    Notification sent = m_log->newest(1).first();
    sent.delivery = Notification::Delivery::Sent;
    QVERIFY(m_log->put(sent));
    const JobOutcome outcome = run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    QVERIFY(outcome.end == End::Completed);
    QCOMPARE(outcome.result, QByteArray(R"({"delivery":"sent"})"));
    m_jobs->abandon(record(NotifyRequest{u"ana@example.com"_s, u"hello"_s}));
    QCOMPARE(toString(m_log->newest(1).first().delivery), u"sent"_s);
}

void tst_NodeJobs::anAbandonedNotificationIsMarked()
{
    useMail(3);
    run(NotifyRequest{u"ana@example.com"_s, u"hello"_s});
    m_jobs->abandon(record(NotifyRequest{u"ana@example.com"_s, u"hello"_s}));
    QCOMPARE(toString(m_log->newest(1).first().delivery), u"failed"_s);
    QCOMPARE(m_log->newest(1).first().error, u"its task was cancelled"_s);
}

QTEST_GUILESS_MAIN(tst_NodeJobs)
#include "tst_NodeJobs.moc"
