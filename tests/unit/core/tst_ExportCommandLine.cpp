// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationFixture.h"

#include <QTest>

using namespace Tickwell;

/// The command line of an export.
class tst_ExportCommandLine
    : public QObject
    , private ConfigurationFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void readsAnExport();
    void exportsTheBareMinimum();
    void refusesAnExport_data();
    void refusesAnExport();
};

void tst_ExportCommandLine::readsAnExport()
{
    const QStringList arguments{"export",     "candles",    "--out",      "/tmp/a.csv",
                                "--symbol",   "AAPL",       "--interval", "5m",
                                "--from",     "2026-01-31", "--to",       "2026-02-01T00:00:00Z",
                                "--data-dir", "/srv/tw"};
    const auto line = parse(arguments);
    QVERIFY2(line, qPrintable(reason(arguments)));
    QVERIFY(line->action == CommandLine::Action::Export);
    QVERIFY(line->exportQuery.dataSet == DataSet::Candles);
    QCOMPARE(line->exportQuery.symbol, "AAPL");
    QVERIFY(line->exportQuery.interval == Interval::Minute5);
    QCOMPARE(toMicros(*line->exportQuery.from), 1'769'817'600'000'000);
    QCOMPARE(toMicros(*line->exportQuery.to), 1'769'904'000'000'000);
    QCOMPARE(line->exportFile, "/tmp/a.csv");
    QCOMPARE(line->configuration.dataDir, "/srv/tw");
}

void tst_ExportCommandLine::exportsTheBareMinimum()
{
    const auto line = parse({"export", "chat", "--out", "chat.csv"});
    QVERIFY(line);
    QVERIFY(line->exportQuery == (ExportQuery{DataSet::Chat, {}, {}, {}, {}}));
    QCOMPARE(line->exportFile, QDir().absoluteFilePath("chat.csv"));
}

void tst_ExportCommandLine::refusesAnExport_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QStringList &arguments, const char *word) {
        QTest::newRow(name) << (QStringList("export") + arguments) << QString::fromLatin1(word);
    };
    row("no data set", {"--out", "a.csv"}, "one data set");
    row("two data sets", {"ticks", "chat", "--out", "a.csv"}, "one data set");
    row("no such data set", {"quotes", "--out", "a.csv"}, "\"quotes\"");
    row("no file", {"ticks"}, "--out");
    row("bad time", {"ticks", "--out", "a.csv", "--from", "monday"}, "--from: \"monday\"");
    row("times the wrong way",
        {"ticks", "--out", "a.csv", "--from", "2026-02-01", "--to", "2026-01-01"}, "--from");
    row("symbol of a chat", {"chat", "--out", "a.csv", "--symbol", "AAPL"}, "--symbol");
    row("bad symbol", {"ticks", "--out", "a.csv", "--symbol", "aapl"}, "\"aapl\"");
    row("interval of ticks", {"ticks", "--out", "a.csv", "--interval", "1m"}, "--interval");
    row("bad interval", {"candles", "--out", "a.csv", "--interval", "2m"}, "\"2m\"");
    row("flag of the server", {"ticks", "--out", "a.csv", "--port", "1"}, "--port does not go");
}

void tst_ExportCommandLine::refusesAnExport()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QString message = reason(arguments);
    QVERIFY2(message.contains(word), qPrintable(message));
}

QTEST_APPLESS_MAIN(tst_ExportCommandLine)
#include "tst_ExportCommandLine.moc"
