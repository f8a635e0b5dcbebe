// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/SparklineItem.h"

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;

namespace {
constexpr qint64 Now = 1'795'182'127;
const QString Aapl = QStringLiteral("AAPL");
} // namespace

class tst_Sparkline : public QObject
{
    Q_OBJECT

    ChartWindow *m_window = nullptr;
    SparklineItem *m_line = nullptr;

    void load()
    {
        m_window->load("Item { Sparkline { width: 84; height: 20; source: fake; symbol: 'AAPL' } }",
                       {200, 100});
        m_line = m_window->find<SparklineItem>();
        QVERIFY(m_line);
        m_window->settle();
    }
    void setBars(int count)
    {
        m_window->source.setBars(Aapl, Interval::Minute1,
                                 FakeSource::walk(Aapl, Interval::Minute1, count, Now, 187));
    }
    [[nodiscard]] Candle last() const
    {
        return m_window->source.bars.value({Aapl, Interval::Minute1}).last();
    }
    static Quote quote(double price, double previousClose)
    {
        Quote quote;
        quote.symbol = Aapl;
        quote.price = Decimal::fromDouble(price, 2);
        quote.previousClose = Decimal::fromDouble(previousClose, 2);
        return quote;
    }

private slots:
    void init() { m_window = new ChartWindow; }
    void cleanup() { delete m_window; }

    void drawsTheLastHour()
    {
        setBars(500);
        load();
        QCOMPARE(m_window->source.requests.first().limit, 60);
        QCOMPARE(m_line->points().size(), 60);
        QVERIFY(m_line->points().boundingRect().width() > 75);
    }

    void fillsTheShareOfTheHourThatItHas()
    {
        setBars(15);
        load();
        QCOMPARE(m_line->points().size(), 15);
        QVERIFY(m_line->points().first().x() > 50);
    }

    void followsTheNewestPrice()
    {
        setBars(60);
        load();
        const QPointF before = m_line->points().last();
        Candle candle = last();
        candle.close = Decimal(30'000, 2);
        candle.ticks += 1;
        emit m_window->source.candleChanged(candle);
        QTRY_VERIFY(m_line->points().last() != before);
    }

    void isColouredByTheQuotesChange()
    {
        setBars(60);
        m_window->source.updateQuotes({quote(100, 101)});
        load();
        QVERIFY(!m_line->isRising());
        m_window->source.updateQuotes({quote(102, 101)});
        Candle candle = last();
        candle.ticks += 1;
        emit m_window->source.candleChanged(candle);
        QTRY_VERIFY(m_line->isRising());
    }

    void paintsNotWhenNothingVisibleChanged()
    {
        setBars(60);
        load();
        const quint64 before = m_line->paints();
        Candle candle = last();
        candle.volume = Decimal(123, 0);
        candle.ticks += 1;
        emit m_window->source.candleChanged(candle);
        m_window->settle();
        QCOMPARE(m_line->paints(), before);
    }

    void drawsOneBarAndNone()
    {
        setBars(1);
        load();
        QCOMPARE(m_line->points().size(), 2);
        m_line->setSymbol(QStringLiteral("NONE"));
        m_window->settle();
        QVERIFY(m_line->points().isEmpty());
    }

    void worksNotWhileHidden()
    {
        setBars(60);
        load();
        m_line->setVisible(false);
        const quint64 before = m_line->feeds();
        Candle candle = last();
        candle.ticks += 1;
        emit m_window->source.candleChanged(candle);
        QTest::qWait(40);
        QCOMPARE(m_line->feeds(), before);
    }
};

QTEST_MAIN(tst_Sparkline)
#include "tst_Sparkline.moc"
