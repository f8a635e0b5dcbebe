// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvDescription.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <mutex>

#include <sys/stat.h>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

/// The description of @p csv, or what it says instead.
QString described(QByteArrayView csv, const CsvDescriptionControl &control = {})
{
    const auto description = describeCsvText(csv, control);
    if (!description)
        return description.error().message;
    QStringList columns;
    for (const ColumnDescription &column : description->columns)
        columns.append(u"%1 %2 %3..%4 %5|%6|%7"_s.arg(column.name)
                           .arg(column.count)
                           .arg(column.min)
                           .arg(column.max)
                           .arg(column.q25)
                           .arg(column.median)
                           .arg(column.q75));
    return QString::number(description->rows) + u": "_s + columns.join(u"; ");
}

Error::Kind errorKind(const Result<CsvDescription> &result)
{
    return result ? Error::Kind::Internal : result.error().kind;
}

QByteArray manyRows(int rows)
{
    QByteArray csv = "id,price,word\n";
    for (int i = 0; i < rows; ++i)
        csv += QByteArray::number(i) + ',' + QByteArray::number(i % 1000) + ".25,text\n";
    return csv;
}

} // namespace

class tst_CsvDescription : public QObject
{
    Q_OBJECT

private slots:
    void describesAsPandasDoes();
    void givesNoDeviationOfASingleNumber();
    void givesOnlyTheCountOfABlankColumn();
    void leavesTextAndBooleansOut();
    void describesNoColumnWithoutRows();
    void readsEveryFormOfARow_data();
    void readsEveryFormOfARow();
    void typesIntegersBeyond64Bits_data();
    void typesIntegersBeyond64Bits();
    void namesTheFaultAndItsLine_data();
    void namesTheFaultAndItsLine();
    void namesTheFirstOfSeveralFaults();
    void saysTheSameHoweverTheFileIsCut();
    void startsBehindBlocksOfBlankLines();
    void cutsBehindAQuotedNameAndAMark();
    void readsAsManyColumnsAsItAllows();
    void survivesRubbish();
    void refusesARowWithoutEnd();
    void refusesMoreNumbersThanMayBeKept();
    void stopsWhenCancelled();
    void stopsSoonWhenCancelledMeanwhile();
    void tellsRisingProgress();
    void readsAFile();
    void saysWhyAFileCannotBeRead();
    void writesWhatPandasToDictWrites();
};

void tst_CsvDescription::describesAsPandasDoes()
{
    const auto description = describeCsvText("a\n1\n2\n4\n8.5\n");
    QVERIFY(description);
    QCOMPARE(description->rows, 4);
    QCOMPARE(description->columns.size(), 1);
    const ColumnDescription &a = description->columns[0];
    QCOMPARE(a.name, u"a"_s);
    QCOMPARE(a.count, 4);
    QCOMPARE(a.mean, 3.875);
    QCOMPARE(a.std, 3.3260336739125174);
    QCOMPARE(a.min, 1.0);
    QCOMPARE(a.q25, 1.75);
    QCOMPARE(a.median, 3.0);
    QCOMPARE(a.q75, 5.125);
    QCOMPARE(a.max, 8.5);
}

void tst_CsvDescription::givesNoDeviationOfASingleNumber()
{
    const auto description = describeCsvText("a\n3\n");
    QVERIFY(description);
    QVERIFY(std::isnan(description->columns[0].std));
    QCOMPARE(description->columns[0].q75, 3.0);
}

void tst_CsvDescription::givesOnlyTheCountOfABlankColumn()
{
    const auto description = describeCsvText("a,b\n1,\n2,\n");
    QVERIFY(description);
    const ColumnDescription &b = description->columns[1];
    QCOMPARE(b.count, 0);
    for (const double figure : {b.mean, b.std, b.min, b.q25, b.median, b.q75, b.max})
        QVERIFY(std::isnan(figure));
}

void tst_CsvDescription::leavesTextAndBooleansOut()
{
    QCOMPARE(described("t,n,b,m,d\nx,1,True,1,2026-11-21\ny,2,False,x,2026-11-22\n"),
             u"2: n 2 1..2 1.25|1.5|1.75"_s);
}

void tst_CsvDescription::describesNoColumnWithoutRows()
{
    QCOMPARE(described("a,b\n"), u"0: "_s);
}

void tst_CsvDescription::readsEveryFormOfARow_data()
{
    QTest::addColumn<QByteArray>("csv");
    const auto row = [](const char *name, const QByteArray &csv) { QTest::newRow(name) << csv; };
    row("LF", "a,b\n1,2\n3,4\n");
    row("CR LF", "a,b\r\n1,2\r\n3,4\r\n");
    row("CR", "a,b\r1,2\r3,4\r");
    row("mixed line ends", "a,b\n1,2\r3,4\r\n");
    row("no last line end", "a,b\n1,2\n3,4");
    row("byte order mark",
        "\xef\xbb\xbf"
        "a,b\n1,2\n3,4\n");
    row("byte order mark and quote",
        "\xef\xbb\xbf"
        "\"a\",b\n1,2\n3,4\n");
    row("blank lines", "\n \r\na,b\n\n1,2\n\t\n3,4\n\n\n");
    row("spaces", "a,b\n 1, 2\n3 ,4\t\n");
    row("signs", "a,b\n+1,+2\n3,+4\n");
    row("exponents", "a,b\n1e0,20E-1\n3,.4e1\n");
    row("quoted", "a,b\n\"1\",\"2\"\n\"3\",\"4\"");
    row("quoted with line ends", "a,b\n\"\n1\",\"2\r\n\"\n\"3\",4");
    row("decimals", "a,b\n1.0,2.00\n3.,4.000");
}

void tst_CsvDescription::readsEveryFormOfARow()
{
    QFETCH(QByteArray, csv);
    QCOMPARE(described(csv), u"2: a 2 1..3 1.5|2|2.5; b 2 2..4 2.5|3|3.5"_s);
}

void tst_CsvDescription::typesIntegersBeyond64Bits_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<bool>("numeric");
    const auto row = [](const char *name, const char *cells, bool numeric) {
        QTest::newRow(name) << QByteArray(cells) << numeric;
    };
    row("int64", "9223372036854775807\n-9223372036854775808\n", true);
    row("uint64", "9223372036854775808\n1\n", true);
    row("uint64 and a negative", "9223372036854775808\n-1\n", false);
    row("uint64 and a missing one", "9223372036854775808,\n,\n", false);
    row("uint64 and a real", "9223372036854775808\n1.5\n", true);
    row("uint64 and a negative real", "9223372036854775808\n-1.5\n", false);
    row("a negative real before uint64", "-1.5\n9223372036854775808\n", true);
    row("beyond uint64", "18446744073709551616\n1\n", false);
    row("beyond uint64, then a real", "18446744073709551616\n1.5\n", false);
    row("a real, then beyond uint64", "1.5\n18446744073709551616\n", true);
    row("below int64", "-9223372036854775809\n1\n", false);
    row("below int64, then a real", "-9223372036854775809\n1.5\n", true);
}

void tst_CsvDescription::typesIntegersBeyond64Bits()
{
    QFETCH(QByteArray, cells);
    QFETCH(bool, numeric);
    QByteArray csv = "a,b\n" + cells;
    if (!cells.contains(','))
        csv = "a,b\n" + cells.replace("\n", ",\n");
    // Each row in a block of its own, too: the order counts across blocks.
    for (const qint64 blockSize : {0, 1}) {
        const auto description = describeCsvText(csv, {.threads = 2, .blockSize = blockSize});
        QVERIFY(description);
        QCOMPARE(description->columns[0].name == u"a"_s, numeric);
    }
}

void tst_CsvDescription::namesTheFaultAndItsLine_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &csv, const QString &message) {
        QTest::newRow(name) << csv << message;
    };
    const QString numbers =
        u"Line %1 holds numbers where the columns' names should be; begin the file with a line of "
        "names, or put these in quotes"_s;
    row("empty", "", u"Line 1 names no columns: the file is empty or blank"_s);
    row("blank", " \n\r\n\t", u"Line 1 names no columns: the file is empty or blank"_s);
    row("mark alone", "\xef\xbb\xbf", u"Line 1 names no columns: the file is empty or blank"_s);
    row("no header", "1,2\n3,4\n", numbers.arg(1));
    row("no header behind a blank line", "\n1.5\n", numbers.arg(2));
    row("short", "a,b\n1,2\n3\n", u"Line 3 has 1 cell, the header has 2"_s);
    row("long", "a,b\n1,2\n\n3,4,5\n", u"Line 4 has 3 cells, the header has 2"_s);
    row("long from the first row", "a,b\n1,2,3\n4,5,6\n",
        u"Line 2 has 3 cells, the header has 2"_s);
    row("long by an empty cell", "a,b\n1,2,\n", u"Line 2 has 3 cells, the header has 2"_s);
    row("behind CR LF", "a,b\r\n1,2\r\n3\r\n", u"Line 3 has 1 cell, the header has 2"_s);
    row("behind CR", "a,b\r1,2\r3\r", u"Line 3 has 1 cell, the header has 2"_s);
    row("behind quoted lines", "a,b\n\"1\n\n\",2\n3\n", u"Line 5 has 1 cell, the header has 2"_s);
    row("open quote", "a,b\n1,2\n3,\"4\n5,6\n",
        u"Line 3 begins a row in which a quote is not closed"_s);
    row("open quote in the header", "a,\"b\n1,2\n",
        u"Line 1 begins the header, and a quote in it is not closed"_s);
    row("not UTF-8", "a,b\n1,x\n2,caf\xe9\n", u"Line 3 is not UTF-8 text"_s);
    row("not UTF-8 in the header", "a,\xff\n1,x\n", u"Line 1 is not UTF-8 text"_s);
    row("UTF-16",
        QByteArray("\xff\xfe"
                   "a\0\n\0",
                   6),
        u"Line 1 is not UTF-8 text"_s);
    row("NUL", QByteArray("a,b\n1,\0\n", 8), u"Line 2 holds a NUL byte, which no text does"_s);
    row("NUL in a blank line", QByteArray("\0\na\n1\n", 6),
        u"Line 1 holds a NUL byte, which no text does"_s);
    row("NUL in the header", QByteArray("\na\0\n1\n", 6),
        u"Line 2 holds a NUL byte, which no text does"_s);
    row("too many columns", QByteArray(65'536, ',') + '\n',
        u"Line 1 names more than 65536 columns"_s);
}

void tst_CsvDescription::namesTheFaultAndItsLine()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, message);
    const auto description = describeCsvText(csv);
    QVERIFY(!description);
    QCOMPARE(description.error().message, message);
    QCOMPARE(int(description.error().kind), int(Error::Kind::Invalid));
}

void tst_CsvDescription::namesTheFirstOfSeveralFaults()
{
    const QByteArray csv = "a,b\n1,2\n3\n4,\xff\n5,6,7\n";
    for (const qint64 blockSize : {0, 1, 5, 12})
        QCOMPARE(described(csv, {.threads = 3, .blockSize = blockSize}),
                 u"Line 3 has 1 cell, the header has 2"_s);
}

void tst_CsvDescription::saysTheSameHoweverTheFileIsCut()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 3000; ++i) {
        QByteArray csv = "a,b\n";
        for (quint32 k = random.bounded(40); k > 0; --k) {
            if (random.bounded(3) == 0)
                csv.append("1,2\n");
            else
                csv.append("\"\",\n\r1-. x\xc3\xa9"[random.bounded(11)]);
        }
        const QString whole = described(csv);
        for (const qint64 blockSize : {1, 2, 3, 7, 20})
            QCOMPARE(described(csv, {.threads = 1, .blockSize = blockSize}), whole);
        if (i % 10 == 0)
            QCOMPARE(described(csv, {.threads = 3, .blockSize = 4}), whole);
    }
}

void tst_CsvDescription::startsBehindBlocksOfBlankLines()
{
    QCOMPARE(described(QByteArray(100, '\n') + "a\n1\n", {.threads = 2, .blockSize = 3}),
             u"1: a 1 1..1 1|1|1"_s);
}

void tst_CsvDescription::cutsBehindAQuotedNameAndAMark()
{
    QCOMPARE(described("\xef\xbb\xbf\"a\nb\"\n1\n", {.blockSize = 1}), u"1: a\nb 1 1..1 1|1|1"_s);
}

void tst_CsvDescription::readsAsManyColumnsAsItAllows()
{
    const QByteArray names = QByteArray(65'535, ',') + '\n';
    const QByteArray row = QByteArray("7,").repeated(65'535) + "7\n";
    const auto description = describeCsvText(names + row + row);
    QVERIFY(description);
    QCOMPARE(description->columns.size(), 65'536);
    QCOMPARE(description->columns.back().name, u"Unnamed: 65535"_s);
    QCOMPARE(description->columns.back().mean, 7.0);
}

void tst_CsvDescription::survivesRubbish()
{
    QRandomGenerator random(2);
    for (int i = 0; i < 200; ++i) {
        QByteArray rubbish(random.bounded(1, 5000), Qt::Uninitialized);
        for (char &c : rubbish)
            c = static_cast<char>(random.bounded(256));
        QVERIFY(!describeCsvText(rubbish));
        QVERIFY(!describeCsvText("a,b\n" + rubbish, {.threads = 2, .blockSize = 64}));
    }
}

void tst_CsvDescription::refusesARowWithoutEnd()
{
    const QByteArray csv = "a\n1\n\"" + QByteArray(20 * 1024 * 1024, 'x');
    QCOMPARE(described(csv), u"Line 3 begins a row of more than 16 MiB; is a quote not closed?"_s);
}

void tst_CsvDescription::refusesMoreNumbersThanMayBeKept()
{
    const QByteArray csv = manyRows(200'000);
    const auto description = describeCsvText(csv, {.memoryLimit = 256 * 1024});
    QCOMPARE(int(errorKind(description)), int(Error::Kind::Limit));
    QVERIFY(describeCsvText(csv, {.memoryLimit = 2 * 1024 * 1024}));
}

void tst_CsvDescription::stopsWhenCancelled()
{
    const std::atomic<bool> cancelled = true;
    const auto description = describeCsvText(manyRows(10), {.cancelled = &cancelled});
    QCOMPARE(int(errorKind(description)), int(Error::Kind::Unavailable));
    QCOMPARE(description.error().message, u"The description was cancelled"_s);
}

void tst_CsvDescription::stopsSoonWhenCancelledMeanwhile()
{
    const QByteArray csv = manyRows(1'000'000);
    for (const double when : {0.1, 0.5, 0.81, 1.0}) {
        std::atomic<bool> cancelled = false;
        QElapsedTimer since;
        std::mutex mutex;
        const auto description =
            describeCsvText(csv, {.cancelled = &cancelled, .progress = [&](double part) {
                                      const std::lock_guard lock(mutex);
                                      if (part < when || since.isValid())
                                          return;
                                      since.start();
                                      cancelled = true;
                                  }});
        QVERIFY(since.elapsed() < 2000); // 100 ms, on a machine that does nothing else
        QCOMPARE(int(errorKind(description)), int(Error::Kind::Unavailable));
    }
}

void tst_CsvDescription::tellsRisingProgress()
{
    const QByteArray csv = manyRows(300'000);
    std::vector<double> told;
    QVERIFY(describeCsvText(csv,
                            {.progress = [&](double part) { told.push_back(part); },
                             .threads = 3,
                             .blockSize = 10'000}));
    QVERIFY(told.size() > 50 && told.size() < 300);
    QCOMPARE(told.front(), 0.0);
    QCOMPARE(told.back(), 1.0);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
}

void tst_CsvDescription::readsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"prices.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(manyRows(300'000));
    file.close();
    const auto description = describeCsv(file.fileName(), {.threads = 2});
    QVERIFY(description);
    QCOMPARE(description->rows, 300'000);
    QCOMPARE(description->columns.size(), 2);
    QCOMPARE(description->columns[0].mean, 149'999.5);
    QCOMPARE(description->columns[1].median, 499.75);
}

void tst_CsvDescription::saysWhyAFileCannotBeRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"none.csv"_s);
    QCOMPARE(int(errorKind(describeCsv(path))), int(Error::Kind::NotFound));
    QCOMPARE(describeCsv(path).error().message, u"There is no file "_s + path);
    QCOMPARE(describeCsv(folder.path()).error().message, folder.path() + u" is no regular file"_s);
    const QString pipe = folder.filePath(u"pipe"_s);
    QCOMPARE(mkfifo(pipe.toUtf8().constData(), 0600), 0);
    QCOMPARE(describeCsv(pipe).error().message, pipe + u" is no regular file"_s);
}

void tst_CsvDescription::writesWhatPandasToDictWrites()
{
    CsvDescription description;
    description.columns.append({.name = u"a\"b"_s,
                                .count = 2,
                                .mean = 1.5,
                                .std = std::numeric_limits<double>::quiet_NaN(),
                                .min = 1,
                                .q25 = 1.25,
                                .median = 1.5,
                                .q75 = 1.75,
                                .max = std::numeric_limits<double>::infinity()});
    QCOMPARE(toJson(description),
             R"({"a\"b":{"count":2,"mean":1.5,"std":null,"min":1,"25%":1.25,"50%":1.5,)"
             R"("75%":1.75,"max":null}})");
}

QTEST_APPLESS_MAIN(tst_CsvDescription)
#include "tst_CsvDescription.moc"
