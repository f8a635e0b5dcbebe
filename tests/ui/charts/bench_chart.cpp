// SPDX-License-Identifier: GPL-3.0-or-later
// How long the frames of a price chart take over a long history, under software rendering. Not a
// test: run it from a release build.
#include "FakeSource.h"
#include "charts/PricePlot.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QQmlComponent>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QTest>
#include <QtQml/qqmlextensionplugin.h>

#include <algorithm>
#include <cstdio>

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;

namespace {

constexpr int Bars = 1'000'000;
constexpr int Frames = 300;
constexpr qint64 Now = 1'795'182'127;
const QString Symbol = QStringLiteral("AAPL");

/// Gives all of its history at the first question.
class WholeHistory : public FakeSource
{
    Q_OBJECT

public:
    void requestCandles(quint64 request, const QString &symbol, Interval interval, int,
                        std::optional<Timestamp> before) override
    {
        FakeSource::requestCandles(request, symbol, interval, Bars, before);
    }
};

/// Milliseconds from a move to the frame that shows it.
template<typename Move>
void measure(const char *what, QQuickWindow &view, Move move)
{
    QList<double> times;
    for (int i = 0; i < Frames; ++i) {
        QElapsedTimer timer;
        timer.start();
        move(i);
        view.grabWindow();
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    std::sort(times.begin(), times.end());
    std::printf("%-28s median %6.2f ms   p99 %6.2f ms   longest %6.2f ms\n", what,
                times.at(Frames / 2), times.at(Frames * 99 / 100), times.last());
}

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication application(argc, argv);
    WholeHistory source;
    source.setBars(Symbol, Interval::Minute1,
                   FakeSource::walk(Symbol, Interval::Minute1, Bars, Now, 187, 2, 0.0004));
    QQuickView view;
    view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    view.rootContext()->setContextProperty(QStringLiteral("fake"), &source);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(1280, 800);
    QQmlComponent component(view.engine());
    component.setData(
        "import Tickwell.Charts\n"
        "PriceChart { source: fake; symbol: 'AAPL'; interval: '1m'; utc: true; indicators:"
        " IndicatorList { text: 'sma 9; sma 21; bb 20 2; vwap; rsi 14; macd 12 26 9' } }",
        QUrl(QStringLiteral("bench.qml")));
    view.setContent(QUrl(), &component, component.create());
    if (!view.rootObject())
        return 1;
    view.show();
    auto *plot = view.rootObject()->findChild<PricePlot *>();
    if (!plot || !QTest::qWaitForWindowExposed(&view)
        || !QTest::qWaitFor([plot] { return plot->bars().size() == Bars; }, 120'000))
        return 1;
    QElapsedTimer first;
    first.start();
    view.grabWindow();
    std::printf("%d bars, 6 indicators, 1280x800\n%-28s %.0f ms\n", Bars,
                "all computed, first frame", static_cast<double>(first.nsecsElapsed()) / 1e6);

    int trades = 0;
    for (const int style : {0, 1}) {
        view.rootObject()->setProperty("style", style);
        const char *name = style == 0 ? "candles" : "line";
        std::printf("%s\n", name);
        plot->goLive();
        measure("  pan", view, [plot](int i) { plot->pan(i < Frames / 2 ? 7 : -7); });
        measure("  zoom", view,
                [plot](int i) { plot->zoom(i / 15 % 2 == 0 ? -1 : 1, plot->width() / 2); });
        for (int i = 0; i < 20; ++i)
            plot->zoom(-1, plot->width());
        measure("  pan, zoomed out", view, [plot](int i) { plot->pan(i < Frames / 2 ? 7 : -7); });
        measure("  trade", view, [&source, &trades](int i) {
            Candle candle = source.bars.value({Symbol, Interval::Minute1}).constLast();
            candle.ticks += ++trades;
            candle.close = Decimal::fromDouble(candle.close.toDouble() + 0.01 * (i % 7), 2);
            emit source.candleChanged(candle);
        });
    }
    return 0;
}

#include "bench_chart.moc"
