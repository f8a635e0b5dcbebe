// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeSource.h"
#include "charts/BarHistory.h"

#include <QTest>

using namespace Tickwell;

namespace {

Candle bar(qint64 minute, double close, qint64 ticks = 10)
{
    Candle candle = FakeSource::candle(QStringLiteral("A"), Interval::Minute1, minute * 60, close,
                                       close, close, close);
    candle.ticks = ticks;
    return candle;
}

QList<double> closes(const BarHistory &history)
{
    QList<double> all;
    for (qsizetype i = 0; i < history.size(); ++i)
        all.append(history.at(i).close);
    return all;
}

} // namespace

class tst_BarHistory : public QObject
{
    Q_OBJECT

private slots:
    void putsPagesInOrder()
    {
        BarHistory history;
        history.merge({bar(3, 3), bar(4, 4)});
        history.merge({bar(1, 1), bar(2, 2)});
        QCOMPARE(closes(history), QList<double>({1, 2, 3, 4}));
    }

    void keepsTheVersionWithMoreTicksWhereTheyOverlap()
    {
        BarHistory history;
        history.apply(bar(2, 2.5, 12)); // the live stream was faster than the first page
        history.merge({bar(1, 1), bar(2, 2, 11)});
        QCOMPARE(closes(history), QList<double>({1, 2.5}));
    }

    void takesAnOlderPageAsOneOfAll()
    {
        QList<Candle> page;
        for (int minute = 0; minute < 40; ++minute)
            page.append(bar(minute, minute));
        page.append(bar(7, 70, 11)); // twice in a page: the later version stays
        BarHistory parts(30);
        parts.merge({bar(40, 40), bar(41, 41)});
        parts.merge(page);
        BarHistory whole(30);
        whole.merge(page + QList<Candle>{bar(40, 40), bar(41, 41)});
        QCOMPARE(closes(parts), closes(whole));
        QCOMPARE(parts.first().start, 12 * 60'000);
    }

    void tellsWhenWhatWasComputedIsStale()
    {
        BarHistory history(2);
        history.merge({bar(1, 1)});
        const quint64 before = history.rewrites();
        history.apply(bar(1, 1.5, 11));
        history.apply(bar(2, 2));
        QCOMPARE(history.dropped(), quint64{0});
        history.apply(bar(3, 3));
        QCOMPARE(history.dropped(), quint64{1});
        QCOMPARE(history.rewrites(), before);
        history.apply(bar(2, 2.5, 12));
        QCOMPARE(history.rewrites(), before + 1);
        QCOMPARE(history.dropped(), quint64{0});
    }

    void tellsWhatALiveBarChanged()
    {
        BarHistory history;
        QCOMPARE(history.apply(bar(1, 1)), BarHistory::Change::Appended);
        QCOMPARE(history.apply(bar(1, 1)), BarHistory::Change::None);
        QCOMPARE(history.apply(bar(1, 1.5, 11)), BarHistory::Change::Last);
        QCOMPARE(history.apply(bar(2, 2)), BarHistory::Change::Appended);
        QCOMPARE(history.apply(bar(1, 1.6, 12)), BarHistory::Change::Other);
        QCOMPARE(history.apply(bar(1, 1, 3)), BarHistory::Change::None);
        QCOMPARE(history.apply(bar(0, 9)), BarHistory::Change::None);
    }

    void dropsTheOldestWhenFull()
    {
        BarHistory history(3);
        history.merge({bar(1, 1), bar(2, 2), bar(3, 3), bar(4, 4)});
        QCOMPARE(closes(history), QList<double>({2, 3, 4}));
        history.apply(bar(5, 5));
        QCOMPARE(closes(history), QList<double>({3, 4, 5}));
        QVERIFY(history.isFull());
    }

    void findsBarsByTime()
    {
        BarHistory history;
        history.merge({bar(1, 1), bar(2, 2), bar(10, 10)});
        QCOMPARE(history.lowerBound(60'000), 0);
        QCOMPARE(history.lowerBound(60'001), 1);
        QCOMPARE(history.lowerBound(1e9), 3);
        QCOMPARE(history.nearest(0), 0);
        QCOMPARE(history.nearest(4 * 60'000), 1);
        QCOMPARE(history.nearest(8 * 60'000), 2);
        QCOMPARE(history.nearest(1e12), 2);
        QCOMPARE(BarHistory().nearest(5), -1);
    }

    void remembersTheMostDigits()
    {
        BarHistory history;
        Candle candle = bar(1, 1);
        candle.low = Decimal(1234, 7);
        history.merge({candle});
        QCOMPARE(history.decimals(), 7);
        history.clear();
        QCOMPARE(history.decimals(), 0);
    }
};

QTEST_APPLESS_MAIN(tst_BarHistory)
#include "tst_BarHistory.moc"
