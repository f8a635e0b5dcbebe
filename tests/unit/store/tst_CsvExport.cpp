// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

#include "store/Connection.h"
#include "store/Csv.h"

#include <cmath>
#include <limits>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_CsvExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init() { MAKE_STORE(m_engine); }
    void cleanup() { m_engine.close(); }

    void textCells_data();
    void textCells();
    void numberCells_data();
    void numberCells();

    void headers_data();
    void headers();
    void ticksComeByTimeOverAllSymbols();
    void oneSymbolAlone();
    void theRangeBeginsInclusiveAndEndsExclusive_data();
    void theRangeBeginsInclusiveAndEndsExclusive();
    void symbolsThatLookLikeFormulasAreGuarded();
    void candlesOfEveryWidth();
    void candlesOfOneWidth();
    void missingReadingsAreEmptyFields();
    void chatLeavesOutDeletedAndDirectMessages();
    void messagesAreQuotedAndGuarded();
    void everyPieceSizeGivesTheSameText_data();
    void everyPieceSizeGivesTheSameText();
    void manyRowsOfOneMomentComeOnceEach();
    void rowsWrittenMeanwhileNeitherBreakNorDouble();
    void rowsRemovedMeanwhileBreakNothing();
    void aWaitingCursorHoldsNothing();
    void theCursorOutlivesItsReader();
    void estimates_data();
    void estimates();
    void estimatesAreCloseWhereCountingIsDear();

private:
    Store &store() { return m_engine.store(); }
    QByteArray exported(const ExportQuery &query, qsizetype piece = 64)
    {
        return csv(**store().openReader(), query, piece);
    }

    EngineFixture m_engine;
};

void tst_CsvExport::textCells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(cell);
    };
    row("plain", "hello", "hello");
    row("empty", "", "");
    row("blanks stay", " a b ", " a b ");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "say \"hi\"", "\"say \"\"hi\"\"\"");
    row("quote alone", "\"", "\"\"\"\"");
    row("line feed", "a\nb", "\"a\nb\"");
    row("carriage return", "a\rb", "\"a\rb\"");
    row("both", "a\r\nb", "\"a\r\nb\"");
    row("unicode", "\xe4\xbd\xa0\xe5\xa5\xbd \xf0\x9f\x98\x80",
        "\xe4\xbd\xa0\xe5\xa5\xbd \xf0\x9f\x98\x80");
    row("semicolon", "a;b", "a;b");
    row("equals", "=1+1", "'=1+1");
    row("plus", "+49", "'+49");
    row("minus", "-X", "'-X");
    row("at", "@ana hi", "'@ana hi");
    row("tab", "\tx", "'\tx");
    row("return", "\rx", "\"'\rx\"");
    row("formula with comma", "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    row("sign inside", "1=1", "1=1");
    row("caret", "^GSPC", "^GSPC");
    row("apostrophe", "'tis", "'tis");
}

void tst_CsvExport::textCells()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cell);
    QByteArray out = "before,";
    appendCsvText(out, text);
    QCOMPARE(out, "before," + cell);
}

void tst_CsvExport::numberCells_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("integer") << 12.0 << QByteArray("12");
    QTest::newRow("fraction") << 12.5 << QByteArray("12.5");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("small without exponent") << 1e-7 << QByteArray("0.0000001");
    QTest::newRow("large without exponent") << 1e21 << QByteArray("1000000000000000000000");
    QTest::newRow("shortest that reads back") << 0.1 << QByteArray("0.1");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray();
    QTest::newRow("not a number") << std::nan("") << QByteArray();
}

void tst_CsvExport::numberCells()
{
    QFETCH(double, value);
    QFETCH(QByteArray, cell);
    QByteArray out;
    appendCsvNumber(out, std::optional(value));
    QCOMPARE(out, cell);
}

void tst_CsvExport::headers_data()
{
    QTest::addColumn<DataSet>("dataSet");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("ticks") << DataSet::Ticks << QByteArray("time,symbol,price,volume,seq\r\n");
    QTest::newRow("candles") << DataSet::Candles
                             << QByteArray(
                                    "time,symbol,interval,open,high,low,close,volume,ticks\r\n");
    QTest::newRow("monitor")
        << DataSet::Monitor
        << QByteArray("time,cpu_usage,memory_usage,swap_usage,network_in,network_out,disk_read,"
                      "disk_write,load1,active_connections\r\n");
    QTest::newRow("chat") << DataSet::Chat << QByteArray("time,room,user_id,message,seq\r\n");
}

void tst_CsvExport::headers()
{
    QFETCH(DataSet, dataSet);
    QFETCH(QByteArray, line);
    QCOMPARE(exported(only(dataSet)), line);
}

void tst_CsvExport::ticksComeByTimeOverAllSymbols()
{
    VERIFY_OK(store().write({.ticks = {tick(1, 2s), tick(2, 2s, u"MSFT"_s, "411.1", "0.5"),
                                       tick(3, 1us, u"MSFT"_s), tick(4, 3s)}}));
    QCOMPARE(exported({}),
             QByteArray("time,symbol,price,volume,seq\r\n"
                        "2026-01-31T12:00:00.000001Z,MSFT,189.40,100,3\r\n"
                        "2026-01-31T12:00:02.000000Z,AAPL,189.40,100,1\r\n"
                        "2026-01-31T12:00:02.000000Z,MSFT,411.1,0.5,2\r\n"
                        "2026-01-31T12:00:03.000000Z,AAPL,189.40,100,4\r\n"));
}

void tst_CsvExport::oneSymbolAlone()
{
    VERIFY_OK(store().write({.ticks = {tick(1), tick(2, 1s, u"MSFT"_s)}}));
    QCOMPARE(exported(only(DataSet::Ticks, u"MSFT"_s)).count('\n'), 2);
    QCOMPARE(exported(only(DataSet::Ticks, u"NONE"_s)).count('\n'), 1);
}

void tst_CsvExport::theRangeBeginsInclusiveAndEndsExclusive_data()
{
    QTest::addColumn<DataSet>("dataSet");
    for (const DataSet dataSet :
         {DataSet::Ticks, DataSet::Candles, DataSet::Monitor, DataSet::Chat})
        QTest::newRow(qPrintable(toString(dataSet))) << dataSet;
}

void tst_CsvExport::theRangeBeginsInclusiveAndEndsExclusive()
{
    QFETCH(DataSet, dataSet);
    RecordBatch batch;
    for (quint64 n = 1; n <= 6; ++n) {
        batch.ticks.append(tick(n, n * 1s));
        batch.candles.append(candle(Interval::Second1, n * 1s));
        batch.samples.append(sample(n * 1s));
        batch.messages.append(message(n)); // n seconds after noon
    }
    VERIFY_OK(store().write(batch));
    const QByteArray text = exported(only(dataSet, {}, Noon + 2s, Noon + 5s));
    QCOMPARE(text.count('\n'), 4);
    QVERIFY(text.contains("\n2026-01-31T12:00:02.000000Z"));
    QVERIFY(text.contains("\n2026-01-31T12:00:04.000000Z"));
    QCOMPARE(exported(only(dataSet, {}, Noon + 2s, Noon + 2s)).count('\n'), 1);
    QCOMPARE(exported(only(dataSet, {}, Noon + 5s)).count('\n'), 3);
    QCOMPARE(exported(only(dataSet, {}, {}, Noon + 2s)).count('\n'), 2);
}

void tst_CsvExport::symbolsThatLookLikeFormulasAreGuarded()
{
    VERIFY_OK(store().write(
        {.ticks = {tick(1, 0s, u"=F"_s), tick(2, 1s, u"-X"_s), tick(3, 2s, u"^GSPC"_s)},
         .candles = {candle(Interval::Minute1, 0s, u"=F"_s)}}));
    const QByteArray ticks = exported({});
    QVERIFY(ticks.contains(",'=F,"));
    QVERIFY(ticks.contains(",'-X,"));
    QVERIFY(ticks.contains(",^GSPC,"));
    QVERIFY(exported(only(DataSet::Candles)).contains(",'=F,1m,"));
    QVERIFY(exported(only(DataSet::Ticks, u"=F"_s)).contains(",'=F,"));
}

void tst_CsvExport::candlesOfEveryWidth()
{
    VERIFY_OK(store().write(
        {.candles = {candle(Interval::Hour1), candle(Interval::Minute1),
                     candle(Interval::Minute1, 1min), candle(Interval::Minute1, 0s, u"MSFT"_s)}}));
    QCOMPARE(exported(only(DataSet::Candles)),
             QByteArray("time,symbol,interval,open,high,low,close,volume,ticks\r\n"
                        "2026-01-31T12:00:00.000000Z,AAPL,1m,1.5,4,1.25,3.125,1000.50,7\r\n"
                        "2026-01-31T12:00:00.000000Z,AAPL,1h,1.5,4,1.25,3.125,1000.50,7\r\n"
                        "2026-01-31T12:00:00.000000Z,MSFT,1m,1.5,4,1.25,3.125,1000.50,7\r\n"
                        "2026-01-31T12:01:00.000000Z,AAPL,1m,1.5,4,1.25,3.125,1000.50,7\r\n"));
}

void tst_CsvExport::candlesOfOneWidth()
{
    VERIFY_OK(store().write({.candles = {candle(Interval::Hour1), candle(Interval::Minute1)}}));
    const QByteArray text = exported(only(DataSet::Candles, {}, {}, {}, Interval::Hour1));
    QCOMPARE(text.count('\n'), 2);
    QVERIFY(text.contains(",1h,"));
}

void tst_CsvExport::missingReadingsAreEmptyFields()
{
    HostSample first = sample();
    first.cpuUsage.reset();
    first.networkIn.reset();
    first.load1.reset();
    first.memoryTotal = 0;
    VERIFY_OK(store().write({.samples = {first, sample(1s)}}));
    QCOMPARE(exported(only(DataSet::Monitor)).split('\n').sliced(1),
             QList<QByteArray>({"2026-01-31T12:00:00.000000Z,,,25,,,,,,3\r",
                                "2026-01-31T12:00:01.000000Z,12.5,75,25,1024,,,,0.75,3\r", ""}));
}

void tst_CsvExport::chatLeavesOutDeletedAndDirectMessages()
{
    ChatMessage deleted = message(2, QString());
    deleted.deleted = true;
    VERIFY_OK(store().write({.messages = {message(1), deleted, directMessage(3), message(4)}}));
    QCOMPARE(exported(only(DataSet::Chat)),
             QByteArray("time,room,user_id,message,seq\r\n"
                        "2026-01-31T12:00:01.000000Z,general,ana,hello,1\r\n"
                        "2026-01-31T12:00:04.000000Z,general,ana,hello,4\r\n"));
}

void tst_CsvExport::messagesAreQuotedAndGuarded()
{
    ChatMessage said = message(1, u"=1+1,\n\"\u4f60\""_s, u"+ops"_s);
    said.userId = u"@ana"_s;
    VERIFY_OK(store().write({.messages = {said}}));
    QVERIFY(exported(only(DataSet::Chat))
                .endsWith(",'+ops,'@ana,\"'=1+1,\n\"\"\xe4\xbd\xa0\"\"\",1\r\n"));
}

void tst_CsvExport::everyPieceSizeGivesTheSameText_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 100, 4'096, 256 * 1'024, 100'000'000})
        QTest::newRow(qPrintable(QString::number(piece))) << piece;
}

void tst_CsvExport::everyPieceSizeGivesTheSameText()
{
    QFETCH(int, piece);
    RecordBatch batch;
    QByteArray expected = "time,symbol,price,volume,seq\r\n";
    for (quint64 seq = 1; seq <= 5'000; ++seq) {
        const QString symbol = u"S%1"_s.arg(seq % 7);
        batch.ticks.append(tick(seq, seq / 3 * 1ms, symbol));
        appendRfc3339(expected, batch.ticks.last().time);
        expected += ',' + symbol.toLatin1() + ",189.40,100," + QByteArray::number(seq) + "\r\n";
    }
    VERIFY_OK(store().write(batch));
    QVERIFY(exported({}, piece) == expected);
}

void tst_CsvExport::manyRowsOfOneMomentComeOnceEach()
{
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 5'000; ++seq)
        batch.ticks.append(tick(seq));
    VERIFY_OK(store().write(batch));
    QCOMPARE(exported({}).count('\n'), 5'001);
}

void tst_CsvExport::rowsWrittenMeanwhileNeitherBreakNorDouble()
{
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 20'000; ++seq)
        batch.ticks.append(tick(seq, seq * 1ms, seq % 2 ? u"A"_s : u"B"_s));
    VERIFY_OK(store().write(batch));
    const auto cursor = (*store().openReader())->openExport({});
    VERIFY_OK(cursor);
    QByteArray text;
    quint64 seq = 20'000;
    for (bool more = true; more;) {
        const auto read = (*cursor)->read(text, 4'096);
        VERIFY_OK(read);
        more = *read;
        // At the end, late into what was given already, and of a new symbol.
        VERIFY_OK(
            store().write({.ticks = {tick(seq + 1, seq * 1ms, u"A"_s), tick(seq + 2, 1ms, u"B"_s),
                                     tick(seq + 3, seq * 1ms, u"C"_s)}}));
        seq += 3;
    }
    QCOMPARE((*cursor)->rows(), 20'000);
    QCOMPARE(text.count('\n'), 20'001);
}

void tst_CsvExport::rowsRemovedMeanwhileBreakNothing()
{
    RecordBatch batch;
    for (quint64 seq = 1; seq <= 20'000; ++seq)
        batch.ticks.append(tick(seq, seq * 1ms));
    VERIFY_OK(store().write(batch));
    const auto cursor = (*store().openReader())->openExport({});
    QByteArray text;
    VERIFY_OK((*cursor)->read(text, 1'000));
    while (*store().prune({.maxAge = 1h}, Noon + 9h)) { }
    QCOMPARE(store().rows(), 0);
    const auto rest = (*cursor)->read(text, 10'000'000);
    VERIFY_OK(rest);
    QVERIFY(!*rest);
}

void tst_CsvExport::aWaitingCursorHoldsNothing()
{
    VERIFY_OK(store().write({.ticks = {tick(1), tick(2, 1s), tick(3, 2s)}}));
    const auto cursor = (*store().openReader())->openExport({});
    QByteArray text;
    VERIFY_OK((*cursor)->read(text, 1));
    if (!m_engine.isSqlite()) {
        auto other = PgConnection::open(*PgTarget::parse(m_engine.postgres().url()));
        VERIFY_OK(other);
        const auto held = other->query("SELECT count(*) FROM pg_stat_activity WHERE "
                                       "state LIKE 'idle in transaction%' OR backend_xmin IS NOT "
                                       "NULL AND pid <> pg_backend_pid() AND state <> 'active'");
        VERIFY_OK(held);
        QCOMPARE(held->number(), std::optional<qint64>(0));
        return;
    }
    auto other = Connection::open(m_engine.dir() + u"/tickwell.db"_s, Connection::Mode::Write);
    VERIFY_OK(other);
    // 0: the whole log could be carried over and begun anew, so nobody was reading from it.
    QCOMPARE(*other->number("PRAGMA wal_checkpoint(RESTART)"), 0);
}

void tst_CsvExport::theCursorOutlivesItsReader()
{
    VERIFY_OK(store().write({.ticks = {tick(1)}}));
    auto reader = store().openReader();
    const auto cursor = (*reader)->openExport({});
    reader->reset();
    QByteArray text;
    VERIFY_OK((*cursor)->read(text));
    QCOMPARE((*cursor)->rows(), 1);
}

void tst_CsvExport::estimates_data()
{
    QTest::addColumn<ExportQuery>("query");
    QTest::addColumn<qint64>("rows");
    QTest::newRow("all ticks") << only(DataSet::Ticks) << qint64(4);
    QTest::newRow("a symbol") << only(DataSet::Ticks, u"AAPL"_s) << qint64(3);
    QTest::newRow("an unknown symbol") << only(DataSet::Ticks, u"NONE"_s) << qint64(0);
    QTest::newRow("cut hours") << only(DataSet::Ticks, {}, Noon + 1s, Noon + 2h) << qint64(2);
    QTest::newRow("an empty range") << only(DataSet::Ticks, {}, Noon + 1s, Noon) << qint64(0);
    QTest::newRow("all candles") << only(DataSet::Candles) << qint64(3);
    QTest::newRow("candles of a width")
        << only(DataSet::Candles, {}, {}, {}, Interval::Minute1) << qint64(2);
    QTest::newRow("candles in a range")
        << only(DataSet::Candles, u"AAPL"_s, Noon + 1s) << qint64(1);
    QTest::newRow("samples") << only(DataSet::Monitor) << qint64(2);
    QTest::newRow("samples in a range") << only(DataSet::Monitor, {}, Noon + 1s) << qint64(1);
    QTest::newRow("chat that is exported") << only(DataSet::Chat) << qint64(1);
}

void tst_CsvExport::estimates()
{
    QFETCH(ExportQuery, query);
    QFETCH(qint64, rows);
    ChatMessage deleted = message(3);
    deleted.deleted = true;
    VERIFY_OK(store().write({.ticks = {tick(1), tick(2, 1s), tick(3, 2h), tick(4, 1h, u"MSFT"_s)},
                             .candles = {candle(Interval::Minute1), candle(Interval::Minute1, 1min),
                                         candle(Interval::Hour1)},
                             .samples = {sample(), sample(1s)},
                             .messages = {message(1), directMessage(2), deleted}}));
    QCOMPARE(*(*store().openReader())->estimateRows(query), rows);
    QCOMPARE(exported(query).count('\n') - 1, rows);
}

void tst_CsvExport::estimatesAreCloseWhereCountingIsDear()
{
    RecordBatch batch;
    for (quint64 n = 0; n < 250'000; ++n)
        batch.ticks.append(tick(n + 1, n * 10ms));
    for (int n = 0; n < 150'000; ++n)
        batch.candles.append(candle(Interval::Second1, n * 1s));
    VERIFY_OK(store().write(batch));
    const auto reader = store().openReader();
    const auto half = (*reader)->estimateRows(only(DataSet::Ticks, {}, {}, Noon + 20min));
    QVERIFY2(std::abs(*half - 120'000) < 60'000, qPrintable(QString::number(*half)));
    const auto bars = (*reader)->estimateRows(only(DataSet::Candles, u"AAPL"_s));
    QVERIFY2(std::abs(*bars - 150'000) < 5, qPrintable(QString::number(*bars)));
}

QTEST_GUILESS_MAIN(tst_CsvExport)
#include "tst_CsvExport.moc"
