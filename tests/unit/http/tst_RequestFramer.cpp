// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RequestFramer.h"

#include <QTest>

using namespace Tickwell;
using State = RequestFramer::State;

namespace {

const QByteArray Host = "Host: here\r\n";

/// Feeds @p bytes in pieces of @p step; says how many were taken.
qsizetype feedAll(RequestFramer &framer, const QByteArray &bytes, qsizetype step)
{
    qsizetype taken = 0;
    qsizetype end = 0;
    while (end < bytes.size()) {
        end = std::min(end + step, bytes.size());
        // What was not taken is offered again, as a socket would.
        while (taken < end) {
            const qsizetype more = framer.feed(QByteArrayView(bytes).sliced(taken, end - taken));
            if (more == 0)
                return taken;
            taken += more;
        }
    }
    return taken;
}

} // namespace

class tst_RequestFramer : public QObject
{
    Q_OBJECT

private slots:
    void takesOneRequest_data();
    void takesOneRequest();
    void takesItInAnySplits_data();
    void takesItInAnySplits();
    void refuses_data();
    void refuses();
    void refusesInAnySplits_data();
    void refusesInAnySplits();
    void stopsBehindTheHead();
    void leavesTheNextRequestAlone();
    void hidesFramingFieldsFromTheNextReader();
    void understandsAbsoluteTargets();
    void decidesAboutKeepAlive_data();
    void decidesAboutKeepAlive();
    void recognisesAWebSocketHandshake();
    void holdsToItsLimitsExactly();
    void startsAfreshAfterReset();
};

void tst_RequestFramer::takesOneRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const QByteArray post = "POST /data/ HTTP/1.1\r\n" + Host;
    QTest::newRow("GET") << "GET / HTTP/1.1\r\n" + Host + "\r\n" << QByteArray();
    QTest::newRow("blank line before") << "\r\nGET / HTTP/1.1\r\n" + Host + "\r\n" << QByteArray();
    QTest::newRow("HTTP/1.0 without Host") << QByteArray("GET / HTTP/1.0\r\n\r\n") << QByteArray();
    QTest::newRow("asterisk") << "OPTIONS * HTTP/1.1\r\n" + Host + "\r\n" << QByteArray();
    QTest::newRow("IPv6 host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n")
                               << QByteArray();
    QTest::newRow("empty header value") << "GET / HTTP/1.1\r\n" + Host + "X:\r\n\r\n"
                                        << QByteArray();
    QTest::newRow("Latin-1 header value") << "GET / HTTP/1.1\r\n" + Host + "X: caf\xe9\r\n\r\n"
                                          << QByteArray();
    QTest::newRow("length") << post + "Content-Length: 5\r\n\r\nhello" << QByteArray("hello");
    QTest::newRow("length zero") << post + "Content-Length: 0\r\n\r\n" << QByteArray();
    QTest::newRow("body with line ends") << post + "Content-Length: 6\r\n\r\n\r\n\r\n\n\n"
                                         << QByteArray("\r\n\r\n\n\n");
    QTest::newRow("chunked") << post
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nfoo\r\nA\r\n0123456789\r\n0\r\n\r\n"
                             << QByteArray("foo0123456789");
    QTest::newRow("chunk extension")
        << post + "Transfer-Encoding: Chunked\r\n\r\n3;name=\"value\"\r\nfoo\r\n0;x\r\n\r\n"
        << QByteArray("foo");
    QTest::newRow("trailer") << post
            + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nSum: 5\r\n\r\n"
                             << QByteArray("x");
    QTest::newRow("empty chunked") << post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                   << QByteArray();
}

void tst_RequestFramer::takesOneRequest()
{
    QFETCH(QByteArray, bytes);
    RequestFramer framer;
    QCOMPARE(feedAll(framer, bytes, bytes.size()), bytes.size());
    QCOMPARE(framer.state(), State::Complete);
    QTEST(framer.takeBody(), "body");
}

void tst_RequestFramer::takesItInAnySplits_data()
{
    takesOneRequest_data();
}

void tst_RequestFramer::takesItInAnySplits()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype first = 1; first < bytes.size(); ++first) {
        RequestFramer framer;
        qsizetype taken = feedAll(framer, bytes.first(first), first);
        taken += feedAll(framer, bytes.sliced(taken), bytes.size());
        QCOMPARE(taken, bytes.size());
        QCOMPARE(framer.state(), State::Complete);
        QTEST(framer.takeBody(), "body");
    }
    RequestFramer framer;
    QCOMPARE(feedAll(framer, bytes, 1), bytes.size());
    QTEST(framer.takeBody(), "body");
}

void tst_RequestFramer::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const char *reason) {
        QTest::newRow(name) << bytes << status << QByteArray(reason);
    };
    const QByteArray get = "GET / HTTP/1.1\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\n" + Host;
    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    const char *framing = "bad_framing";
    const char *line = "bad_request_line";

    row("length and coding", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
        framing);
    row("coding and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400,
        framing);
    row("two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400, framing);
    row("two equal lengths", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400, framing);
    row("length list", post + "Content-Length: 5, 5\r\n\r\n", 400, framing);
    row("length with sign", post + "Content-Length: +5\r\n\r\n", 400, framing);
    row("negative length", post + "Content-Length: -5\r\n\r\n", 400, framing);
    row("hexadecimal length", post + "Content-Length: 0x5\r\n\r\n", 400, framing);
    row("empty length", post + "Content-Length:\r\n\r\n", 400, framing);
    row("overflowing length", post + "Content-Length: 18446744073709551621\r\n\r\n", 400, framing);
    row("large length", post + "Content-Length: 16777217\r\n\r\n", 413, "body_too_large");
    row("two codings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        400, framing);
    row("unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501, "unknown_coding");
    row("coding that resembles", post + "Transfer-Encoding: xchunked\r\n\r\n", 501,
        "unknown_coding");
    row("identity", post + "Transfer-Encoding: identity\r\n\r\n", 501, "unknown_coding");
    row("coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
        framing);
    row("blank before the colon", post + "Transfer-Encoding : chunked\r\n\r\n", 400, "bad_header");
    row("tab in the name", post + "Transfer\tEncoding: chunked\r\n\r\n", 400, "bad_header");
    row("folded coding", post + "Transfer-Encoding:\r\n chunked\r\n\r\n", 501, "unknown_coding");
    row("folded header", post + "X: a\r\n b\r\n\r\n", 400, "folded_header");
    row("header without colon", post + "nonsense\r\n\r\n", 400, "bad_header");
    row("header without name", post + ": x\r\n\r\n", 400, "bad_header");
    row("NUL in a value", post + QByteArray("X: a\0b\r\n\r\n", 10), 400, "bad_header");
    row("CR in a value", post + "X: a\rContent-Length: 5\r\n\r\n", 400, "bad_header");
    row("bare line feed", get + "Host: here\n\r\n", 400, "bare_line_feed");
    row("line feeds only", "GET / HTTP/1.1\nHost: here\n\n", 400, "bare_line_feed");
    row("no host", get + "\r\n", 400, "bad_host");
    row("two hosts", get + Host + "Host: there\r\n\r\n", 400, "bad_host");
    row("empty host", get + "Host:\r\n\r\n", 400, "bad_host");
    row("host with a path", get + "Host: here/path\r\n\r\n", 400, "bad_host");
    row("host with a user", get + "Host: user@here\r\n\r\n", 400, "bad_host");
    row("chunk size missing", chunked + "\r\n", 400, "bad_chunk");
    row("chunk size not hexadecimal", chunked + "g\r\n", 400, "bad_chunk");
    row("chunk size with 0x", chunked + "0x5\r\n", 400, "bad_chunk");
    row("chunk size with blank", chunked + "5 \r\n", 400, "bad_chunk");
    row("chunk size negative", chunked + "-1\r\n", 400, "bad_chunk");
    row("chunk size overflows", chunked + "10000000000000005\r\n", 400, "bad_chunk");
    row("chunk longer than its size", chunked + "3\r\nfour\r\n", 400, "bad_chunk");
    row("chunk line without end", chunked + QByteArray(300, '1'), 400, "bad_chunk");
    row("chunk ends in a bare line feed", chunked + "3\nfoo\r\n", 400, "bare_line_feed");
    row("large chunk", chunked + "1000001\r\n", 413, "body_too_large");
    row("bad trailer", chunked + "0\r\nbad trailer\r\n\r\n", 400, "bad_header");
    row("HTTP/0.9", "GET /\r\n", 400, line);
    row("two blanks", "GET  / HTTP/1.1\r\n", 400, line);
    row("blank in the target", "GET /a b HTTP/1.1\r\n", 400, line);
    row("tab in the line", "GET\t/ HTTP/1.1\r\n", 400, line);
    row("fragment", "GET /a#b HTTP/1.1\r\n", 400, line);
    row("raw UTF-8 target", "GET /caf\xc3\xa9 HTTP/1.1\r\n", 400, line);
    row("control character", "GET /\x01 HTTP/1.1\r\n", 400, line);
    row("relative target", "GET index.html HTTP/1.1\r\n", 400, line);
    row("asterisk for GET", "GET * HTTP/1.1\r\n", 400, line);
    row("authority form", "GET here:80 HTTP/1.1\r\n", 400, line);
    row("two blank lines", "\r\n\r\nGET / HTTP/1.1\r\n", 400, line);
    row("TLS", "\x16\x03\x01\x02", 400, line);
    row("TLS with a line feed in it", "\x16\x03\n\x02", 400, line);
    row("TLS behind a blank line", "\r\n\x16\x03\n\x02", 400, line);
    row("long TLS", "\x16" + QByteArray(9000, 'x'), 400, line);
    row("lower case version", "GET / http/1.1\r\n", 400, line);
    row("HTTP/2", "PRI * HTTP/2.0\r\n", 505, "unknown_version");
    row("HTTP/1.2", "GET / HTTP/1.2\r\n", 505, "unknown_version");
    row("unknown method", "BREW / HTTP/1.1\r\n", 501, "unknown_method");
    row("lower case method", "get / HTTP/1.1\r\n", 501, "unknown_method");
    row("TRACE", "TRACE / HTTP/1.1\r\n", 501, "unknown_method");
    row("CONNECT", "CONNECT here:443 HTTP/1.1\r\n", 501, "unknown_method");
    row("expectation", post + "Expect: a miracle\r\n\r\n", 417, "unknown_expectation");
    row("long line", "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n", 414,
        "request_line_too_long");
    row("endless line", "GET /" + QByteArray(9000, 'a'), 414, "request_line_too_long");
    row("endless header", get + "X: " + QByteArray(40'000, 'a'), 431, "headers_too_large");
    QByteArray many = get + Host;
    for (int i = 0; i < 100; ++i)
        many += "X-" + QByteArray::number(i) + ": y\r\n";
    row("101 headers", many + "\r\n", 431, "too_many_headers");
    QByteArray trailers = chunked + "0\r\n";
    for (int i = 0; i < 100; ++i)
        trailers += "X-" + QByteArray::number(i) + ": y\r\n";
    row("101 headers with the trailer", trailers + "\r\n", 431, "too_many_headers");
    QByteArray extensions = chunked;
    for (int i = 0; i < 100; ++i)
        extensions += "1;" + QByteArray(200, 'x') + "\r\ny\r\n";
    row("many chunk extensions", extensions, 400, "bad_chunk");

    const QByteArray upgrade = get + Host + "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    const QByteArray key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    row("old WebSocket", upgrade + key + "Sec-WebSocket-Version: 8\r\n\r\n", 426, "bad_handshake");
    row("WebSocket without key", upgrade + "Sec-WebSocket-Version: 13\r\n\r\n", 400,
        "bad_handshake");
    row("WebSocket with a short key",
        upgrade + "Sec-WebSocket-Key: aGk=\r\nSec-WebSocket-Version: 13\r\n\r\n", 400,
        "bad_handshake");
    row("WebSocket with a body",
        upgrade + key + "Sec-WebSocket-Version: 13\r\nContent-Length: 2\r\n\r\n", 400,
        "bad_handshake");
}

void tst_RequestFramer::refuses()
{
    QFETCH(QByteArray, bytes);
    RequestFramer framer;
    feedAll(framer, bytes, bytes.size());
    QCOMPARE(framer.state(), State::Refused);
    QTEST(framer.refusal().status, "status");
    QTEST(framer.refusal().reason, "reason");
    QVERIFY(!framer.refusal().detail.isEmpty());
}

void tst_RequestFramer::refusesInAnySplits_data()
{
    refuses_data();
}

void tst_RequestFramer::refusesInAnySplits()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype step : {1, 2, 3, 7, 64}) {
        RequestFramer framer;
        feedAll(framer, bytes, step);
        QCOMPARE(framer.state(), State::Refused);
        QTEST(framer.refusal().status, "status");
        QTEST(framer.refusal().reason, "reason");
    }
}

void tst_RequestFramer::stopsBehindTheHead()
{
    const QByteArray head = "POST / HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\n";
    RequestFramer framer;
    QCOMPARE(framer.feed(head + "hi"), head.size());
    QCOMPARE(framer.state(), State::Body);
}

void tst_RequestFramer::leavesTheNextRequestAlone()
{
    const QByteArray first = "POST / HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\nhi";
    const QByteArray second = "GET /next HTTP/1.1\r\n" + Host + "\r\n";
    RequestFramer framer;
    QCOMPARE(feedAll(framer, first + second, 1000), first.size());
    framer.reset();
    QCOMPARE(feedAll(framer, second, 1000), second.size());
    QCOMPARE(framer.target(), "/next");
}

void tst_RequestFramer::hidesFramingFieldsFromTheNextReader()
{
    RequestFramer framer;
    feedAll(framer,
            "POST /x?y HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\nConnection: Upgrade\r\n"
            "Expect: 100-continue\r\nUpgrade: h2c\r\nX-Mine:  a b \r\n\r\nhi",
            1000);
    QCOMPARE(framer.plainHead(), "POST /x?y HTTP/1.1\r\nHost: here\r\nX-Mine: a b\r\n\r\n");
    QCOMPARE(framer.plainHeaderCount(), 2);
    QVERIFY(framer.expectsContinue());
}

void tst_RequestFramer::understandsAbsoluteTargets()
{
    RequestFramer framer;
    feedAll(framer, "GET http://other:81?q=1 HTTP/1.1\r\nHost: here\r\n\r\n", 1000);
    QCOMPARE(framer.target(), "/?q=1");
    QCOMPARE(framer.plainHead(), "GET /?q=1 HTTP/1.1\r\nHost: other:81\r\n\r\n");
}

void tst_RequestFramer::decidesAboutKeepAlive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << "GET / HTTP/1.1\r\n" + Host + "\r\n" << true;
    QTest::newRow("1.1 close") << "GET / HTTP/1.1\r\n" + Host + "Connection: foo, Close\r\n\r\n"
                               << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
    QTest::newRow("both") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n")
                          << false;
}

void tst_RequestFramer::decidesAboutKeepAlive()
{
    QFETCH(QByteArray, bytes);
    RequestFramer framer;
    feedAll(framer, bytes, 1000);
    QTEST(framer.keepAlive(), "keepAlive");
}

void tst_RequestFramer::recognisesAWebSocketHandshake()
{
    const QByteArray fields = "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                              "Sec-WebSocket-Version: 13\r\n\r\n";
    RequestFramer framer;
    feedAll(framer, "GET /ws/7 HTTP/1.1\r\n" + Host + fields, 1000);
    QCOMPARE(framer.state(), State::Complete);
    QVERIFY(framer.isWebSocketUpgrade());
    framer.reset();
    feedAll(framer, "POST /ws/7 HTTP/1.1\r\n" + Host + fields, 1000);
    QVERIFY(!framer.isWebSocketUpgrade());
}

void tst_RequestFramer::holdsToItsLimitsExactly()
{
    HttpLimits limits;
    limits.requestLine = 20;
    limits.headerBytes = 40;
    limits.body = 4;
    const auto stateOf = [&limits](const QByteArray &bytes) {
        RequestFramer framer(limits);
        feedAll(framer, bytes, 7);
        return framer.state();
    };
    QCOMPARE(stateOf("GET /456789 HTTP/1.1\r\n" + Host + "\r\n"), State::Complete);
    QCOMPARE(stateOf("GET /456789a HTTP/1.1\r\n" + Host + "\r\n"), State::Refused);
    QCOMPARE(stateOf("GET / HTTP/1.1\r\n" + Host + "X: " + QByteArray(21, 'x') + "\r\n\r\n"),
             State::Complete);
    QCOMPARE(stateOf("GET / HTTP/1.1\r\n" + Host + "X: " + QByteArray(22, 'x') + "\r\n\r\n"),
             State::Refused);
    const QByteArray chunked = "PUT / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n";
    limits.headerBytes = 400;
    QCOMPARE(stateOf(chunked + "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"), State::Complete);
    QCOMPARE(stateOf(chunked + "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"), State::Refused);
}

void tst_RequestFramer::startsAfreshAfterReset()
{
    RequestFramer framer;
    feedAll(framer, "BREW", 4);
    feedAll(framer, " / HTTP/1.1\r\n", 100);
    QCOMPARE(framer.state(), State::Refused);
    framer.reset();
    QVERIFY(!framer.hasBegun());
    feedAll(framer, "GET / HTTP/1.0\r\n\r\n", 100);
    QCOMPARE(framer.state(), State::Complete);
}

QTEST_APPLESS_MAIN(tst_RequestFramer)
#include "tst_RequestFramer.moc"
