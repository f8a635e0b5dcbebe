// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientFrames.h"

#include "realtime/FrameReader.h"

#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace Tickwell;

namespace {

using Kind = FrameReader::Event::Kind;

constexpr qsizetype Limit = 64 * 1024;
constexpr int Final = 0x80;
constexpr int More = 0x00;
enum Opcode { Continuation, Text, Binary, Close = 8, Ping, Pong };

/// What came of a stream, in words that can be compared: `Text hello`, `Fault 1002`.
QList<QByteArray> told(const std::vector<FrameReader::Event> &events)
{
    static constexpr const char *Names[] = {"Text", "Ping", "Pong", "Close", "Fault"};
    QList<QByteArray> words;
    for (const FrameReader::Event &event : events) {
        QByteArray word = Names[static_cast<int>(event.kind)];
        if (event.kind == Kind::Close || event.kind == Kind::Fault)
            word += ' ' + QByteArray::number(event.code);
        if (event.kind != Kind::Fault)
            word += ' ' + event.payload;
        words.append(word);
    }
    return words;
}

/// Feeds @p bytes in pieces of the sizes that @p next gives.
template<typename Next>
QList<QByteArray> readInPieces(const QByteArray &bytes, Next next, qsizetype limit = Limit)
{
    FrameReader reader(limit);
    std::vector<FrameReader::Event> events;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype size = qMin<qsizetype>(next(), bytes.size() - at);
        QByteArrayView piece = QByteArrayView(bytes).sliced(at, size);
        while (auto event = reader.feed(piece))
            events.push_back(*std::move(event));
        if (!piece.isEmpty() || reader.held() > limit + 125)
            return {"it left bytes or held too many"};
        at += size;
    }
    return told(events);
}

QList<QByteArray> read(const QByteArray &bytes, qsizetype limit = Limit)
{
    return readInPieces(
        bytes, [&] { return bytes.size(); }, limit);
}

QByteArray closePayload(int code, const QByteArray &reason = {})
{
    QByteArray payload(2, '\0');
    qToBigEndian(static_cast<quint16>(code), payload.data());
    return payload + reason;
}

/// Every kind of thing that a good client sends.
QByteArray honestStream()
{
    const QByteArray smile("\xf0\x9f\x98\x80");
    return clientFrame(Final | Text, "hello") + clientFrame(Final | Text, "")
        + clientFrame(Final | Text, "价格", QByteArray("\0\0\0\0", 4))
        + clientFrame(More | Text, smile.first(1)) + clientFrame(Final | Ping, "between")
        + clientFrame(More | Continuation, smile.sliced(1, 2)) + clientFrame(Final | Pong, "")
        + clientFrame(More | Continuation, "")
        + clientFrame(Final | Continuation, smile.sliced(3) + "!")
        + clientFrame(Final | Text, QByteArray(130, 'm')) + clientFrame(Final | Ping, "")
        + clientFrame(Final | Close, closePayload(1000, "bye"));
}

QList<QByteArray> honestEvents()
{
    return {"Text hello",
            "Text ",
            "Text 价格",
            "Ping between",
            "Pong ",
            "Text \xf0\x9f\x98\x80!",
            "Text " + QByteArray(130, 'm'),
            "Ping ",
            "Close 1000 bye"};
}

} // namespace

class tst_FrameReader : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatAClientMaySend();
    void readsTheSameCutAnywhere();
    void readsTheSameByteByByte();
    void readsLengthsOfEveryForm_data();
    void readsLengthsOfEveryForm();
    void splitsACharacterOverFrames();
    void keepsAByteOrderMark();
    void refuses_data();
    void refuses();
    void refusesAtTheEarliestByte_data();
    void refusesAtTheEarliestByte();
    void takesEveryCloseCodeThatMayBeSent_data();
    void takesEveryCloseCodeThatMayBeSent();
    void countsAMessageOverItsFrames();
    void letsControlFramesPassBesideAFullMessage();
    void holdsOnlyWhatHasCome();
    void forgetsAMessageOnceItIsTold();
    void isOverAfterAClose();
    void isOverAfterAFault();
    void tellsTheSameOfRandomBytesHoweverCut_data();
    void tellsTheSameOfRandomBytesHoweverCut();
};

void tst_FrameReader::readsWhatAClientMaySend()
{
    QCOMPARE(read(honestStream()), honestEvents());
}

void tst_FrameReader::readsTheSameCutAnywhere()
{
    const QByteArray stream = honestStream();
    for (qsizetype cut = 1; cut < stream.size(); ++cut) {
        qsizetype next = cut;
        QCOMPARE(readInPieces(stream, [&] { return std::exchange(next, stream.size()); }),
                 honestEvents());
    }
}

void tst_FrameReader::readsTheSameByteByByte()
{
    QCOMPARE(readInPieces(honestStream(), [] { return 1; }), honestEvents());
}

void tst_FrameReader::readsLengthsOfEveryForm_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536})
        QTest::addRow("%d", size) << size;
}

void tst_FrameReader::readsLengthsOfEveryForm()
{
    QFETCH(int, size);
    QByteArray text;
    for (int i = 0; i < size; ++i)
        text.append(static_cast<char>('a' + i % 23));
    const QByteArray frame = clientFrame(Final | Text, text);
    QCOMPARE(read(frame), QList<QByteArray>{"Text " + text});
    QCOMPARE(readInPieces(frame, [] { return 1000; }), QList<QByteArray>{"Text " + text});
}

void tst_FrameReader::splitsACharacterOverFrames()
{
    const QByteArray text("a é 价 😀 z");
    for (qsizetype first = 0; first <= text.size(); ++first) {
        for (qsizetype second = first; second <= text.size(); ++second) {
            const QByteArray stream = clientFrame(More | Text, text.first(first))
                + clientFrame(More | Continuation, text.sliced(first, second - first))
                + clientFrame(Final | Continuation, text.sliced(second));
            QCOMPARE(read(stream), QList<QByteArray>{"Text " + text});
        }
    }
}

void tst_FrameReader::keepsAByteOrderMark()
{
    QCOMPARE(read(clientFrame(Final | Text, "\xef\xbb\xbfx")),
             QList<QByteArray>{"Text \xef\xbb\xbfx"});
}

void tst_FrameReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QByteArray>>("events");
    const auto row = [](const char *name, const QByteArray &bytes,
                        const QList<QByteArray> &events) {
        QTest::newRow(name) << bytes << events;
    };
    row("RSV1", clientFrame(Final | 0x40 | Text, "x"), {"Fault 1002"});
    row("RSV2", clientFrame(Final | 0x20 | Text, "x"), {"Fault 1002"});
    row("RSV3", clientFrame(Final | 0x10 | Text, "x"), {"Fault 1002"});
    row("RSV1 on a ping", clientFrame(Final | 0x40 | Ping, ""), {"Fault 1002"});
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        row(qPrintable(QStringLiteral("opcode %1").arg(opcode)), clientFrame(Final | opcode, "x"),
            {"Fault 1002"});
    row("unmasked", QByteArray("\x81\x01x"), {"Fault 1002"});
    row("unmasked ping", QByteArray("\x89\x00", 2), {"Fault 1002"});
    row("fragmented ping", clientFrame(More | Ping, ""), {"Fault 1002"});
    row("fragmented close", clientFrame(More | Close, ""), {"Fault 1002"});
    row("a ping of 126", clientFrame(Final | Ping, QByteArray(126, 'p')), {"Fault 1002"});
    row("a close of 126", clientFrame(Final | Close, QByteArray(126, 'p')), {"Fault 1002"});
    row("a continuation of nothing", clientFrame(Final | Continuation, "x"), {"Fault 1002"});
    row("a continuation of what has ended",
        clientFrame(Final | Text, "a") + clientFrame(Final | Continuation, "b"),
        {"Text a", "Fault 1002"});
    row("a text within a text", clientFrame(More | Text, "a") + clientFrame(Final | Text, "b"),
        {"Fault 1002"});
    row("16 bits for 125", QByteArray("\x81\xfe\x00\x7d", 4) + QByteArray(4 + 125, 0),
        {"Fault 1002"});
    row("64 bits for 65535", QByteArray("\x81\xff\0\0\0\0\0\0\xff\xff", 10), {"Fault 1002"});
    row("64 bits with the highest", QByteArray("\x81\xff\x80\0\0\0\0\0\0\0", 10), {"Fault 1002"});
    row("binary", clientFrame(Final | Binary, "x"), {"Fault 1003"});
    row("too long", clientFrame(Final | Text, QByteArray(Limit + 1, 'x')), {"Fault 1009"});
    row("as long as can be written", QByteArray("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff", 10),
        {"Fault 1009"});
    row("not UTF-8", clientFrame(Final | Text, "a\xff"), {"Fault 1007"});
    row("a surrogate", clientFrame(Final | Text, "\xed\xa0\x80"), {"Fault 1007"});
    row("an unfinished character", clientFrame(Final | Text, "\xe4\xbb"), {"Fault 1007"});
    row("an unfinished character in the last frame",
        clientFrame(More | Text, "\xe4") + clientFrame(Final | Continuation, "\xbb"),
        {"Fault 1007"});
    row("an empty end of an unfinished character",
        clientFrame(More | Text, "\xe4\xbb") + clientFrame(Final | Continuation, ""),
        {"Fault 1007"});
    row("no continuation byte in the next frame",
        clientFrame(More | Text, "\xe4\xbb") + clientFrame(Final | Continuation, "x"),
        {"Fault 1007"});
    row("a close of one byte", clientFrame(Final | Close, "x"), {"Fault 1002"});
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
        row(qPrintable(QStringLiteral("close code %1").arg(code)),
            clientFrame(Final | Close, closePayload(code)), {"Fault 1002"});
    row("a close reason that is not UTF-8", clientFrame(Final | Close, closePayload(1000, "\xff")),
        {"Fault 1007"});
    row("a close reason that breaks off",
        clientFrame(Final | Close, closePayload(1000, "\xe4\xbb")), {"Fault 1007"});
}

void tst_FrameReader::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<QByteArray>, events);
    QCOMPARE(read(bytes), events);
    QCOMPARE(readInPieces(bytes, [] { return 1; }), events);
}

void tst_FrameReader::refusesAtTheEarliestByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("enough"); // so many bytes of it show the fault
    QTest::newRow("RSV1") << clientFrame(Final | 0x40 | Text, "x") << 2;
    QTest::newRow("unmasked") << QByteArray("\x81\x01x") << 2;
    QTest::newRow("a ping of 126") << clientFrame(Final | Ping, QByteArray(126, 'p')) << 2;
    QTest::newRow("too long by 16 bits of length")
        << clientFrame(Final | Text, QByteArray(2000, 'x')) << 4;
    QTest::newRow("too long by 64 bits of length")
        << clientFrame(Final | Text, QByteArray(70'000, 'x')) << 10;
    QTest::newRow("not UTF-8") << clientFrame(Final | Text, "abc\xffxyz") << 6 + 4;
    QTest::newRow("not UTF-8 in a first frame") << clientFrame(More | Text, "\xc0xx") << 6 + 1;
}

void tst_FrameReader::refusesAtTheEarliestByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, enough);
    constexpr qsizetype SmallLimit = 1000;
    QCOMPARE(read(bytes.first(enough - 1), SmallLimit), QList<QByteArray>());
    QCOMPARE(read(bytes.first(enough), SmallLimit).size(), 1);
}

void tst_FrameReader::takesEveryCloseCodeThatMayBeSent_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                           3000, 3999, 4000, 4999})
        QTest::addRow("%d", code) << code;
}

void tst_FrameReader::takesEveryCloseCodeThatMayBeSent()
{
    QFETCH(int, code);
    const QByteArray word = "Close " + QByteArray::number(code) + ' ';
    QCOMPARE(read(clientFrame(Final | Close, closePayload(code))), QList<QByteArray>{word});
    const QByteArray reason = QByteArray("é").repeated(61); // and no byte more fits
    QCOMPARE(read(clientFrame(Final | Close, closePayload(code, reason))),
             QList<QByteArray>{word + reason});
    QCOMPARE(read(clientFrame(Final | Close, "")), QList<QByteArray>{"Close 1005 "});
}

void tst_FrameReader::countsAMessageOverItsFrames()
{
    const QByteArray half(500, 'x');
    const QByteArray start =
        clientFrame(More | Text, half) + clientFrame(More | Continuation, half);
    QCOMPARE(read(start + clientFrame(Final | Continuation, ""), 1000),
             QList<QByteArray>{"Text " + half + half});
    QCOMPARE(read(start + clientFrame(Final | Continuation, "x"), 1000),
             QList<QByteArray>{"Fault 1009"});
}

void tst_FrameReader::letsControlFramesPassBesideAFullMessage()
{
    const QByteArray full(1000, 'x');
    const QByteArray ping(125, 'p');
    QCOMPARE(read(clientFrame(More | Text, full) + clientFrame(Final | Ping, ping)
                      + clientFrame(Final | Continuation, ""),
                  1000),
             QList<QByteArray>({"Ping " + ping, "Text " + full}));
}

void tst_FrameReader::holdsOnlyWhatHasCome()
{
    FrameReader reader(Limit);
    QByteArray frame = clientFrame(Final | Text, QByteArray(Limit, 'x'));
    QByteArrayView start = QByteArrayView(frame).first(100);
    QVERIFY(!reader.feed(start));
    QVERIFY(reader.held() < 100);
}

void tst_FrameReader::forgetsAMessageOnceItIsTold()
{
    FrameReader reader(Limit);
    const QByteArray frame = clientFrame(Final | Text, QByteArray(Limit, 'x'));
    QByteArrayView bytes(frame);
    QVERIFY(reader.feed(bytes));
    QCOMPARE(reader.held(), 0);
}

void tst_FrameReader::isOverAfterAClose()
{
    FrameReader reader(Limit);
    const QByteArray stream =
        clientFrame(Final | Close, closePayload(1000)) + clientFrame(Final | Text, "late");
    QByteArrayView bytes(stream);
    QVERIFY(!reader.isOver());
    QCOMPARE(reader.feed(bytes)->kind, Kind::Close);
    QVERIFY(reader.isOver());
    QVERIFY(!reader.feed(bytes));
    QVERIFY(bytes.isEmpty());
}

void tst_FrameReader::isOverAfterAFault()
{
    FrameReader reader(Limit);
    const QByteArray stream = clientFrame(Final | 3, "") + clientFrame(Final | Text, "late");
    QByteArrayView bytes(stream);
    const auto fault = reader.feed(bytes);
    QCOMPARE(fault->kind, Kind::Fault);
    QVERIFY(!fault->payload.isEmpty() && fault->payload.size() <= 123);
    QVERIFY(reader.isOver());
    QCOMPARE(reader.held(), 0);
    QVERIFY(!reader.feed(bytes));
    QVERIFY(bytes.isEmpty());
}

void tst_FrameReader::tellsTheSameOfRandomBytesHoweverCut_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_FrameReader::tellsTheSameOfRandomBytesHoweverCut()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    QByteArray stream;
    for (int i = 0; i < 30; ++i) {
        static constexpr int Firsts[] = {Final | Text,        More | Text,  Final | Continuation,
                                         More | Continuation, Final | Ping, Final | Pong};
        QByteArray payload(random.bounded(200), Qt::Uninitialized);
        for (char &byte : payload)
            byte = static_cast<char>(random.bounded(128));
        stream += clientFrame(Firsts[random.bounded(6)], payload);
    }
    // Mostly well formed, with a few bytes that are not.
    for (int i = 0; i < static_cast<int>(seed % 4); ++i)
        stream[random.bounded(stream.size())] = static_cast<char>(random.bounded(256));
    const auto whole = read(stream, 1000);
    QCOMPARE(readInPieces(
                 stream, [&] { return random.bounded(1, 40); }, 1000),
             whole);
    QCOMPARE(readInPieces(
                 stream, [] { return 1; }, 1000),
             whole);
}

QTEST_GUILESS_MAIN(tst_FrameReader)
#include "tst_FrameReader.moc"
