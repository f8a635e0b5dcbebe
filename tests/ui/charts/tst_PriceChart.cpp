// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/DenseBars.h"
#include "charts/IndicatorPlot.h"
#include "charts/PricePlot.h"
#include "charts/TimeTicks.h"

#include <QAccessible>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QCandlestickSet>
#include <QtCharts/QLineSeries>
#include <QtMath>

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
        // The clock, which ticks each second, stops after 3 s without news.
        QVERIFY(m_window->settle(1'500));
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

    void aDoubleClickPicksAPriceWhereAsked()
    {
        loadReady("picksPrices: true; property string picked; onPricePicked: p => picked = p;");
        QTRY_VERIFY(m_plot->priceScale().valid);
        const QPoint volumes(400, static_cast<int>(m_window->height()) - 40);
        QTest::mouseDClick(m_window, Qt::LeftButton, {}, volumes);
        QCOMPARE(m_window->rootObject()->property("picked").toString(), QString());
        QTest::mouseDClick(m_window, Qt::LeftButton, {}, Middle);
        const double y = m_plot->mapFromScene(QPointF(Middle)).y();
        const QString price = m_plot->priceScale().priceAt(y);
        QCOMPARE(m_window->rootObject()->property("picked").toString(), price);
        QVERIFY(price.contains(u'.') && price.size() - price.indexOf(u'.') == 3);
        QVERIFY(qAbs(m_plot->priceScale().yOf(price) - y) < 1);
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

    void beginsAnewWhenTheFeedWasReplaced()
    {
        load();
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        m_window->source.setBars(Aapl, Interval::Minute5, {});
        m_window->source.forgetQuotes();
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Empty);
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

    void drawsIndicatorsOverThePricesAndBelow()
    {
        loadReady("indicators: IndicatorList { text: 'sma 9; bb 20 2; rsi 14; macd 12 26 9' }");
        QTRY_COMPARE(m_plot->indicatorValues()->panes(), 2);
        m_window->settle();
        auto *overlays = m_window->find<IndicatorPlot>("overlays");
        QVERIFY(overlays);
        QCOMPARE(overlays->picture().strokes.size(), 4);
        QCOMPARE(overlays->width(), m_plot->width());
        // Where the bar stands whose average it is.
        const qsizetype last = m_plot->bars().size() - 1;
        const QPointF end = overlays->picture().strokes.first().runs.last().last();
        QCOMPARE(end.x(), m_plot->viewport().xOf(double(m_plot->bars().at(last).start)));
        QCOMPARE(end.y(), m_plot->yOf(m_plot->indicatorSeries().front().at(last)[0]));
        QList<IndicatorPlot *> panes;
        QList<QQuickItem *> items{m_window->rootObject()}; // delegates are not QObject children
        for (qsizetype i = 0; i < items.size(); ++i) {
            items.append(items.at(i)->childItems());
            auto *found = qobject_cast<IndicatorPlot *>(items.at(i));
            if (found && found->row() >= 0)
                panes.append(found);
        }
        QCOMPARE(panes.size(), 2);
        QCOMPARE(panes.at(0)->picture().strokes.size(), 1);
        QCOMPARE(panes.at(1)->picture().strokes.size(), 2);
        QVERIFY(panes.at(1)->picture().columns.size() > 60);
        QVERIFY(panes.at(0)->mapToScene({}).y() >= m_plot->mapToScene({0, m_plot->height()}).y());
        QVERIFY(m_plot->height() > 150);
    }

    void paintsBarsThatAreTooManyForSeries()
    {
        loadReady();
        const auto *bars = m_window->find<DenseBars>("denseBars");
        QVERIFY(!m_plot->isDense());
        QVERIFY(bars->picture().upVolumes.isEmpty());
        for (int i = 0; i < 20; ++i)
            m_plot->zoom(-1, m_plot->width());
        QTRY_COMPARE(m_plot->bars().size(), 3'000);
        m_window->settle();
        QVERIFY(m_plot->isDense());
        QCOMPARE(count("candles"), 0);
        QCOMPARE(count("volumes"), 0);
        QVERIFY(!bars->picture().up.isEmpty());
        QVERIFY(!bars->picture().down.isEmpty());
        // At most one for each column of pixels, and one beyond either edge.
        QVERIFY(bars->picture().upVolumes.size() + bars->picture().downVolumes.size()
                <= qCeil(m_plot->width()) + 2);
        m_plot->goLive();
        for (int i = 0; i < 20; ++i)
            m_plot->zoom(1, m_plot->width());
        m_window->settle();
        QVERIFY(!m_plot->isDense());
        QVERIFY(count("candles") > 0);
        QVERIFY(bars->picture().up.isEmpty());
    }

    void paintsBarsWhereTheirPricesAre()
    {
        loadReady();
        m_plot->zoomTo(3, m_plot->width());
        m_window->settle();
        QVERIFY(m_plot->isDense());
        const DenseBars::Picture &picture = m_window->find<DenseBars>("denseBars")->picture();
        const Bar &bar = m_plot->bars().last();
        const QRect wick = (bar.rising() ? picture.up : picture.down).last();
        QVERIFY(std::abs(wick.top() - m_plot->yOf(bar.high)) <= 1);
        QVERIFY(std::abs(wick.bottom() + 1 - m_plot->yOf(bar.low)) <= 1);
        QCOMPARE(wick.left(), qFloor(m_plot->viewport().xOf(static_cast<double>(bar.start))));
    }

    void drawsIndicatorsWithAtMostTwoPointsAColumn()
    {
        loadReady("style: PriceChart.Line; indicators: IndicatorList { text: 'sma 9' }");
        for (int i = 0; i < 20; ++i)
            m_plot->zoom(-1, m_plot->width());
        QTRY_COMPARE(m_plot->bars().size(), 3'000);
        m_window->settle();
        const auto &stroke = m_window->find<IndicatorPlot>("overlays")->picture().strokes.first();
        QCOMPARE(stroke.runs.size(), 1);
        QVERIFY(stroke.runs.first().size() > 100);
        QVERIFY(stroke.runs.first().size() <= 2 * qCeil(m_plot->width()) + 4);
    }

    void breaksIndicatorsAtGaps()
    {
        QList<Candle> bars = FakeSource::walk(Aapl, Interval::Minute5, 100, Now, 187);
        bars.remove(80, 6);
        bars.remove(60, 2);
        m_window->source.setBars(Aapl, Interval::Minute5, bars);
        loadReady("indicators: IndicatorList { text: 'sma 9' }");
        const auto &strokes = m_window->find<IndicatorPlot>("overlays")->picture().strokes;
        QCOMPARE(strokes.first().runs.size(), 2); // two bars are a quiet market, six are a gap
    }

    void readsOutIndicatorsUnderTheCrosshair()
    {
        loadReady("indicators: IndicatorList { text: 'sma 9; rsi 14' }");
        const auto reading = [this](int row) {
            return m_plot->indicatorValues()->readouts().at(row).reading;
        };
        const qsizetype last = m_plot->bars().size() - 1;
        const auto number = [this](std::size_t row, qsizetype index) {
            return QString::number(m_plot->indicatorSeries()[row].at(index)[0], 'f', 2);
        };
        QCOMPARE(reading(0), number(0, last));
        QCOMPARE(reading(1), number(1, last));
        QTest::mouseMove(m_window, Middle);
        QTest::mouseMove(m_window, Middle + QPoint(1, 1));
        QTRY_VERIFY(m_plot->crosshair().visible);
        const qsizetype index = m_plot->bars().nearest(m_plot->viewport().timeAt(Middle.x() + 1));
        QVERIFY(index < last);
        QCOMPARE(reading(0), number(0, index));
        QCOMPARE(reading(1), number(1, index));
    }

    void computesAndDrawsNoIndicatorWhileHidden()
    {
        loadReady("indicators: IndicatorList { text: 'sma 9; rsi 14' }");
        auto *overlays = m_window->find<IndicatorPlot>("overlays");
        m_window->rootObject()->setVisible(false);
        const quint64 computed = m_plot->indicatorSeries().front().computed();
        const quint64 paints = overlays->paints();
        for (int i = 0; i < 10; ++i) {
            trade(210 + i);
            QTest::qWait(10);
        }
        QCOMPARE(m_plot->indicatorSeries().front().computed(), computed);
        QCOMPARE(overlays->paints(), paints);
        m_window->rootObject()->setVisible(true);
        QTRY_VERIFY(overlays->paints() > paints);
    }

    void keepsIndicatorsInStepWithTheList()
    {
        loadReady("property alias list: l; indicators: IndicatorList { id: l; text: 'sma 9' }");
        auto *list = m_window->rootObject()->property("list").value<IndicatorList *>();
        QVERIFY(list);
        list->add(4);
        QTRY_COMPARE(m_plot->indicatorValues()->panes(), 1);
        list->setParameter(0, 0, QStringLiteral("5"));
        QTRY_COMPARE(m_plot->indicatorValues()->readouts().first().title, QStringLiteral("SMA 5"));
        list->remove(1);
        QTRY_COMPARE(m_plot->indicatorValues()->panes(), 0);
        list->remove(0);
        m_window->settle();
        QVERIFY(m_window->find<IndicatorPlot>("overlays")->picture().strokes.isEmpty());
    }

    void hasALogarithmicScale()
    {
        m_window->source.setBars(Aapl, Interval::Minute5,
                                 FakeSource::walk(Aapl, Interval::Minute5, 400, Now, 187, 2, 0.04));
        loadReady("logarithmic: true");
        QVERIFY(m_plot->isLogarithmic());
        const PriceScale scale = m_plot->priceScale();
        QVERIFY(scale.logarithmic);
        for (const AxisTick &tick : m_plot->priceTicks()->ticks()) {
            const QString price = QString(tick.label).remove(u',');
            QVERIFY2(qAbs(scale.yOf(price) - tick.position) < 1.5, qPrintable(tick.label));
        }
        // Equal ratios are equally far apart.
        const double one = m_plot->yOf(100) - m_plot->yOf(200);
        const double other = m_plot->yOf(200) - m_plot->yOf(400);
        QVERIFY(qAbs(one - other) < 1e-6);
        QVERIFY(qAbs(scale.yOf(scale.priceAt(100)) - 100) < 1);
        m_window->rootObject()->setProperty("logarithmic", false);
        QTRY_VERIFY(!m_plot->isLogarithmic());
        auto *newest = m_window->series<QCandlestickSeries>("newestCandle");
        QTRY_COMPARE(newest->sets().first()->close(), lastCandle().close.toDouble());
    }

    void staysLinearWhereAPriceIsNotAboveZero()
    {
        QList<Candle> bars = FakeSource::walk(Aapl, Interval::Minute5, 50, Now, 187);
        bars[45].low = Decimal::fromDouble(-3, 2);
        m_window->source.setBars(Aapl, Interval::Minute5, bars);
        loadReady("logarithmic: true");
        QVERIFY(!m_plot->isLogarithmic());
        QVERIFY(m_plot->priceTicks()->rowCount() >= 5);
    }

    void theCornerTogglesTheScale()
    {
        loadReady("id: c; onLogarithmicToggled: c.logarithmic = !c.logarithmic");
        auto *toggle = m_window->find<QQuickItem>("logToggle");
        QVERIFY(toggle);
        QTest::mouseClick(m_window, Qt::LeftButton, {}, toggle->mapToScene({8, 8}).toPoint());
        QTRY_VERIFY(m_plot->isLogarithmic());
        m_window->rootObject()->forceActiveFocus();
        QTest::keyClick(m_window, Qt::Key_L);
        QTRY_VERIFY(!m_plot->isLogarithmic());
    }

    void measuresWhatIsDraggedWithShift()
    {
        loadReady();
        const double from = m_plot->viewport().from();
        const QPoint start = Middle;
        const QPoint end = Middle + QPoint(200, 80);
        QTest::mousePress(m_window, Qt::LeftButton, Qt::ShiftModifier, start);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(m_window, start + (end - start) * i / 10);
        QTest::mouseRelease(m_window, Qt::LeftButton, Qt::ShiftModifier, end);
        QCOMPARE(m_plot->viewport().from(), from); // it did not pan
        const Measurement measured = m_plot->measurement();
        QVERIFY(measured.visible);
        QVERIFY(!measured.rising);
        const PriceScale scale = m_plot->priceScale();
        const auto y = [this](QPoint at) { return m_plot->mapFromScene(QPointF(at)).y(); };
        const double first = scale.priceAt(y(start)).toDouble();
        const double last = scale.priceAt(y(end)).toDouble();
        QCOMPARE(measured.change, QChar(0x2212) + QString::number(std::abs(last - first), 'f', 2));
        QCOMPARE(measured.percent,
                 QChar(0x2212) + QString::number(std::abs(last - first) / first * 100, 'f', 2));
        const auto bars = static_cast<int>(std::round(200 / m_plot->spacing()));
        QVERIFY(std::abs(measured.bars - bars) <= 1);
        QCOMPARE(measured.duration, formatDuration(measured.bars * 300'000LL));
        // It goes with the bars, and Escape ends it.
        m_plot->pan(50);
        m_window->settle();
        QVERIFY(std::abs(m_plot->measurement().startX - measured.startX - 50)
                <= m_plot->spacing() + 1);
        m_window->rootObject()->forceActiveFocus();
        QTest::keyClick(m_window, Qt::Key_Escape);
        QVERIFY(!m_plot->measurement().visible);
    }

    void theMeasureKeyMakesTheNextDragMeasure()
    {
        loadReady();
        m_window->rootObject()->forceActiveFocus();
        QTest::keyClick(m_window, Qt::Key_M);
        m_window->drag(Middle, Middle - QPoint(100, 50));
        QVERIFY(m_plot->measurement().visible);
        QVERIFY(m_plot->measurement().rising);
        QVERIFY(m_plot->measurement().bars < 0);
        const double from = m_plot->viewport().from();
        m_window->drag(Middle, Middle + QPoint(100, 0));
        QVERIFY(m_plot->viewport().from() < from); // this one panned
    }

    void drawsAnArea()
    {
        loadReady("style: PriceChart.Area");
        auto *area = m_window->series<QAreaSeries>("area");
        auto *line = m_window->series<QLineSeries>("line");
        QVERIFY(area && line);
        QVERIFY(area->isVisible());
        QCOMPARE(area->upperSeries()->count(), line->count());
        QVERIFY(line->count() > 60);
        QCOMPARE(count("candles"), 0);
        m_window->rootObject()->setProperty("style", 1);
        QTRY_VERIFY(!area->isVisible());
        QVERIFY(line->count() > 60);
    }

    void marksWhereTheDayChanges()
    {
        loadReady();
        m_plot->zoom(-5, m_plot->width());
        m_window->settle();
        const QList<AxisTick> &days = m_plot->sessionBreaks()->ticks();
        QVERIFY(!days.isEmpty());
        for (const AxisTick &day : days) {
            const auto time = static_cast<qint64>(m_plot->viewport().timeAt(day.position + 0.5));
            const qint64 off = (time + 43'200'000) % 86'400'000 - 43'200'000;
            QVERIFY(qAbs(off) <= 2 * 300'000);
        }
        m_window->rootObject()->setProperty("interval", QStringLiteral("1d"));
        QTRY_COMPARE(m_plot->sessionBreaks()->rowCount(), 0);
    }

    void namesADailyBarByItsExchangesDate()
    {
        Quote quote;
        quote.symbol = Aapl;
        quote.price = Decimal(1, 0);
        quote.zone = "Asia/Tokyo";
        m_window->source.updateQuotes({quote});
        // 15:00 UTC of the 20th is the midnight between the 20th and the 21st there.
        m_window->source.setBars(
            Aapl, Interval::Day1,
            {FakeSource::candle(Aapl, Interval::Day1, 1'795'186'800, 10, 12, 9, 11, 100, 4)});
        loadReady();
        m_window->rootObject()->setProperty("interval", QStringLiteral("1d"));
        QTRY_COMPARE(m_plot->bars().size(), 1);
        m_window->settle();
        m_plot->moveCrosshair(m_plot->width() - 10, 100);
        QVERIFY2(m_plot->crosshair().time.contains(QLatin1String("21 Nov 2026")),
                 qPrintable(m_plot->crosshair().time));
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
