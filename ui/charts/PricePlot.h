// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"
#include "charts/CandleFeeder.h"
#include "charts/CandleLoader.h"
#include "charts/FrameItem.h"
#include "charts/LineFeeder.h"
#include "charts/MinMaxPyramid.h"
#include "charts/PricePlotValues.h"
#include "charts/TickModel.h"
#include "charts/TimeViewport.h"

#include <QTimer>
#include <QtCharts/QCandlestickSeries>
#include <QtCharts/QXYSeries>

namespace Tickwell {

/// Everything of a price chart but its paint: holds the bars, decides what stretch of time and of
/// price is seen, feeds the series of the ChartView that lies over it, and says where labels, lines
/// and tags go. As large as the plot: prices above, volumes in the lowest part.
class PricePlot : public FrameItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY symbolChanged)
    /// `1s`, `1m`, `5m`, `1h`, `1d`.
    Q_PROPERTY(QString interval READ interval WRITE setInterval NOTIFY intervalChanged)
    Q_PROPERTY(bool utc MEMBER m_utc WRITE setUtc NOTIFY utcChanged)
    /// A line through the closes instead of candles.
    Q_PROPERTY(bool line MEMBER m_line WRITE setLine NOTIFY lineChanged)
    Q_PROPERTY(QColor up MEMBER m_up WRITE setUp NOTIFY coloursChanged)
    Q_PROPERTY(QColor down MEMBER m_down WRITE setDown NOTIFY coloursChanged)
    /// What a rising candle is filled with.
    Q_PROPERTY(QColor surface MEMBER m_surface WRITE setSurface NOTIFY coloursChanged)

    Q_PROPERTY(Status status READ status NOTIFY statusChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged)
    Q_PROPERTY(Tickwell::TickModel *priceTicks READ priceTicks CONSTANT)
    Q_PROPERTY(Tickwell::TickModel *timeTicks READ timeTickModel CONSTANT)
    /// As wide as the widest label of the price axis can be: its width must not change with the
    /// price.
    Q_PROPERTY(QString priceTemplate READ priceTemplate NOTIFY priceTemplateChanged)
    Q_PROPERTY(Tickwell::BarReadout readout READ readout NOTIFY readoutChanged)
    Q_PROPERTY(Tickwell::PriceMark lastPrice READ lastPrice NOTIFY lastPriceChanged)
    Q_PROPERTY(Tickwell::Crosshair crosshair READ crosshair NOTIFY crosshairChanged)
    Q_PROPERTY(double pricePaneHeight READ pricePaneHeight NOTIFY paneChanged)
    /// Follows the newest bar.
    Q_PROPERTY(bool live READ isLive NOTIFY liveChanged)
    /// Trades since live was left.
    Q_PROPERTY(qint64 newTrades READ newTrades NOTIFY newTradesChanged)
    /// The time of the latest news, hh:mm:ss.
    Q_PROPERTY(QString clock READ clock NOTIFY clockChanged)
    /// Until the newest bar closes; empty when it has no countdown.
    Q_PROPERTY(QString countdown READ countdown NOTIFY clockChanged)

public:
    enum class Status { Loading, Ready, Empty, Failed };
    Q_ENUM(Status)

    explicit PricePlot(QQuickItem *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_loader.source(); }
    void setSource(DataSource *source);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] QString interval() const { return toString(m_interval); }
    void setInterval(const QString &interval);
    void setUtc(bool utc);
    void setLine(bool line);
    void setUp(const QColor &colour);
    void setDown(const QColor &colour);
    void setSurface(const QColor &colour);

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] TickModel *priceTicks() { return &m_priceTicks; }
    [[nodiscard]] TickModel *timeTickModel() { return &m_timeTicks; }
    [[nodiscard]] QString priceTemplate() const { return m_priceTemplate; }
    [[nodiscard]] BarReadout readout() const { return m_readout; }
    [[nodiscard]] PriceMark lastPrice() const { return m_lastPrice; }
    [[nodiscard]] Crosshair crosshair() const { return m_crosshair; }
    [[nodiscard]] double pricePaneHeight() const;
    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] qint64 newTrades() const { return m_newTrades; }
    [[nodiscard]] QString clock() const { return m_clock; }
    [[nodiscard]] QString countdown() const { return m_countdown; }
    [[nodiscard]] const BarHistory &bars() const { return m_bars; }
    [[nodiscard]] const TimeViewport &viewport() const { return m_viewport; }

    /// The series to feed; each pair is one pane's closed bars and its newest bar.
    Q_INVOKABLE void setCandleSeries(QCandlestickSeries *closed, QCandlestickSeries *newest);
    Q_INVOKABLE void setVolumeSeries(QCandlestickSeries *closed, QCandlestickSeries *newest);
    Q_INVOKABLE void setLineSeries(QXYSeries *series);

    /// Drags the content by @p pixels to the right.
    Q_INVOKABLE void pan(double pixels);
    /// Moves @p bars bars into the future, or into the past when negative.
    Q_INVOKABLE void panBars(int bars);
    /// Zooms by @p steps about pixel @p x.
    Q_INVOKABLE void zoom(int steps, double x);
    /// Zooms such that bars are about @p spacing pixels apart: for a pinch.
    Q_INVOKABLE void zoomTo(double spacing, double x);
    Q_INVOKABLE [[nodiscard]] double spacing() const { return m_viewport.spacing(); }
    /// To the oldest bar held; older ones are then asked for.
    Q_INVOKABLE void showOldest();
    Q_INVOKABLE void goLive();
    Q_INVOKABLE void moveCrosshair(double x, double y);
    Q_INVOKABLE void hideCrosshair();
    /// Asks again after a failure.
    Q_INVOKABLE void retry();

signals:
    void sourceChanged();
    void symbolChanged();
    void intervalChanged();
    void utcChanged();
    void lineChanged();
    void coloursChanged();
    void statusChanged();
    void priceTemplateChanged();
    void readoutChanged();
    void lastPriceChanged();
    void crosshairChanged();
    void paneChanged();
    void liveChanged();
    void newTradesChanged();
    void clockChanged();

protected:
    void feed() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void componentComplete() override;

private:
    struct PriceRange
    {
        double low = 0;
        double high = 1;
    };

    void restart();
    void takePage(const QList<Candle> &candles);
    void takeFailure(const QString &error);
    void takeLive(const Candle &candle);
    void rebuildCloses();
    void setStatus(Status status, const QString &error = {});
    void viewMoved();
    void loadOlderIfNear(qsizetype first, qsizetype last);

    [[nodiscard]] PriceRange priceRange(qsizetype first, qsizetype last) const;
    [[nodiscard]] double yOf(double price) const;
    [[nodiscard]] double priceAt(double y) const;
    void feedAxes(qsizetype first, qsizetype last);
    void feedSeries(qsizetype first, qsizetype last);
    void feedTicks();
    void updateLastPrice();
    void updateReadout();
    void updateLive();
    void updateCrosshair();
    void updateClock();
    void updateStyle();

    CandleLoader m_loader;
    QString m_symbol;
    Interval m_interval = Interval::Minute1;
    bool m_utc = false;
    bool m_line = false;
    QColor m_up;
    QColor m_down;
    QColor m_surface;

    BarHistory m_bars;
    MinMaxPyramid m_closes;
    TimeViewport m_viewport;
    PriceRange m_range;
    double m_volumeTop = 1; ///< the volume at the top of its pane

    CandleFeeder m_candleFeeder;
    CandleFeeder m_volumeFeeder;
    LineFeeder m_lineFeeder;
    QPointer<QCandlestickSeries> m_candleSeries;
    QPointer<QCandlestickSeries> m_volumeSeries;

    TickModel m_priceTicks;
    TickModel m_timeTicks;
    QString m_priceTemplate;
    BarReadout m_readout;
    PriceMark m_lastPrice;
    Crosshair m_crosshair;
    double m_pointerX = 0;
    Status m_status = Status::Loading;
    QString m_errorText;
    bool m_live = true;
    qint64 m_newTrades = 0;
    bool m_olderFailed = false; ///< not asked for again until one moves
    QTimer m_clockTimer;
    qint64 m_lastNews = 0; ///< wall clock, ms since the epoch
    QString m_clock;
    QString m_countdown;
};

} // namespace Tickwell
