// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Candle.h"
#include "core/Time.h"

#include <QTest>

using namespace Tickwell;

class tst_Time : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryWrittenForm_data();
    void readsEveryWrittenForm();
    void refusesWhatIsNotATime_data();
    void refusesWhatIsNotATime();
    void writesSixDigitsAndZ();
    void bucketsCountFromTheEpoch();
};

void tst_Time::readsEveryWrittenForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("micros");
    const qint64 t = 1'769'851'800'000'000; // 2026-01-31T09:30:00Z
    QTest::newRow("utc") << "2026-01-31T09:30:00Z" << t;
    QTest::newRow("no zone") << "2026-01-31T09:30:00" << t;
    QTest::newRow("no seconds") << "2026-01-31T09:30" << t;
    QTest::newRow("offset") << "2026-01-31T11:30:00+02:00" << t;
    QTest::newRow("offset without colon") << "2026-01-31T04:00:00-0530" << t;
    QTest::newRow("plus lost to a form") << "2026-01-31T11:30:00 02:00" << t;
    QTest::newRow("blank between") << "2026-01-31 09:30:00Z" << t;
    QTest::newRow("micros") << "2026-01-31T09:30:00.123456Z" << t + 123'456;
    QTest::newRow("nanos are cut") << "2026-01-31T09:30:00.123456789Z" << t + 123'456;
    QTest::newRow("tenths") << "2026-01-31T09:30:00.5Z" << t + 500'000;
    QTest::newRow("date") << "2026-01-31" << t - 34'200'000'000;
    QTest::newRow("epoch") << "1769851800" << t;
    QTest::newRow("epoch with fraction") << "1769851800.25" << t + 250'000;
    QTest::newRow("before the epoch") << "-1.5" << qint64(-1'500'000);
    QTest::newRow("leap day") << "2024-02-29T00:00:00Z" << qint64(1'709'164'800'000'000);
}

void tst_Time::readsEveryWrittenForm()
{
    QFETCH(QString, text);
    QFETCH(qint64, micros);
    const auto time = parseTimestamp(text);
    QVERIFY2(time, qPrintable(time ? QString() : time.error().message));
    QCOMPARE(toMicros(*time), micros);
}

void tst_Time::refusesWhatIsNotATime_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "now", "2026", "2026-1-31", "2026-02-30", "2026-01-31T", "2026-01-31T25:00:00Z",
          "2026-01-31T09:61:00Z", "2026-01-31T09:30:00+2", "2026-01-31T09:30:00.Z", "1e9", "12.",
          "999999999999", "2026-01-31T09:30:00Zx", "99999999999999999999999"}) {
        if (QByteArray(text) != "2026")
            QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void tst_Time::refusesWhatIsNotATime()
{
    QFETCH(QString, text);
    QVERIFY(!parseTimestamp(text));
}

void tst_Time::writesSixDigitsAndZ()
{
    QCOMPARE(toRfc3339(fromMicros(1'769'851'800'000'042)),
             QByteArray("2026-01-31T09:30:00.000042Z"));
    QCOMPARE(toRfc3339(fromMicros(-1)), QByteArray("1969-12-31T23:59:59.999999Z"));
}

void tst_Time::bucketsCountFromTheEpoch()
{
    QCOMPARE(toMicros(bucketStart(fromMicros(3'725'000'001), Interval::Hour1)), 3'600'000'000);
    QCOMPARE(toMicros(bucketStart(fromMicros(60'000'000), Interval::Minute1)), 60'000'000);
    QCOMPARE(toMicros(bucketStart(fromMicros(-1), Interval::Minute1)), -60'000'000);
}

QTEST_APPLESS_MAIN(tst_Time)
#include "tst_Time.moc"
