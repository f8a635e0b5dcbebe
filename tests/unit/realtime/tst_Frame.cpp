// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Frame.h"

#include <QTest>

using namespace Tickwell;

class tst_Frame : public QObject
{
    Q_OBJECT

private slots:
    void writesTheShortestHeader_data();
    void writesTheShortestHeader();
    void sharesItsBytes();
    void isNullUntilEncoded();
    void encodesAClose();
    void encodesACloseWithoutACode();
    void encodesPingAndPong();
    void cutsACloseReasonBetweenCharacters();
};

void tst_Frame::writesTheShortestHeader_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("empty") << qsizetype(0) << QByteArray::fromHex("8100");
    QTest::newRow("1") << qsizetype(1) << QByteArray::fromHex("8101");
    QTest::newRow("125") << qsizetype(125) << QByteArray::fromHex("817d");
    QTest::newRow("126") << qsizetype(126) << QByteArray::fromHex("817e007e");
    QTest::newRow("65535") << qsizetype(65535) << QByteArray::fromHex("817effff");
    QTest::newRow("65536") << qsizetype(65536) << QByteArray::fromHex("817f0000000000010000");
}

void tst_Frame::writesTheShortestHeader()
{
    QFETCH(qsizetype, size);
    QFETCH(QByteArray, header);
    const QByteArray payload(size, 'x');
    const Frame frame = Frame::text(payload);
    QCOMPARE(frame.bytes().left(header.size()), header);
    QCOMPARE(frame.size(), header.size() + size);
    QVERIFY(frame.payload() == payload);
}

void tst_Frame::sharesItsBytes()
{
    const Frame first = Frame::text("hello");
    const Frame copy = first;
    QCOMPARE(copy.bytes().constData(), first.bytes().constData());
}

void tst_Frame::isNullUntilEncoded()
{
    QVERIFY(Frame().isNull());
    QVERIFY(Frame().payload().isEmpty());
    QVERIFY(!Frame::text("").isNull());
}

void tst_Frame::encodesAClose()
{
    QCOMPARE(Frame::close(1001, u"bye").bytes(), QByteArray::fromHex("880503e9627965"));
}

void tst_Frame::encodesACloseWithoutACode()
{
    QCOMPARE(Frame::close(1005, u"ignored").bytes(), QByteArray::fromHex("8800"));
}

void tst_Frame::encodesPingAndPong()
{
    QCOMPARE(Frame::ping().bytes(), QByteArray::fromHex("8900"));
    QCOMPARE(Frame::pong("hi").bytes(), QByteArray::fromHex("8a026869"));
}

void tst_Frame::cutsACloseReasonBetweenCharacters()
{
    const Frame frame = Frame::close(4001, QString(50, QChar(0x50f9))); // three bytes each
    QCOMPARE(frame.size(), 2 + 2 + 123);
    QVERIFY(frame.payload().sliced(2) == QString(41, QChar(0x50f9)).toUtf8());
}

QTEST_APPLESS_MAIN(tst_Frame)
#include "tst_Frame.moc"
