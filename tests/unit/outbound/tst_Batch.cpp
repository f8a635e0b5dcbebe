// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientFixture.h"

#include "outbound/Batch.h"

using namespace Tickwell;

/// Several URLs: their order, their number at a time, their end.
class tst_Batch : public ClientFixture
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { end(); }

    void tellsEachWithItsIndex();
    void tellsThemAsTheyComplete();
    void hasSoManyUnderWay();
    void oneFailureLeavesTheOthersAlone();
    void sumsUpWhatWasAnswered();
    void givesUpWhenItsTimeIsOver();
    void tellsNothingOnceItIsCancelled();

private:
    void begin(const QStringList &paths, int concurrency, const CancelToken &token = {})
    {
        BatchRequest batch;
        for (const QString &path : paths)
            batch.urls.append(path.startsWith(u'/') ? m_upstream->url(u"127.0.0.1"_s, path)
                                                    : QUrl(path));
        batch.concurrency = concurrency;
        const auto each = [this](std::size_t index, const Result<HttpAnswer> &result) {
            m_log.append(u"%1: %2"_s.arg(index).arg(result ? QString::number(result->status)
                                                           : text(result)));
        };
        keep(m_tally, fetchBatch(*m_client, batch, each, token));
    }
    /// Answers the request for @p path, which has come.
    void answer(const QByteArray &path)
    {
        QTRY_VERIFY(m_held.contains(path));
        m_held.take(path)->write(RawUpstream::answer("200 OK"));
    }

    QStringList m_log;
    std::optional<Result<FetchTally>> m_tally;
    QHash<QByteArray, QTcpSocket *> m_held; ///< by path
};

void tst_Batch::init()
{
    reset();
    m_log.clear();
    m_tally.reset();
    m_held.clear();
    m_upstream->onRequest = [this](QTcpSocket &socket, const QByteArray &head) {
        m_held.insert(head.split(' ').value(1), &socket);
    };
}

void tst_Batch::tellsEachWithItsIndex()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK")});
    begin({"/a", "/b", "/c"}, 1);
    QTRY_VERIFY(m_tally);
    QCOMPARE(m_log, QStringList({"0: 200", "1: 200", "2: 200"}));
}

void tst_Batch::tellsThemAsTheyComplete()
{
    begin({"/a", "/b", "/c"}, 3);
    answer("/c");
    QTRY_COMPARE(m_log, QStringList("2: 200"));
    answer("/a");
    QTRY_COMPARE(m_log, QStringList({"2: 200", "0: 200"}));
    answer("/b");
    QTRY_VERIFY(m_tally);
    QCOMPARE(m_log, QStringList({"2: 200", "0: 200", "1: 200"}));
}

void tst_Batch::hasSoManyUnderWay()
{
    begin({"/a", "/b", "/c"}, 2);
    QTRY_COMPARE(m_held.size(), 2);
    QCOMPARE(m_client->statistics().inFlight, 2);
    answer("/a");
    answer("/b");
    answer("/c");
    QTRY_VERIFY(m_tally);
}

void tst_Batch::oneFailureLeavesTheOthersAlone()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK")});
    begin({"http://elsewhere.test/", "/b"}, 1);
    QTRY_VERIFY(m_tally);
    QCOMPARE(m_log.size(), 2);
    QVERIFY(m_log.first().contains("not on the allow list"));
    QCOMPARE(m_log.last(), "1: 200");
}

void tst_Batch::sumsUpWhatWasAnswered()
{
    m_upstream->onRequest = [this](QTcpSocket &socket, const QByteArray &) {
        m_timers->advance(500ms);
        socket.write(RawUpstream::answer("404 None"));
    };
    begin({"/a", "/b", "http://elsewhere.test/"}, 1);
    QTRY_VERIFY(m_tally);
    QCOMPARE((*m_tally)->requests, 2);
    QCOMPARE((*m_tally)->responseTime, 1s);
}

void tst_Batch::givesUpWhenItsTimeIsOver()
{
    m_options.batchTimeout = 5s;
    makeClient();
    begin({"/a", "/b"}, 1);
    QTRY_COMPARE(m_held.size(), 1);
    m_timers->advance(5s);
    QTRY_VERIFY(m_tally && *m_tally);
    m_log.sort();
    QCOMPARE(m_log,
             QStringList({"0: timed out: The time for all URLs, 5 s, is over",
                          "1: timed out: The time for all URLs, 5 s, is over"}));
}

void tst_Batch::tellsNothingOnceItIsCancelled()
{
    CancelScope scope;
    begin({"/a", "/b"}, 1, scope.token());
    QTRY_COMPARE(m_held.size(), 1);
    scope.cancel();
    QTRY_VERIFY(m_tally);
    QCOMPARE(text(*m_tally), "cancelled");
    QCOMPARE(m_log, QStringList());
    QTRY_COMPARE(m_upstream->open, 0);
}

QTEST_GUILESS_MAIN(tst_Batch)
#include "tst_Batch.moc"
