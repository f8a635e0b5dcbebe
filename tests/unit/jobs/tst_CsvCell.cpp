// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvCell.h"
#include "jobs/DecimalValue.h"

#include <QRandomGenerator>
#include <QTest>

#include <cstdlib>

using namespace Tickwell;

class tst_CsvCell : public QObject
{
    Q_OBJECT

private slots:
    void readsNumbers_data();
    void readsNumbers();
    void takesPandasWordsForMissing_data();
    void takesPandasWordsForMissing();
    void takesWhatIsNoNumberForText_data();
    void takesWhatIsNoNumberForText();
    void findsTheEndAndTheContent_data();
    void findsTheEndAndTheContent();
    void findsNoEndOfAnOpenQuote();
    void givesTheNearestDouble();
};

void tst_CsvCell::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("value");
    const auto row = [](const char *text, CellKind kind, double value) {
        QTest::newRow(text) << QByteArray(text) << int(kind) << value;
    };
    row("0", CellKind::Integer, 0);
    row("007", CellKind::Integer, 7);
    row("+5", CellKind::Integer, 5);
    row("-5", CellKind::NegativeInteger, -5);
    row(" 5\t", CellKind::Integer, 5);
    row("\n5\r\n", CellKind::Integer, 5);
    row("9223372036854775807", CellKind::Integer, 0x1p63);
    row("-9223372036854775808", CellKind::NegativeInteger, -0x1p63);
    row("9223372036854775808", CellKind::Unsigned, 0x1p63);
    row("18446744073709551615", CellKind::Unsigned, 0x1p64);
    row("18446744073709551616", CellKind::Huge, 1.8446744073709552e19);
    row("99999999999999999999.5", CellKind::Huge, 1e20);
    row("-9223372036854775809", CellKind::NegativeHuge, -0x1p63);
    row("-99999999999999999999.5", CellKind::NegativeHuge, -1e20);
    row("12345678901234567890.5", CellKind::UnsignedReal, 12345678901234567000.0);
    row("1.5", CellKind::Real, 1.5);
    row("-1.5", CellKind::NegativeReal, -1.5);
    row("1.", CellKind::Real, 1);
    row(".5", CellKind::Real, 0.5);
    row("-.5e1", CellKind::NegativeReal, -5);
    row("1E5", CellKind::Real, 1e5);
    row("1e+05", CellKind::Real, 1e5);
    row("25e-1", CellKind::Real, 2.5);
    row("1e308", CellKind::Real, 1e308);
    row("1e-310", CellKind::Real, 1e-310);
    row("1e-400", CellKind::Real, 0);
    row("1e-99999999999999999", CellKind::Real, 0);
    row("inf", CellKind::Real, qInf());
    row("+Infinity", CellKind::Real, qInf());
    row("-INF", CellKind::NegativeReal, -qInf());
    // Seventeen digits count, those in front of the point included.
    row("0.00000000000012345678901", CellKind::Real, 1.234e-13);
    row("123456789012345678.9", CellKind::Real, 123456789012345670.0);
}

void tst_CsvCell::readsNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(double, value);
    const CsvCell cell = readCell(text);
    QCOMPARE(int(cell.kind), kind);
    QVERIFY2(cell.value == value || std::abs(cell.value - value) <= 1e-15 * std::abs(value),
             QByteArray::number(cell.value, 'g', 17));
}

void tst_CsvCell::takesPandasWordsForMissing_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
          "<NA>", "N/A", "NA", "NULL", "NaN", "n/a", "nan", "null"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_CsvCell::takesPandasWordsForMissing()
{
    QFETCH(QByteArray, text);
    QCOMPARE(int(readCell(text).kind), int(CellKind::Missing));
}

void tst_CsvCell::takesWhatIsNoNumberForText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {" ",      "x",
                             "True",   "-",
                             "+",      ".",
                             "-.",     "e5",
                             "1e",     "1e+",
                             "0x10",   "1_000",
                             "1,000",  "1 2",
                             "--1",    "+-1",
                             "1.2.3",  "nAn",
                             " nan",   "NA ",
                             " inf",   "infinit",
                             "1e400",  "0e400",
                             "10e308", "1e000000000000000005",
                             "12:30",  "5%"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("400 digits") << QByteArray(400, '9');
}

void tst_CsvCell::takesWhatIsNoNumberForText()
{
    QFETCH(QByteArray, text);
    QCOMPARE(int(readCell(text).kind), int(CellKind::Text));
}

void tst_CsvCell::findsTheEndAndTheContent_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *text, int end, const char *content) {
        QTest::newRow(text) << QByteArray(text) << end << QByteArray(content);
    };
    row("a,b\n", 1, "a");
    row(",b\n", 0, "");
    row("a\r\n", 1, "a");
    row("a\n", 1, "a");
    row("\"a,b\"\n", 5, "a,b");
    row("\"a\nb\",\n", 5, "a\nb");
    row("\"\"\n", 2, "");
    row("\"a\"\"b\"\n", 6, "a\"b");
    row("\"\"\"\"\n", 4, "\"");
    row("\"\"\"\"\"\",\n", 6, "\"\"");
    row("\"a\"b\"c\",\n", 7, "ab\"c\"");
    row("a\"b,c\"\n", 3, "a\"b");
    row(" \"a,\n", 3, " \"a");
}

void tst_CsvCell::findsTheEndAndTheContent()
{
    QFETCH(QByteArray, row);
    QFETCH(int, end);
    QFETCH(QByteArray, content);
    const QByteArray padded = row + QByteArray(64, ',');
    QByteArray unquoted;
    const auto extent = findCell(padded.begin(), padded.begin() + row.size(), unquoted);
    QCOMPARE(extent.end - padded.begin(), end);
    QCOMPARE(extent.text.toByteArray(), content);
}

void tst_CsvCell::findsNoEndOfAnOpenQuote()
{
    const QByteArray row = "\"a\"\",b\n";
    QByteArray unquoted;
    QVERIFY(!findCell(row.begin(), row.end(), unquoted).end);
}

void tst_CsvCell::givesTheNearestDouble()
{
    QRandomGenerator64 random(1);
    for (int i = 0; i < 200'000; ++i) {
        const quint64 units = random.generate() >> random.bounded(1, 63);
        const int scale = random.bounded(19);
        const QByteArray text = QByteArray::number(units) + "e-" + QByteArray::number(scale);
        QCOMPARE(decimalValue(units, scale), std::strtod(text.constData(), nullptr));
    }
}

QTEST_APPLESS_MAIN(tst_CsvCell)
#include "tst_CsvCell.moc"
