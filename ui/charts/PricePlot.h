// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"
#include "charts/CandleFeeder.h"
#include "charts/CandleLoader.h"
#include "charts/FrameItem.h"
#include "charts/IndicatorList.h"
#include "charts/IndicatorSeries.h"
#include "charts/IndicatorValueModel.h"
#include "charts/LineFeeder.h"
#include "charts/MinMaxPyramid.h"
#include "charts/PricePlotValues.h"
#include "charts/TickModel.h"
#include "charts/TimeTicks.h"
#include "charts/TimeViewport.h"

#include "core/ExchangeDays.h"

#include <QTimer>
#include <QtCharts/QCandlestickSeries>
#include <QtCharts/QXYSeries>

#include <optional>
#include <vector>

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
    /// Equal ratios of prices are equally far apart. Where a price is not above zero the scale
    /// stays linear.
    Q_PROPERTY(bool logarithmic MEMBER m_logarithmic WRITE setLogarithmic NOTIFY logarithmicChanged)
    /// What is computed from the bars; null: nothing is.
    Q_PROPERTY(Tickwell::IndicatorList *indicators READ indicators WRITE setIndicators NOTIFY
                   indicatorsChanged)
    Q_PROPERTY(QColor up MEMBER m_up WRITE setUp NOTIFY coloursChanged)
    Q_PROPERTY(QColor down MEMBER m_down WRITE setDown NOTIFY coloursChanged)
    /// What a rising candle is filled with.
    Q_PROPERTY(QColor surface MEMBER m_surface WRITE setSurface NOTIFY coloursChanged)

    Q_PROPERTY(Status status READ status NOTIFY statusChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged)
    Q_PROPERTY(Tickwell::TickModel *priceTicks READ priceTicks CONSTANT)
    Q_PROPERTY(Tickwell::TickModel *timeTicks READ timeTickModel CONSTANT)
    /// Where the day changes; none where bars are days.
    Q_PROPERTY(Tickwell::TickModel *sessionBreaks READ sessionBreaks CONSTANT)
    Q_PROPERTY(Tickwell::IndicatorValueModel *indicatorValues READ indicatorValues CONSTANT)
    /// As wide as the widest label of the price axis can be: its width must not change with the
    /// price.
    Q_PROPERTY(QString priceTemplate READ priceTemplate NOTIFY priceTemplateChanged)
    Q_PROPERTY(Tickwell::BarReadout readout READ readout NOTIFY readoutChanged)
    Q_PROPERTY(Tickwell::PriceMark lastPrice READ lastPrice NOTIFY lastPriceChanged)
    Q_PROPERTY(Tickwell::PriceScale priceScale READ priceScale NOTIFY priceScaleChanged)
    Q_PROPERTY(Tickwell::Crosshair crosshair READ crosshair NOTIFY crosshairChanged)
    Q_PROPERTY(Tickwell::Measurement measurement READ measurement NOTIFY measurementChanged)
    Q_PROPERTY(double pricePaneHeight READ pricePaneHeight NOTIFY paneChanged)
    /// Follows the newest bar.
    Q_PROPERTY(bool live READ isLive NOTIFY liveChanged)
    /// The bars are so close that a DenseBars draws them, and no series has any.
    Q_PROPERTY(bool dense READ isDense NOTIFY denseChanged)
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
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] IndicatorList *indicators() const { return m_indicators; }
    void setIndicators(IndicatorList *indicators);
    void setUp(const QColor &colour);
    void setDown(const QColor &colour);
    void setSurface(const QColor &colour);

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] TickModel *priceTicks() { return &m_priceTicks; }
    [[nodiscard]] TickModel *timeTickModel() { return &m_timeTicks; }
    [[nodiscard]] TickModel *sessionBreaks() { return &m_sessionBreaks; }
    [[nodiscard]] IndicatorValueModel *indicatorValues() { return &m_indicatorValues; }
    [[nodiscard]] QString priceTemplate() const { return m_priceTemplate; }
    [[nodiscard]] BarReadout readout() const { return m_readout; }
    [[nodiscard]] PriceMark lastPrice() const { return m_lastPrice; }
    [[nodiscard]] PriceScale priceScale() const { return m_priceScale; }
    [[nodiscard]] Crosshair crosshair() const { return m_crosshair; }
    [[nodiscard]] Measurement measurement() const { return m_measurement; }
    [[nodiscard]] double pricePaneHeight() const;
    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] qint64 newTrades() const { return m_newTrades; }
    [[nodiscard]] QString clock() const { return m_clock; }
    [[nodiscard]] QString countdown() const { return m_countdown; }
    /// @p time (ms since the epoch) as text, in UTC or in the system's zone: the date and, of bars
    /// shorter than a day, the clock. A daily bar is named by its exchange's date.
    [[nodiscard]] QString momentText(qint64 time, bool utc) const;
    [[nodiscard]] const BarHistory &bars() const { return m_bars; }
    [[nodiscard]] const TimeViewport &viewport() const { return m_viewport; }
    /// One for each of the indicators, in their order, as of the last frame.
    [[nodiscard]] const std::vector<IndicatorSeries> &indicatorSeries() const { return m_series; }
    /// The bars [first, last) that the last frame showed, one beyond either edge among them.
    [[nodiscard]] qsizetype firstShown() const { return m_firstShown; }
    [[nodiscard]] qsizetype lastShown() const { return qMin(m_lastShown, m_bars.size()); }
    /// The price scale is a logarithmic one now.
    [[nodiscard]] bool isLogarithmic() const { return m_log; }
    /// A line of closes stands for the candles.
    [[nodiscard]] bool isLine() const { return m_line; }
    [[nodiscard]] bool isDense() const { return m_dense; }
    /// Pixels from the bottom.
    [[nodiscard]] double volumeHeight(double volume) const;
    /// Of the volumes of bars whose colour is @p bars.
    [[nodiscard]] static QColor volumeColour(QColor bars);
    /// Pixels from the top.
    [[nodiscard]] double yOf(double price) const;
    [[nodiscard]] QColor upColour() const { return m_up; }
    [[nodiscard]] QColor downColour() const { return m_down; }

    /// The series to feed; each pair is one pane's closed bars and its newest bar.
    Q_INVOKABLE void setCandleSeries(QCandlestickSeries *closed, QCandlestickSeries *newest);
    Q_INVOKABLE void setVolumeSeries(QCandlestickSeries *closed, QCandlestickSeries *newest);
    Q_INVOKABLE void setLineSeries(QXYSeries *series);
    /// The upper edge of the area below the line; null: there is none.
    Q_INVOKABLE void setAreaSeries(QXYSeries *upper);

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
    /// Moves the crosshair by so many bars, to the close of the one there, or by so many pixels
    /// down; the view follows it. Where there is none it comes to the newest bar in sight.
    Q_INVOKABLE void stepCrosshair(int bars, int pixels);
    /// Measures from the bar and the price at this place; it goes with them when one pans.
    Q_INVOKABLE void startMeasuring(double x, double y);
    /// To the bar and the price at this place.
    Q_INVOKABLE void measureTo(double x, double y);
    Q_INVOKABLE void clearMeasurement();
    /// Asks again after a failure.
    Q_INVOKABLE void retry();

signals:
    void sourceChanged();
    void symbolChanged();
    void intervalChanged();
    void utcChanged();
    void lineChanged();
    void logarithmicChanged();
    void indicatorsChanged();
    /// A frame's worth of bars was taken up: what is drawn beside them follows in the same frame.
    void fed();
    void denseChanged();
    void coloursChanged();
    void statusChanged();
    void priceTemplateChanged();
    void readoutChanged();
    void lastPriceChanged();
    void priceScaleChanged();
    void crosshairChanged();
    void measurementChanged();
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

    /// A bar and a price.
    struct Place
    {
        qint64 time = 0;
        double price = 0;
    };

    void restart();
    void takePage(const QList<Candle> &candles);
    void takeFailure(const QString &error);
    void takeLive(const Candle &candle);
    void updateCloses();
    void updateDays();
    void setStatus(Status status, const QString &error = {});
    void viewMoved();
    void loadOlderIfNear(qsizetype first, qsizetype last);

    [[nodiscard]] PriceRange priceRange(qsizetype first, qsizetype last) const;
    [[nodiscard]] PriceRange withOverlays(PriceRange range, qsizetype first, qsizetype last) const;
    /// As far up the scale as @p price is: itself, or its logarithm.
    [[nodiscard]] double scaled(double price) const;
    [[nodiscard]] double priceAt(double y) const;
    void updateIndicators();
    void updateIndicatorValues(qsizetype index);
    void feedAxes(qsizetype first, qsizetype last);
    void feedSeries(qsizetype first, qsizetype last);
    void feedTicks();
    [[nodiscard]] QList<TimeTick> moments() const;
    void updateLastPrice();
    void updatePriceScale();
    void updateReadout();
    void updateLive();
    void updateCrosshair();
    [[nodiscard]] std::optional<Place> placeAt(double x, double y) const;
    void updateMeasurement();
    void updateClock();
    void updateStyle();
    void updateDense(qsizetype bars);

    CandleLoader m_loader;
    QString m_symbol;
    Interval m_interval = Interval::Minute1;
    QByteArray m_zone;   ///< of the symbol's exchange
    ExchangeDays m_days; ///< in that zone
    bool m_utc = false;
    bool m_line = false;
    bool m_dense = false;
    bool m_logarithmic = false; ///< asked for
    bool m_log = false;         ///< in force
    QPointer<IndicatorList> m_indicators;
    std::vector<IndicatorSeries> m_series;
    qsizetype m_firstShown = 0;
    qsizetype m_lastShown = 0;
    QColor m_up;
    QColor m_down;
    QColor m_surface;

    BarHistory m_bars;
    MinMaxPyramid m_closes; ///< made when a line is drawn
    qsizetype m_closesCapacity = 0;
    bool m_closesStale = true;
    TimeViewport m_viewport;
    PriceRange m_range;
    double m_volumeTop = 1; ///< the volume at the top of its pane

    CandleFeeder m_candleFeeder;
    CandleFeeder m_volumeFeeder;
    LineFeeder m_lineFeeder;
    LineFeeder m_areaFeeder;
    QPointer<QCandlestickSeries> m_candleSeries;
    QPointer<QCandlestickSeries> m_volumeSeries;

    TickModel m_priceTicks;
    TickModel m_timeTicks;
    TickModel m_sessionBreaks;
    IndicatorValueModel m_indicatorValues;
    QString m_priceTemplate;
    BarReadout m_readout;
    PriceMark m_lastPrice;
    PriceScale m_priceScale;
    Crosshair m_crosshair;
    std::optional<Place> m_measuredFrom;
    std::optional<Place> m_measuredTo;
    Measurement m_measurement;
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
