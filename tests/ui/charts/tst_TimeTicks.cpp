// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeTicks.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace Tickwell;

namespace {

constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

qint64 at(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
}

QStringList labels(const QList<TimeTick> &ticks)
{
    QStringList texts;
    for (const TimeTick &tick : ticks)
        texts.append(tick.label);
    return texts;
}

} // namespace

class tst_TimeTicks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        qputenv("TZ", "Europe/Berlin"); // where clocks change
        tzset();
    }

    void standsOnRoundTimes_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<qint64>("minStep");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("seconds") << "2026-11-20T13:41:52Z"
                                 << "2026-11-20T13:42:12Z" << qint64(4'000)
                                 << QStringList{"13:41:55", "13:42:00", "13:42:05", "13:42:10"};
        QTest::newRow("hours") << "2026-11-20T09:30:00Z"
                               << "2026-11-20T13:40:00Z" << 50 * Minute
                               << QStringList{"10:00", "11:00", "12:00", "13:00"};
        QTest::newRow("midnight shows the date")
            << "2026-11-20T21:10:00Z"
            << "2026-11-21T04:00:00Z" << 100 * Minute
            << QStringList{"22:00", "21 Nov", "02:00", "04:00"};
        QTest::newRow("days") << "2026-11-27T12:00:00Z"
                              << "2026-12-03T12:00:00Z" << Day
                              << QStringList{"28", "29", "30", "Dec", "2", "3"};
        QTest::newRow("months") << "2026-10-15T00:00:00Z"
                                << "2027-03-15T00:00:00Z" << 25 * Day
                                << QStringList{"Nov", "Dec", "2027", "Feb", "Mar"};
        QTest::newRow("years") << "2023-06-01T00:00:00Z"
                               << "2026-06-01T00:00:00Z" << 300 * Day
                               << QStringList{"2024", "2025", "2026"};
    }
    void standsOnRoundTimes()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(qint64, minStep);
        QFETCH(QStringList, expected);
        // Two hours is a step, 100 minutes is not.
        QCOMPARE(labels(timeTicks(at(qPrintable(from)), at(qPrintable(to)),
                                  static_cast<double>(minStep), true)),
                 expected);
    }

    void marksTheBeginOfADay()
    {
        const auto ticks = timeTicks(at("2026-11-20T22:00:00Z"), at("2026-11-21T02:00:00Z"),
                                     static_cast<double>(Hour), true);
        for (const TimeTick &tick : ticks)
            QCOMPARE(tick.major, tick.time == at("2026-11-21T00:00:00Z"));
    }

    void showsTheSystemsZoneWhenAsked()
    {
        const auto ticks = timeTicks(at("2026-11-20T22:30:00Z"), at("2026-11-20T23:30:00Z"),
                                     static_cast<double>(30 * Minute), false);
        QCOMPARE(labels(ticks), QStringList({"23:30", "21 Nov", "00:30"}));
    }

    void staysOnRoundClockTimesWhenClocksChange_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("to summer time: an hour is missing")
            << "2026-03-28T22:30:00Z"
            << "2026-03-29T04:30:00Z"
            << QStringList{"29 Mar", "01:00", "03:00", "04:00", "05:00", "06:00"};
        QTest::newRow("to winter time: an hour comes twice")
            << "2026-10-24T21:30:00Z"
            << "2026-10-25T04:30:00Z"
            << QStringList{"25 Oct", "01:00", "02:00", "03:00", "04:00", "05:00"};
    }
    void staysOnRoundClockTimesWhenClocksChange()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto ticks =
            timeTicks(at(qPrintable(from)), at(qPrintable(to)), static_cast<double>(Hour), false);
        QTEST(labels(ticks), "expected");
        for (qsizetype i = 1; i < ticks.size(); ++i)
            QVERIFY(ticks.at(i).time > ticks.at(i - 1).time);
    }

    void isBoundedAndOrderedAtEveryZoom()
    {
        const qint64 from = at("2026-11-20T13:42:07Z");
        for (double perPixel = 5; perPixel < 4e9; perPixel *= 1.9) {
            const auto to = from + static_cast<qint64>(perPixel * 1'000);
            const auto ticks = timeTicks(from, to, perPixel * 90, false);
            QVERIFY(ticks.size() <= 14);
            for (const TimeTick &tick : ticks) {
                QVERIFY(tick.time >= from && tick.time <= to);
                QVERIFY(!tick.label.isEmpty());
            }
        }
    }

    void isEmptyWithoutARange()
    {
        QVERIFY(timeTicks(5, 5, 1'000, true).isEmpty());
        QVERIFY(timeTicks(0, 5'000, 0, true).isEmpty());
    }

    void writesAMomentAsPreciselyAsTheBars()
    {
        const qint64 time = at("2026-11-20T13:42:07Z");
        QCOMPARE(formatMoment(time, 1'000, true), QStringLiteral("Fri 20 Nov 2026  13:42:07"));
        QCOMPARE(formatMoment(time, Minute, true), QStringLiteral("Fri 20 Nov 2026  13:42"));
        QCOMPARE(formatMoment(time, Day, true), QStringLiteral("Fri 20 Nov 2026"));
    }

    void writesDurations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << qint64(7'400) << "0:07";
        QTest::newRow("minutes") << qint64(173'000) << "2:53";
        QTest::newRow("hours") << qint64(3'773'000) << "1:02:53";
        QTest::newRow("days") << 26 * Hour << "1 d 2 h";
        QTest::newRow("over") << qint64(-5) << "0:00";
    }
    void writesDurations()
    {
        QFETCH(qint64, ms);
        QTEST(formatDuration(ms), "text");
    }
};

QTEST_GUILESS_MAIN(tst_TimeTicks)
#include "tst_TimeTicks.moc"
