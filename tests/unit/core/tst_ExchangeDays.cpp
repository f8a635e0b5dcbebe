// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ExchangeDays.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

Timestamp at(const char *time)
{
    return *parseTimestamp(QString::fromLatin1(time));
}

} // namespace

class tst_ExchangeDays : public QObject
{
    Q_OBJECT

private slots:
    void aDayIsFromMidnightToMidnightOfTheZone_data();
    void aDayIsFromMidnightToMidnightOfTheZone();
    void daysFollowEachOtherWithoutGapOverAYear();
    void anUnknownZoneIsTakenAsUtc();
    void shorterBucketsAreCountedFromTheEpoch();
    void aDateIsThatOfTheZone();
};

void tst_ExchangeDays::aDayIsFromMidnightToMidnightOfTheZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<Timestamp>("time");
    QTest::addColumn<Timestamp>("start");
    QTest::addColumn<std::chrono::hours>("length");

    const QByteArray newYork("America/New_York");
    QTest::newRow("UTC") << QByteArray() << at("2026-01-31T23:59:59.999999Z")
                         << at("2026-01-31T00:00:00Z") << 24h;
    QTest::newRow("in winter") << newYork << at("2026-01-31T12:00:00Z")
                               << at("2026-01-31T05:00:00Z") << 24h;
    QTest::newRow("the last moment")
        << newYork << at("2026-01-31T04:59:59.999999Z") << at("2026-01-30T05:00:00Z") << 24h;
    QTest::newRow("the first moment")
        << newYork << at("2026-01-31T05:00:00Z") << at("2026-01-31T05:00:00Z") << 24h;
    QTest::newRow("in summer") << newYork << at("2026-07-01T03:59:59Z")
                               << at("2026-06-30T04:00:00Z") << 24h;
    QTest::newRow("clocks go forward")
        << newYork << at("2026-03-08T12:00:00Z") << at("2026-03-08T05:00:00Z") << 23h;
    QTest::newRow("clocks go back")
        << newYork << at("2026-11-02T04:59:59Z") << at("2026-11-01T04:00:00Z") << 25h;
    QTest::newRow("east of UTC") << QByteArray("Asia/Tokyo") << at("2026-01-31T15:00:00Z")
                                 << at("2026-01-31T15:00:00Z") << 24h;
}

void tst_ExchangeDays::aDayIsFromMidnightToMidnightOfTheZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(Timestamp, time);
    QFETCH(Timestamp, start);
    QFETCH(std::chrono::hours, length);
    const TimeSpan day = ExchangeDays(zone).day(time);
    QCOMPARE(toRfc3339(day.start), toRfc3339(start));
    QCOMPARE(toRfc3339(day.end), toRfc3339(start + length));
}

void tst_ExchangeDays::daysFollowEachOtherWithoutGapOverAYear()
{
    const ExchangeDays days("America/New_York");
    TimeSpan day = days.day(at("2026-01-01T05:00:00Z"));
    for (int i = 0; i < 365; ++i) {
        const TimeSpan next = days.day(day.end);
        QCOMPARE(next.start, day.end);
        QCOMPARE(days.day(day.end - 1us), day);
        day = next;
    }
    QCOMPARE(toRfc3339(day.start), toRfc3339(at("2027-01-01T05:00:00Z")));
}

void tst_ExchangeDays::anUnknownZoneIsTakenAsUtc()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Nowhere/Land")));
    const ExchangeDays days("Nowhere/Land");
    QCOMPARE(days.day(at("2026-01-31T12:00:00Z")).start, at("2026-01-31T00:00:00Z"));
}

void tst_ExchangeDays::shorterBucketsAreCountedFromTheEpoch()
{
    const ExchangeDays days("Asia/Kolkata"); // half an hour off
    const TimeSpan hour = days.bucket(at("2026-01-31T12:10:00Z"), Interval::Hour1);
    QCOMPARE(hour.start, at("2026-01-31T12:00:00Z"));
    QCOMPARE(hour.end, at("2026-01-31T13:00:00Z"));
}

void tst_ExchangeDays::aDateIsThatOfTheZone()
{
    const ExchangeDays days("America/New_York");
    QCOMPARE(days.date(at("2026-01-31T04:59:59Z")), QDate(2026, 1, 30));
    QCOMPARE(days.start(QDate(2026, 1, 31)), at("2026-01-31T05:00:00Z"));
}

QTEST_APPLESS_MAIN(tst_ExchangeDays)
#include "tst_ExchangeDays.moc"
