// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvScan.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Tickwell;

class tst_CsvScan : public QObject
{
    Q_OBJECT

private slots:
    void findsTheLastRowEnd_data();
    void findsTheLastRowEnd();
    void findsRowEndsAsReadingEachByteDoes();
    void findsARowEndFarFromTheEnd();
    void countsLines();
    void findsWhatIsNoUtf8_data();
    void findsWhatIsNoUtf8();
};

namespace {

/// Row ends of @p text by a state for each byte.
qsizetype lastRowEndByBytes(const QByteArray &text)
{
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted } state = State::CellStart;
    qsizetype last = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (state == State::Quoted) {
            if (c == '"')
                state = State::QuoteInQuoted;
        } else if (c == '"' && state != State::Plain) {
            state = State::Quoted;
        } else if (c == ',') {
            state = State::CellStart;
        } else if (c == '\n' || c == '\r') {
            state = State::CellStart;
            if (c == '\n' || i + 1 < text.size())
                last = i + 1;
        } else {
            state = State::Plain;
        }
    }
    return last;
}

} // namespace

void tst_CsvScan::findsTheLastRowEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("undecided");
    QTest::addColumn<int>("atEnd");
    const auto row = [](const char *text, int undecided, int atEnd) {
        QTest::newRow(text) << QByteArray(text) << undecided << atEnd;
    };
    row("", 0, 0);
    row("a,b", 0, 0);
    row("a\nb", 2, 2);
    row("a\nb\n", 4, 4);
    row("a\nb\r", 2, 4); // a LF may follow
    row("a\rb", 2, 2);
    row("\"a\nb", 0, 0);
    row("\"a\n\"", 0, 0);
    row("\"a\n\"\n", 5, 5);
    row("\"a\n\"\"\n", 0, 0);
    row("a\"\n\"\n", 3, 3); // the first is none, the second opens
    row("x\n\"\"\"\n\"\"\n", 2, 2);
    row("a,\"b\n\"c\"\nd", 9, 9);
    row("a\n \"b\n", 6, 6);
}

void tst_CsvScan::findsTheLastRowEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(int, undecided);
    QFETCH(int, atEnd);
    QCOMPARE(findLastRowEnd(text, false), undecided);
    QCOMPARE(findLastRowEnd(text, true), atEnd);
}

void tst_CsvScan::findsRowEndsAsReadingEachByteDoes()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 100'000; ++i) {
        QByteArray text;
        for (quint32 k = random.bounded(30); k > 0; --k)
            text.append("\"\",\n\ra"[random.bounded(6)]);
        QCOMPARE(findLastRowEnd(text, false), lastRowEndByBytes(text));
    }
}

void tst_CsvScan::findsARowEndFarFromTheEnd()
{
    const QByteArray cells = QByteArray("\"x\n\",").repeated(20'000);
    QCOMPARE(findLastRowEnd("a\n" + cells, false), 2);
    QCOMPARE(findLastRowEnd(cells + "a\n" + cells, false), cells.size() + 2);
}

void tst_CsvScan::countsLines()
{
    QCOMPARE(countLines("a\nb\r\nc\rd", 0), 3);
    QCOMPARE(countLines("\r\r\n\n", 0), 3);
    QCOMPARE(countLines("\na", '\r'), 0);
    QCOMPARE(countLines("\na", 'x'), 1);
}

void tst_CsvScan::findsWhatIsNoUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");
    const auto row = [](const char *name, const QByteArray &text, int at) {
        QTest::newRow(name) << text << at;
    };
    row("empty", "", 0);
    row("ASCII", "plain text, of more than eight bytes", 36);
    row("two bytes", "\xc3\xa9", 2);
    row("three bytes", "\xe2\x82\xac", 3);
    row("four bytes", "\xf0\x9f\x98\x80", 4);
    row("last code point", "\xf4\x8f\xbf\xbf", 4);
    row("NUL", QByteArray("12345678\0abc", 12), 8);
    row("lone continuation", "abc\x80", 3);
    row("cut short", "abc\xe2\x82", 3);
    row("overlong", "\xc0\xaf", 0);
    row("overlong of three", "\xe0\x9f\xbf", 0);
    row("overlong of four", "\xf0\x8f\xbf\xbf", 0);
    row("surrogate", "\xed\xa0\x80", 0);
    row("beyond Unicode", "\xf4\x90\x80\x80", 0);
    row("never a byte", "abcdefgh\xff", 8);
    row("Latin 1", "caf\xe9 au lait", 3);
    row("UTF-16",
        "\xff\xfe"
        "a",
        0);
}

void tst_CsvScan::findsWhatIsNoUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(int, at);
    QCOMPARE(findInvalidUtf8(text), at);
}

QTEST_APPLESS_MAIN(tst_CsvScan)
#include "tst_CsvScan.moc"
