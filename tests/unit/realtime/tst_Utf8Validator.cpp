// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Utf8Validator.h"

#include <QByteArray>
#include <QStringDecoder>
#include <QTest>

using namespace Tickwell;

namespace {

/// The bytes that were taken for good before the fault; -1 when there was none.
qsizetype faultAt(const QByteArray &bytes)
{
    Utf8Validator validator;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!validator.feed(QByteArrayView(bytes).sliced(i, 1)))
            return i;
    }
    return -1;
}

} // namespace

class tst_Utf8Validator : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsUtf8_data();
    void takesWhatIsUtf8();
    void refusesAtTheFirstWrongByte_data();
    void refusesAtTheFirstWrongByte();
    void knowsAnUnfinishedCharacter_data();
    void knowsAnUnfinishedCharacter();
    void agreesWithQtOnEveryCodePoint();
    void agreesWithQtOnEveryPairOfBytes();
};

void tst_Utf8Validator::takesWhatIsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("ASCII") << QByteArray("all of it, and more than eight bytes");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("two bytes") << QByteArray("\xc2\x80\xdf\xbf");
    QTest::newRow("three bytes") << QByteArray("\xe0\xa0\x80\xef\xbf\xbf");
    QTest::newRow("before the surrogates") << QByteArray("\xed\x9f\xbf");
    QTest::newRow("behind the surrogates") << QByteArray("\xee\x80\x80");
    QTest::newRow("four bytes") << QByteArray("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
    QTest::newRow("mixed") << QByteArray("κόσμε 价格 😀 12345678 é");
}

void tst_Utf8Validator::takesWhatIsUtf8()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        Utf8Validator validator;
        QVERIFY(validator.feed(QByteArrayView(bytes).first(cut)));
        QVERIFY(validator.feed(QByteArrayView(bytes).sliced(cut)));
        QVERIFY(validator.isComplete());
    }
}

void tst_Utf8Validator::refusesAtTheFirstWrongByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at");
    QTest::newRow("a lone continuation") << QByteArray("ab\x80") << 2;
    QTest::newRow("no continuation") << QByteArray("\xe4\xbb"
                                                   "a")
                                     << 2;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << 0;
    QTest::newRow("overlong in two") << QByteArray("\xc1\xbf") << 0;
    QTest::newRow("overlong in three") << QByteArray("\xe0\x9f\xbf") << 1;
    QTest::newRow("overlong in four") << QByteArray("\xf0\x8f\xbf\xbf") << 1;
    QTest::newRow("high surrogate") << QByteArray("\xed\xa0\x80") << 1;
    QTest::newRow("low surrogate") << QByteArray("\xed\xbf\xbf") << 1;
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << 1;
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << 0;
    QTest::newRow("FE") << QByteArray("\xfe") << 0;
    QTest::newRow("FF") << QByteArray("12345678\xff") << 8;
}

void tst_Utf8Validator::refusesAtTheFirstWrongByte()
{
    QFETCH(QByteArray, bytes);
    QTEST(int(faultAt(bytes)), "at");
    Utf8Validator validator;
    QVERIFY(!validator.feed(bytes));
}

void tst_Utf8Validator::knowsAnUnfinishedCharacter_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one of two") << QByteArray("a\xc3");
    QTest::newRow("two of three") << QByteArray("\xe4\xbb");
    QTest::newRow("three of four") << QByteArray("\xf0\x9f\x98");
}

void tst_Utf8Validator::knowsAnUnfinishedCharacter()
{
    QFETCH(QByteArray, bytes);
    Utf8Validator validator;
    QVERIFY(validator.feed(bytes));
    QVERIFY(!validator.isComplete());
}

void tst_Utf8Validator::agreesWithQtOnEveryCodePoint()
{
    for (char32_t point = 0; point <= 0x10ffff; ++point) {
        if (point >= 0xd800 && point <= 0xdfff)
            continue;
        const QByteArray bytes = QString::fromUcs4(&point, 1).toUtf8();
        Utf8Validator validator;
        if (!validator.feed(bytes) || !validator.isComplete())
            QFAIL(qPrintable(QStringLiteral("U+%1").arg(uint(point), 4, 16)));
    }
}

void tst_Utf8Validator::agreesWithQtOnEveryPairOfBytes()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            // Behind them, what ends any character that may have begun.
            for (const char *tail : {"", "\x80", "\x80\x80"}) {
                QByteArray bytes;
                bytes.append(char(first)).append(char(second)).append(tail);
                QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
                const QString unused = decoder(bytes);
                Utf8Validator validator;
                const bool valid = validator.feed(bytes) && validator.isComplete();
                if (valid == decoder.hasError())
                    QFAIL(bytes.toHex().constData());
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_Utf8Validator)
#include "tst_Utf8Validator.moc"
