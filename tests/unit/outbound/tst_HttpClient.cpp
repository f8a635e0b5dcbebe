// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientFixture.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace Tickwell;

namespace {

QByteArray gzipped(const QByteArray &bytes)
{
    // qCompress() makes a length of four bytes and zlib's format: its deflate stream between gzip's
    // head and foot.
    const QByteArray zlib = qCompress(bytes, 9);
    const QByteArray deflate = zlib.mid(6, zlib.size() - 10);
    quint32 crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320 : 0);
    }
    const auto little = [](quint32 number) {
        QByteArray four;
        for (int i = 0; i < 4; ++i)
            four += static_cast<char>(number >> (8 * i));
        return four;
    };
    return QByteArray::fromHex("1f8b0800000000000003") + deflate + little(~crc)
        + little(static_cast<quint32>(bytes.size()));
}

} // namespace

/// One fetch: what it sends and takes, how it is bounded, when it tries again and when it ends.
class tst_HttpClient : public ClientFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }
    void cleanup() { end(); }

    void givesStatusAndBody();
    void countsABodyThatIsNotKept();
    void givesAnErrorsAnswer_data();
    void givesAnErrorsAnswer();
    void measuresTheTry();
    void sendsTheNameItWasAskedFor();
    void sendsNoCookieBack();
    void takesGzip();
    void takesMembersOfGzip();
    void takesGzipInAnyPieces();
    void refusesBrokenGzip();
    void refusesHalfAGzip();
    void refusesACodingItDidNotAskFor();
    void refusesWhatIsNoHttp();
    void takesASecondAddress();

    void boundsABodyByItsLength();
    void boundsABodyThatHasNoEnd();
    void boundsWhatGzipUnpacks();

    void triesAgainAfterAPassingStatus_data();
    void triesAgainAfterAPassingStatus();
    void triesAgainAfterARefusedConnection();
    void triesAgainAfterABrokenConnection();
    void triesAgainAfterATruncatedBody();
    void waitsOneTwoFour();
    void givesTheLastAnswerWhenTriesAreUsedUp();
    void doesNotRepeatOtherStatuses_data();
    void doesNotRepeatOtherStatuses();
    void waitsForRetryAfterInSeconds();
    void waitsForRetryAfterAsADate();
    void givesTheAnswerWhenRetryAfterIsTooFarOff();

    void timesOutOnASilentServer();
    void timesOutOnHalfAHead();
    void timesOutOverAllTries();
    void timesOutWhileItLooksUp();

    void followsRedirects();
    void followsFiveAndNoMore();
    void checksWhereARedirectGoes_data();
    void checksWhereARedirectGoes();
    void givesARedirectToNowhere();

    void letsSoManyBeUnderWay();
    void refusesWhenTooManyWait();
    void hasMoreThanSixAtOneHost();

    void cancelledBeforeItBegins();
    void cancelledWhileItLooksUp();
    void cancelledWhileTheServerIsSilent();
    void cancelledInTheMiddleOfABody();
    void cancelledBetweenTries();
    void cancelledWhileItWaitsForAPlace();
    void cancellingAfterTheEndIsHarmless();
    void itsEndCancels();
};

void tst_HttpClient::givesStatusAndBody()
{
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 hello");
    QCOMPARE((*m_outcome)->bytes, 5);
}

void tst_HttpClient::countsABodyThatIsNotKept()
{
    FetchRequest unkept = request(m_upstream->url());
    unkept.keepBody = false;
    fetch(unkept);
    QCOMPARE(outcome(), "200 ");
    QCOMPARE((*m_outcome)->bytes, 5);
}

void tst_HttpClient::givesAnErrorsAnswer_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status : {"400 Bad", "401 Who", "403 No", "404 None", "407 Proxy", "409 Clash",
                               "418 Teapot", "429 Often", "500 Broken", "501 What", "507 Full"})
        QTest::newRow(status) << QByteArray(status);
}

void tst_HttpClient::givesAnErrorsAnswer()
{
    QFETCH(QByteArray, status);
    m_upstream->answerWith({RawUpstream::answer(status, "why")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), QString::fromLatin1(status.left(3)) + u" why"_s);
}

void tst_HttpClient::measuresTheTry()
{
    m_upstream->onRequest = [this](QTcpSocket &socket, const QByteArray &) {
        m_timers->advance(1500ms);
        socket.write(RawUpstream::answer("200 OK"));
    };
    FetchRequest tallied = request(m_upstream->url());
    tallied.tally = std::make_shared<FetchTally>();
    fetch(tallied);
    QCOMPARE(outcome(), "200 ");
    QCOMPARE((*m_outcome)->elapsed, 1500ms);
    QCOMPARE(tallied.tally->requests, 1);
    QCOMPARE(tallied.tally->responseTime, 1500ms);
}

void tst_HttpClient::sendsTheNameItWasAskedFor()
{
    fetch(m_upstream->url(u"inside.test"_s, u"/a%2Fb?c=d"_s));
    QCOMPARE(outcome(), "200 hello");
    const QByteArray head = m_upstream->heads.first();
    QVERIFY2(head.startsWith("GET /a%2Fb?c=d HTTP/1.1\r\n"), head);
    // Qt 6.8 writes the names of headers in lower case.
    const QByteArray host = "\r\nhost: inside.test:" + QByteArray::number(m_upstream->serverPort());
    QVERIFY2(head.toLower().contains(host + "\r\n"), head);
    QCOMPARE(head.toLower().count("\r\nhost:"), 1);
}

void tst_HttpClient::sendsNoCookieBack()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK", {}, "Set-Cookie: a=b\r\n")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 ");
    m_outcome.reset();
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 ");
    QVERIFY(!m_upstream->heads.last().toLower().contains("cookie"));
}

void tst_HttpClient::takesGzip()
{
    m_upstream->answerWith(
        {RawUpstream::answer("200 OK", gzipped("unpacked"), "Content-Encoding: gzip\r\n")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 unpacked");
    QCOMPARE((*m_outcome)->bytes, 8);
}

void tst_HttpClient::refusesBrokenGzip()
{
    m_upstream->answerWith(
        {RawUpstream::answer("200 OK", "no gzip at all", "Content-Encoding: gzip\r\n")});
    fetch(m_upstream->url());
    QVERIFY2(outcome().contains("cannot be decoded"), qPrintable(outcome()));
}

void tst_HttpClient::takesMembersOfGzip()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK", gzipped("one ") + gzipped("two"),
                                                "Content-Encoding: gzip\r\n")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 one two");
}

void tst_HttpClient::takesGzipInAnyPieces()
{
    const QByteArray body = gzipped("byte by byte");
    m_upstream->onRequest = [&body](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Encoding: x-gzip\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n");
        for (const char byte : body) {
            socket.write(QByteArray("1\r\n") + byte + "\r\n");
            socket.flush();
        }
        socket.write("0\r\n\r\n");
    };
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "200 byte by byte");
}

void tst_HttpClient::refusesHalfAGzip()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK", gzipped("half of it").chopped(9),
                                                "Content-Encoding: gzip\r\n")});
    fetch(m_upstream->url());
    QVERIFY2(outcome().contains("cannot be decoded"), qPrintable(outcome()));
}

void tst_HttpClient::refusesACodingItDidNotAskFor()
{
    m_upstream->answerWith({RawUpstream::answer("200 OK", "whatever", "Content-Encoding: br\r\n")});
    fetch(m_upstream->url());
    QVERIFY2(outcome().contains("cannot be decoded"), qPrintable(outcome()));
}

void tst_HttpClient::refusesWhatIsNoHttp()
{
    m_upstream->onRequest = [](QTcpSocket &socket, const QByteArray &) {
        socket.write("220 mail.example ESMTP\r\n\r\n");
        socket.disconnectFromHost();
    };
    FetchRequest once = request(m_upstream->url());
    once.retries = 0;
    fetch(once);
    QVERIFY2(outcome().startsWith("failed: 127.0.0.1:"), qPrintable(outcome()));
}

void tst_HttpClient::takesASecondAddress()
{
    m_addresses = {QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.1"_s)};
    fetch(m_upstream->url(u"inside.test"_s));
    QCOMPARE(outcome(), "200 hello");
}

void tst_HttpClient::boundsABodyByItsLength()
{
    m_upstream->answerWith({"HTTP/1.1 200 OK\r\nContent-Length: 10485761\r\n\r\n"});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "limit");
    QTRY_COMPARE(m_upstream->open, 0);
    QCOMPARE(m_upstream->heads.size(), 1);
}

void tst_HttpClient::boundsABodyThatHasNoEnd()
{
    m_options.answerBytes = 1024 * 1024;
    makeClient();
    m_upstream->onRequest = [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        connect(&socket, &QTcpSocket::bytesWritten, &socket, [&socket] {
            if (socket.bytesToWrite() < 64 * 1024)
                socket.write(QByteArray(64 * 1024, 'x'));
        });
    };
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "limit");
    QTRY_COMPARE(m_upstream->open, 0);
}

void tst_HttpClient::boundsWhatGzipUnpacks()
{
    m_options.answerBytes = 1024 * 1024;
    makeClient();
    const QByteArray bomb = gzipped(QByteArray(64 * 1024 * 1024, '\0'));
    QVERIFY(bomb.size() < 128 * 1024);
    m_upstream->answerWith({RawUpstream::answer("200 OK", bomb, "Content-Encoding: gzip\r\n")});
    // The loop is not to stand still while it is unpacked: the longest of its turns.
    QElapsedTimer turn;
    qint64 longest = 0;
    QTimer beat;
    beat.callOnTimeout([&] { longest = std::max(longest, turn.restart()); });
    turn.start();
    beat.start(0);
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "limit");
    longest = std::max(longest, turn.elapsed());
    QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
}

void tst_HttpClient::triesAgainAfterAPassingStatus_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status : {"502 Bad", "503 Busy", "504 Late"})
        QTest::newRow(status) << QByteArray(status);
}

void tst_HttpClient::triesAgainAfterAPassingStatus()
{
    QFETCH(QByteArray, status);
    m_upstream->answerWith({RawUpstream::answer(status), RawUpstream::answer("200 OK", "well")});
    fetch(m_upstream->url());
    QVERIFY(isIdleAfter(1));
    m_timers->advance(1s);
    QCOMPARE(outcome(), "200 well");
    QCOMPARE(m_upstream->heads.size(), 2);
    QCOMPARE(m_client->statistics().retries, 1u);
}

void tst_HttpClient::triesAgainAfterARefusedConnection()
{
    const QUrl url = m_upstream->url();
    m_upstream->close();
    fetch(url);
    QTRY_COMPARE(m_client->statistics().requests, 1u);
    QVERIFY(isIdleAfter(0));
    QVERIFY(m_upstream->listen(QHostAddress::LocalHost, static_cast<quint16>(url.port())));
    m_timers->advance(1s);
    QCOMPARE(outcome(), "200 hello");
}

void tst_HttpClient::triesAgainAfterABrokenConnection()
{
    bool breaks = true;
    m_upstream->onRequest = [&breaks](QTcpSocket &socket, const QByteArray &) {
        if (breaks)
            socket.abort();
        else
            socket.write(RawUpstream::answer("200 OK", "mended"));
    };
    fetch(m_upstream->url());
    QVERIFY(isIdleAfter(1));
    breaks = false;
    m_timers->advance(1s);
    QCOMPARE(outcome(), "200 mended");
}

void tst_HttpClient::triesAgainAfterATruncatedBody()
{
    bool breaks = true;
    m_upstream->onRequest = [&breaks](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        if (breaks)
            socket.disconnectFromHost();
        else
            socket.write("llo");
    };
    fetch(m_upstream->url());
    QVERIFY(isIdleAfter(1));
    breaks = false;
    m_timers->advance(1s);
    QCOMPARE(outcome(), "200 hello");
}

void tst_HttpClient::waitsOneTwoFour()
{
    m_upstream->answerWith({RawUpstream::answer("503 Busy")});
    fetch(m_upstream->url());
    qsizetype tries = 1;
    for (const auto wait : {1s, 2s, 4s}) {
        QVERIFY(isIdleAfter(tries));
        m_timers->advance(wait - 1ms);
        QCOMPARE(m_client->statistics().inFlight, 0);
        m_timers->advance(1ms);
        QVERIFY(isIdleAfter(++tries));
    }
    QCOMPARE(outcome(), "503 ");
    QCOMPARE(m_upstream->heads.size(), 4);
}

void tst_HttpClient::givesTheLastAnswerWhenTriesAreUsedUp()
{
    m_upstream->answerWith({RawUpstream::answer("503 Busy", "still")});
    FetchRequest once = request(m_upstream->url());
    once.retries = 0;
    fetch(once);
    QCOMPARE(outcome(), "503 still");
}

void tst_HttpClient::doesNotRepeatOtherStatuses_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status : {"404 None", "408 Slow", "429 Often", "500 Broken", "501 What"})
        QTest::newRow(status) << QByteArray(status);
}

void tst_HttpClient::doesNotRepeatOtherStatuses()
{
    QFETCH(QByteArray, status);
    m_upstream->answerWith({RawUpstream::answer(status)});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), QString::fromLatin1(status.left(3)) + u' ');
    QCOMPARE(m_upstream->heads.size(), 1);
}

void tst_HttpClient::waitsForRetryAfterInSeconds()
{
    m_upstream->answerWith(
        {RawUpstream::answer("503 Busy", {}, "Retry-After: 7\r\n"), RawUpstream::answer("200 OK")});
    fetch(m_upstream->url());
    QVERIFY(isIdleAfter(1));
    m_timers->advance(6999ms);
    QCOMPARE(m_client->statistics().retries, 0u);
    m_timers->advance(1ms);
    QCOMPARE(outcome(), "200 ");
}

void tst_HttpClient::waitsForRetryAfterAsADate()
{
    m_upstream->answerWith(
        {RawUpstream::answer("503 Busy", {}, "Retry-After: Mon, 12 Jan 1970 13:46:45 GMT\r\n"),
         RawUpstream::answer("200 OK")});
    fetch(m_upstream->url());
    QVERIFY(isIdleAfter(1));
    m_timers->advance(4999ms);
    QCOMPARE(m_client->statistics().retries, 0u);
    m_timers->advance(1ms);
    QCOMPARE(outcome(), "200 ");
}

void tst_HttpClient::givesTheAnswerWhenRetryAfterIsTooFarOff()
{
    m_upstream->answerWith({RawUpstream::answer("503 Busy", "later", "Retry-After: 3600\r\n")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "503 later");
    QCOMPARE(m_upstream->heads.size(), 1);
}

void tst_HttpClient::timesOutOnASilentServer()
{
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    FetchRequest once = request(m_upstream->url());
    once.retries = 0;
    fetch(once);
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    m_timers->advance(9999ms);
    QVERIFY(!m_outcome);
    m_timers->advance(1ms);
    QVERIFY2(outcome().startsWith("timed out: "), qPrintable(outcome()));
    QVERIFY2(outcome().endsWith("gave no answer in 10 s"), qPrintable(outcome()));
    QTRY_COMPARE(m_upstream->open, 0);
}

void tst_HttpClient::timesOutOnHalfAHead()
{
    m_upstream->onRequest = [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Le");
    };
    FetchRequest once = request(m_upstream->url());
    once.retries = 0;
    fetch(once);
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    m_timers->advance(10s);
    QVERIFY2(outcome().startsWith("timed out: "), qPrintable(outcome()));
}

void tst_HttpClient::timesOutOverAllTries()
{
    m_options.totalTimeout = 15s;
    makeClient();
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    fetch(m_upstream->url());
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    m_timers->advance(11s);
    QTRY_COMPARE(m_upstream->heads.size(), 2);
    m_timers->advance(4s);
    QVERIFY2(outcome().endsWith("gave no answer in 15 s, all tries together"),
             qPrintable(outcome()));
}

void tst_HttpClient::timesOutWhileItLooksUp()
{
    m_isResolverSilent = true;
    FetchRequest once = request(m_upstream->url(u"inside.test"_s));
    once.retries = 0;
    fetch(once);
    m_timers->advance(10s);
    QVERIFY2(outcome().startsWith("timed out: "), qPrintable(outcome()));
    m_isResolverSilent = false;
}

void tst_HttpClient::followsRedirects()
{
    m_upstream->answerWith({RawUpstream::answer("302 Found", {}, "Location: /next?a=b\r\n"),
                            RawUpstream::answer("200 OK", "there")});
    fetch(m_upstream->url(u"127.0.0.1"_s, u"/first"_s));
    QCOMPARE(outcome(), "200 there");
    QVERIFY(m_upstream->heads.last().startsWith("GET /next?a=b HTTP/1.1\r\n"));
}

void tst_HttpClient::followsFiveAndNoMore()
{
    m_upstream->answerWith({RawUpstream::answer("301 Moved", {}, "Location: /\r\n")});
    fetch(m_upstream->url());
    QVERIFY2(outcome().endsWith("redirects more than 5 times"), qPrintable(outcome()));
    QCOMPARE(m_upstream->heads.size(), 6);
}

void tst_HttpClient::checksWhereARedirectGoes_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("reason");
    QTest::newRow("another host") << "http://elsewhere.test/"
                                  << "not on the allow list";
    QTest::newRow("another port") << "http://127.0.0.1:1/"
                                  << "not on the allow list";
    QTest::newRow("metadata") << "http://169.254.169.254/latest/"
                              << "not on the allow list";
    QTest::newRow("a public name inside") << "http://outside.test:PORT/"
                                          << "not public";
    QTest::newRow("a file") << "file:///etc/passwd"
                            << "neither an http nor an https URL";
    QTest::newRow("credentials") << "http://a:b@127.0.0.1:PORT/"
                                 << "user or password";
    QTest::newRow("no host") << "http:///x"
                             << "nobody may go";
}

void tst_HttpClient::checksWhereARedirectGoes()
{
    QFETCH(QString, to);
    QFETCH(QString, reason);
    to.replace("PORT", QString::number(m_upstream->serverPort()));
    m_upstream->answerWith(
        {RawUpstream::answer("307 There", {}, "Location: " + to.toLatin1() + "\r\n"),
         RawUpstream::answer("200 OK", "secret")});
    fetch(m_upstream->url());
    QVERIFY2(outcome().contains(reason), qPrintable(outcome()));
    QCOMPARE(m_upstream->heads.size(), 1);
}

void tst_HttpClient::givesARedirectToNowhere()
{
    m_upstream->answerWith({RawUpstream::answer("302 Found", "where")});
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "302 where");
}

void tst_HttpClient::letsSoManyBeUnderWay()
{
    m_options.concurrent = 2;
    makeClient();
    QList<QTcpSocket *> held;
    m_upstream->onRequest = [&held](QTcpSocket &socket, const QByteArray &) { held << &socket; };
    std::array<std::optional<Result<HttpAnswer>>, 4> outcomes;
    for (auto &one : outcomes)
        keep(one, m_client->fetch(request(m_upstream->url()), CancelToken()));
    for (int i = 0; i < 4; ++i) {
        QTRY_VERIFY(!held.isEmpty());
        QVERIFY(m_client->statistics().inFlight <= 2);
        held.takeFirst()->write(RawUpstream::answer("200 OK"));
    }
    for (auto &one : outcomes)
        QTRY_VERIFY(one.has_value());
    QCOMPARE(m_upstream->heads.size(), 4);
    QVERIFY(m_upstream->mostOpen <= 2);
}

void tst_HttpClient::refusesWhenTooManyWait()
{
    m_options.concurrent = 1;
    m_options.waiting = 0;
    makeClient();
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    std::optional<Result<HttpAnswer>> first;
    keep(first, m_client->fetch(request(m_upstream->url()), CancelToken()));
    fetch(m_upstream->url());
    QCOMPARE(outcome(), "limit");
    QCOMPARE(m_client->statistics().overflowed, 1u);
    m_client.reset();
    QCOMPARE(text(*first), "cancelled");
}

void tst_HttpClient::hasMoreThanSixAtOneHost()
{
    QList<QTcpSocket *> held;
    m_upstream->onRequest = [&held](QTcpSocket &socket, const QByteArray &) { held << &socket; };
    std::array<std::optional<Result<HttpAnswer>>, 20> outcomes;
    for (auto &one : outcomes)
        keep(one, m_client->fetch(request(m_upstream->url()), CancelToken()));
    QTRY_COMPARE(held.size(), 20);
    for (QTcpSocket *socket : std::as_const(held))
        socket->write(RawUpstream::answer("200 OK"));
    for (auto &one : outcomes)
        QTRY_VERIFY(one.has_value() && *one);
}

void tst_HttpClient::cancelledBeforeItBegins()
{
    CancelScope scope;
    scope.cancel();
    fetch(m_upstream->url(), scope.token());
    QCOMPARE(outcome(), "cancelled");
    QCOMPARE(m_client->statistics().requests, 0u);
}

void tst_HttpClient::cancelledWhileItLooksUp()
{
    m_isResolverSilent = true;
    CancelScope scope;
    fetch(m_upstream->url(u"inside.test"_s), scope.token());
    QCOMPARE(m_lookups, 1);
    scope.cancel();
    QCOMPARE(outcome(), "cancelled");
    m_isResolverSilent = false;
}

void tst_HttpClient::cancelledWhileTheServerIsSilent()
{
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    CancelScope scope;
    fetch(m_upstream->url(), scope.token());
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    scope.cancel();
    QCOMPARE(outcome(), "cancelled");
    QTRY_COMPARE(m_upstream->open, 0);
    QCOMPARE(m_client->statistics().cancelled, 1u);
    QCOMPARE(m_client->statistics().failures, 0u);
}

void tst_HttpClient::cancelledInTheMiddleOfABody()
{
    m_upstream->onRequest = [](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello");
    };
    CancelScope scope;
    fetch(m_upstream->url(), scope.token());
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    QTest::qWait(1);
    scope.cancel();
    QCOMPARE(outcome(), "cancelled");
    QTRY_COMPARE(m_upstream->open, 0);
}

void tst_HttpClient::cancelledBetweenTries()
{
    m_upstream->answerWith({RawUpstream::answer("503 Busy")});
    CancelScope scope;
    fetch(m_upstream->url(), scope.token());
    QVERIFY(isIdleAfter(1));
    scope.cancel();
    QCOMPARE(outcome(), "cancelled");
    QCOMPARE(m_upstream->heads.size(), 1);
}

void tst_HttpClient::cancelledWhileItWaitsForAPlace()
{
    m_options.concurrent = 1;
    makeClient();
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    std::optional<Result<HttpAnswer>> first;
    keep(first, m_client->fetch(request(m_upstream->url()), CancelToken()));
    CancelScope scope;
    fetch(m_upstream->url(), scope.token());
    QCOMPARE(m_client->statistics().waiting, 1);
    scope.cancel();
    QCOMPARE(outcome(), "cancelled");
    QCOMPARE(m_client->statistics().waiting, 0);
    m_client.reset();
}

void tst_HttpClient::cancellingAfterTheEndIsHarmless()
{
    CancelScope scope;
    fetch(m_upstream->url(), scope.token());
    QCOMPARE(outcome(), "200 hello");
    scope.cancel();
    QCOMPARE(m_client->statistics().cancelled, 0u);
}

void tst_HttpClient::itsEndCancels()
{
    m_upstream->onRequest = [](QTcpSocket &, const QByteArray &) {};
    fetch(m_upstream->url());
    QTRY_COMPARE(m_upstream->heads.size(), 1);
    m_client.reset();
    QCOMPARE(outcome(), "cancelled");
}

QTEST_GUILESS_MAIN(tst_HttpClient)
#include "tst_HttpClient.moc"
