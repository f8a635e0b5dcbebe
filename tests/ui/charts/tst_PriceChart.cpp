// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/PricePlot.h"

#include <QAccessible>
#include <QtCharts/QCandlestickSet>
#include <QtCharts/QLineSeries>

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;

namespace {

constexpr qint64 Now = 1'795'182'127;
const QString Aapl = QStringLiteral("AAPL");
const QString Btc = QStringLiteral("BTCUSDT");
constexpr QPoint Middle{400, 200};

} // namespace

class tst_PriceChart : public QObject
{
    Q_OBJECT

    ChartWindow *m_window = nullptr;
    PricePlot *m_plot = nullptr;

    void load(const QByteArray &properties = {})
    {
        m_window->load("PriceChart { source: fake; symbol: 'AAPL'; interval: '5m'; utc: true; "
                       + properties + " }");
        m_plot = m_window->find<PricePlot>();
        QVERIFY(m_plot);
    }
    void loadReady(const QByteArray &properties = {})
    {
        load(properties);
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        m_window->settle();
    }
    [[nodiscard]] Candle lastCandle(Interval interval = Interval::Minute5) const
    {
        return m_window->source.bars.value({Aapl, interval}).last();
    }
    [[nodiscard]] int count(const char *series) const
    {
        auto *found = m_window->series<QCandlestickSeries>(series);
        return found ? found->count() : -1;
    }
    void trade(double price)
    {
        Candle candle = lastCandle();
        m_trades += 1;
        candle.ticks += m_trades;
        candle.close = Decimal::fromDouble(price, 2);
        candle.high = qMax(candle.high, candle.close);
        candle.low = qMin(candle.low, candle.close);
        emit m_window->source.candleChanged(candle);
    }
    int m_trades = 0;

private slots:
    void init()
    {
        m_trades = 0;
        m_window = new ChartWindow;
        for (const Interval interval : AllIntervals)
            m_window->source.setBars(Aapl, interval,
                                     FakeSource::walk(Aapl, interval, 3'000, Now, 187));
        m_window->source.setBars(Btc, Interval::Minute5,
                                 FakeSource::walk(Btc, Interval::Minute5, 300, Now, 97'214.5));
    }
    void cleanup() { delete m_window; }

    void showsCandlesAndVolumesOfTheBarsInSight()
    {
        loadReady();
        QVERIFY(count("candles") > 60);
        QVERIFY(count("candles") < 200);
        QCOMPARE(count("newestCandle"), 1);
        QCOMPARE(count("volumes"), count("candles"));
        QCOMPARE(m_plot->readout().close, lastCandle().close.toString());
        QVERIFY(m_plot->isLive());
    }

    void drawsALineWithAtMostTwoPointsAColumn()
    {
        loadReady("style: PriceChart.Line");
        auto *line = m_window->series<QLineSeries>("line");
        QVERIFY(line);
        QVERIFY(line->count() > 60);
        QCOMPARE(count("candles"), 0);
        for (int i = 0; i < 20; ++i)
            m_plot->zoom(-1, m_plot->width());
        QTRY_COMPARE(m_plot->bars().size(), 3'000); // zoomed out so far, older bars are asked for
        m_window->settle();
        QVERIFY(line->count() <= 2 * m_plot->width() + 4);
    }

    void showsLabelsForBothAxes()
    {
        loadReady();
        QVERIFY(m_plot->priceTicks()->rowCount() >= 5);
        QVERIFY(m_plot->timeTickModel()->rowCount() >= 4);
        for (const AxisTick &tick : m_plot->priceTicks()->ticks())
            QVERIFY(tick.position >= 0 && tick.position <= m_plot->pricePaneHeight());
        QVERIFY(m_plot->lastPrice().visible);
        QCOMPARE(m_plot->lastPrice().text, lastCandle().close.toString());
    }

    void aTradeMovesTheNewestBar()
    {
        loadReady();
        const double price = lastCandle().close.toDouble() + 0.5;
        trade(price);
        auto *newest = m_window->series<QCandlestickSeries>("newestCandle");
        QTRY_COMPARE(newest->sets().first()->close(), price);
        QCOMPARE(m_plot->lastPrice().text, QString::number(price, 'f', 2));
    }

    void manyTradesAreOneUpdate()
    {
        loadReady();
        const quint64 before = m_plot->feeds();
        for (int i = 0; i < 200; ++i)
            trade(200 + i * 0.01);
        m_window->settle();
        QCOMPARE(m_plot->feeds(), before + 1);
    }

    void drawsNoFrameWithoutNews()
    {
        loadReady();
        trade(200);
        QTest::qWait(4'500); // the clock stops at its first tick after 3 s without news
        m_window->settle();
        QSignalSpy frames(m_window, &QQuickWindow::frameSwapped);
        QTest::qWait(1'000);
        QCOMPARE(frames.count(), 0);
    }

    void worksNotWhileHidden_data()
    {
        QTest::addColumn<bool>("window");
        QTest::newRow("hidden item") << false;
        QTest::newRow("hidden window") << true;
    }
    void worksNotWhileHidden()
    {
        QFETCH(bool, window);
        loadReady();
        const auto show = [this, window](bool shown) {
            if (window)
                m_window->setVisible(shown);
            else
                m_window->rootObject()->setVisible(shown);
        };
        show(false);
        const quint64 before = m_plot->feeds();
        for (int i = 0; i < 10; ++i) {
            trade(210 + i);
            QTest::qWait(10);
        }
        QCOMPARE(m_plot->feeds(), before);
        QVERIFY(!m_plot->isActive());
        show(true);
        QTRY_COMPARE(m_plot->lastPrice().text, QStringLiteral("219.00"));
    }

    void switchesTheSymbol()
    {
        loadReady();
        m_window->rootObject()->setProperty("symbol", Btc);
        QCOMPARE(m_plot->status(), PricePlot::Status::Loading);
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        m_window->settle();
        auto *candles = m_window->series<QCandlestickSeries>("candles");
        for (const QCandlestickSet *set : candles->sets())
            QVERIFY(set->low() > 50'000);
        trade(1); // of the symbol before
        m_window->settle();
        QVERIFY(m_plot->bars().last().close > 50'000);
    }

    void switchesTheInterval_data()
    {
        QTest::addColumn<QString>("interval");
        for (const Interval interval : AllIntervals)
            QTest::newRow(qPrintable(toString(interval))) << toString(interval);
    }
    void switchesTheInterval()
    {
        QFETCH(QString, interval);
        loadReady();
        m_plot->pan(300);
        m_window->rootObject()->setProperty("interval", interval);
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        m_window->settle();
        const auto width = static_cast<qint64>(*parseInterval(interval)) * 1'000;
        QCOMPARE(m_plot->bars().last().start - m_plot->bars().at(m_plot->bars().size() - 2).start,
                 width);
        QCOMPARE(m_plot->viewport().interval(), width);
    }

    void dragsIntoThePastAndComesBackByDoubleClick()
    {
        loadReady();
        m_window->drag(Middle, Middle + QPoint(300, 0));
        QTRY_VERIFY(!m_plot->isLive());
        auto *chip = m_window->find<QQuickItem>("liveChip");
        QVERIFY(chip->isVisible());
        QTest::mouseDClick(m_window, Qt::LeftButton, {}, Middle);
        QTRY_VERIFY(m_plot->isLive());
        QVERIFY(!chip->isVisible());
    }

    void countsTradesWhileLookingAtThePast()
    {
        loadReady();
        m_plot->pan(300);
        const double from = m_plot->viewport().from();
        for (int i = 0; i < 142; ++i)
            trade(200);
        m_window->settle();
        QCOMPARE(m_plot->newTrades(), 142);
        QCOMPARE(m_plot->viewport().from(), from);
        auto *chip = m_window->find<QQuickItem>("liveChip");
        const QPoint at = chip->mapToScene({10, 10}).toPoint();
        QTest::mouseClick(m_window, Qt::LeftButton, {}, at);
        QTRY_VERIFY(m_plot->isLive());
        QCOMPARE(m_plot->newTrades(), 0);
    }

    void zoomsWithTheWheelAboutThePointer()
    {
        loadReady();
        const double spacing = m_plot->spacing();
        const double time = m_plot->viewport().timeAt(Middle.x());
        m_window->wheel(Middle, 1);
        QVERIFY(m_plot->spacing() > spacing);
        QVERIFY(std::abs(m_plot->viewport().xOf(time) - Middle.x()) < 3);
        m_window->wheel(Middle, -3);
        QVERIFY(m_plot->spacing() < spacing);
    }

    void worksFromTheKeyboard()
    {
        loadReady();
        m_window->rootObject()->forceActiveFocus();
        const double spacing = m_plot->spacing();
        QTest::keyClick(m_window, Qt::Key_Plus);
        QVERIFY(m_plot->spacing() > spacing);
        QTest::keyClick(m_window, Qt::Key_Minus);
        QCOMPARE(m_plot->spacing(), spacing);
        const double from = m_plot->viewport().from();
        QTest::keyClick(m_window, Qt::Key_Left);
        QCOMPARE(m_plot->viewport().from(), from - 5 * 300'000);
        QTest::keyClick(m_window, Qt::Key_Right);
        QCOMPARE(m_plot->viewport().from(), from);
        QTest::keyClick(m_window, Qt::Key_Home);
        QVERIFY(!m_plot->isLive());
        QTest::keyClick(m_window, Qt::Key_End);
        QVERIFY(m_plot->isLive());
    }

    void loadsOlderBarsWhenPannedLeft()
    {
        loadReady();
        const qsizetype held = m_plot->bars().size();
        QVERIFY(held < 3'000);
        m_plot->showOldest();
        QTRY_VERIFY(m_plot->bars().size() > held);
        const FakeSource::Request &request = m_window->source.requests.last();
        QVERIFY(request.before);
        // To the very first one; then it stops asking.
        QTRY_VERIFY((m_plot->showOldest(), m_plot->bars().size() == 3'000));
        m_window->settle();
        const auto asked = m_window->source.requests.size();
        m_plot->showOldest();
        m_window->settle();
        QCOMPARE(m_window->source.requests.size(), asked);
    }

    void keepsWhatItHasWhenOlderBarsFail()
    {
        loadReady();
        m_window->source.error = QStringLiteral("The disk is full");
        m_plot->showOldest();
        m_window->settle();
        QCOMPARE(m_plot->status(), PricePlot::Status::Ready);
        const auto asked = m_window->source.requests.size();
        trade(200);
        m_window->settle();
        QCOMPARE(m_window->source.requests.size(), asked); // no storm of requests
    }

    void readsOutTheBarUnderTheCrosshair()
    {
        loadReady();
        m_plot->pan(2'000);
        m_window->settle();
        QTest::mouseMove(m_window, Middle);
        QTest::mouseMove(m_window, Middle + QPoint(1, 1));
        QTRY_VERIFY(m_plot->crosshair().visible);
        const qsizetype index = m_plot->bars().nearest(m_plot->viewport().timeAt(Middle.x() + 1));
        QCOMPARE(m_plot->readout().close, QString::number(m_plot->bars().at(index).close, 'f', 2));
        QVERIFY(!m_plot->crosshair().time.isEmpty());
        m_plot->hideCrosshair();
        QCOMPARE(m_plot->readout().close, lastCandle().close.toString());
    }

    void theAxisDoesNotChangeItsWidthWithThePrice()
    {
        loadReady();
        const double width = m_plot->width();
        for (const double price : {188.88, 211.11, 177.77}) {
            trade(price);
            m_window->settle();
            QCOMPARE(m_plot->width(), width);
        }
    }

    void saysThatItIsLoading()
    {
        m_window->source.mute = true;
        load();
        QCOMPARE(m_plot->status(), PricePlot::Status::Loading);
        QVERIFY(m_window->find<QQuickItem>("message")->isVisible());
    }

    void saysThatThereAreNoBarsUntilTheFirst()
    {
        m_window->source.setBars(Aapl, Interval::Minute5, {});
        load();
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Empty);
        emit m_window->source.candleChanged(
            FakeSource::candle(Aapl, Interval::Minute5, Now / 300 * 300, 10, 11, 9, 10.5));
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        QTRY_COMPARE(count("newestCandle"), 1);
    }

    void saysWhyItFailedAndTriesAgain()
    {
        m_window->source.error = QStringLiteral("The server is away");
        load();
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Failed);
        QCOMPARE(m_plot->errorText(), m_window->source.error);
        m_window->source.error.clear();
        m_plot->retry();
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
    }

    void drawsWhateverPricesThereAre_data()
    {
        QTest::addColumn<double>("price");
        QTest::addColumn<int>("bars");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<double>("volatility");
        QTest::newRow("one bar") << 12.34 << 1 << 2 << 0.002;
        QTest::newRow("five bars") << 12.34 << 5 << 2 << 0.002;
        QTest::newRow("flat") << 12.34 << 200 << 2 << 0.0;
        QTest::newRow("huge") << 97'214.5 << 200 << 2 << 0.002;
        QTest::newRow("tiny") << 0.0001234 << 200 << 7 << 0.002;
    }
    void drawsWhateverPricesThereAre()
    {
        QFETCH(double, price);
        QFETCH(int, bars);
        QFETCH(int, decimals);
        QFETCH(double, volatility);
        m_window->source.setBars(
            Aapl, Interval::Minute5,
            FakeSource::walk(Aapl, Interval::Minute5, bars, Now, price, decimals, volatility));
        loadReady();
        QVERIFY(m_plot->priceTicks()->rowCount() >= 3);
        QVERIFY(m_plot->lastPrice().visible);
        QVERIFY(m_plot->lastPrice().y > 10);
        QVERIFY(m_plot->lastPrice().y < m_plot->pricePaneHeight() - 5);
        QSet<QString> labels;
        for (const AxisTick &tick : m_plot->priceTicks()->ticks())
            labels.insert(tick.label);
        QCOMPARE(labels.size(), m_plot->priceTicks()->rowCount());
    }

    void survivesItsSource()
    {
        auto *source = new FakeSource;
        source->setBars(Aapl, Interval::Minute5,
                        FakeSource::walk(Aapl, Interval::Minute5, 50, Now, 187));
        loadReady();
        m_plot->setSource(source);
        m_window->settle();
        delete source;
        m_plot->showOldest();
        m_window->settle();
    }

    void isDescribedToAssistiveTools()
    {
        loadReady();
        QAccessible::setActive(true);
        QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(m_window->rootObject());
        QVERIFY(chart);
        QVERIFY(chart->text(QAccessible::Name).contains(Aapl));
        QVERIFY(chart->text(QAccessible::Description).contains(lastCandle().close.toString()));
    }
};

QTEST_MAIN(tst_PriceChart)
#include "tst_PriceChart.moc"
