// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PricePlot.h"

#include <QDateTime>

namespace Tickwell {

namespace {

constexpr int FirstPage = 600;
constexpr qint64 NewsAge = 3'000; // ms without news after which the clock stands still

qint64 milliseconds(Interval interval)
{
    return std::chrono::milliseconds(duration(interval)).count();
}

} // namespace

PricePlot::PricePlot(QQuickItem *parent)
    : FrameItem(parent)
    , m_closes(milliseconds(Interval::Minute1), 1)
    , m_candleFeeder([this](const Bar &bar) {
        return CandleFeeder::Prices{scaled(bar.open), scaled(bar.high), scaled(bar.low),
                                    scaled(bar.close)};
    })
    , m_volumeFeeder([](const Bar &bar) {
        // Standing on zero; a falling bar hangs from its volume, which gives it the other colour.
        return bar.rising() ? CandleFeeder::Prices{0, bar.volume, 0, bar.volume}
                            : CandleFeeder::Prices{bar.volume, bar.volume, 0, 0};
    })
{
    connect(&m_loader, &CandleLoader::loaded, this, &PricePlot::takePage);
    connect(&m_loader, &CandleLoader::failed, this, &PricePlot::takeFailure);
    connect(&m_loader, &CandleLoader::changed, this, &PricePlot::takeLive);
    connect(&m_loader, &CandleLoader::outdated, this, &PricePlot::restart);
    m_clockTimer.setInterval(1'000);
    connect(&m_clockTimer, &QTimer::timeout, this, &PricePlot::updateClock);
    connect(this, &FrameItem::activeChanged, this, [this] {
        if (isActive())
            updateClock();
        else
            m_clockTimer.stop();
    });
}

void PricePlot::componentComplete()
{
    FrameItem::componentComplete();
    restart();
}

void PricePlot::setSource(DataSource *source)
{
    if (source == m_loader.source())
        return;
    m_loader.setSource(source);
    emit sourceChanged();
    restart();
}

void PricePlot::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    emit symbolChanged();
    restart();
}

void PricePlot::setInterval(const QString &interval)
{
    const std::optional<Interval> parsed = parseInterval(interval);
    if (!parsed) {
        qWarning("No such interval: %s", qUtf8Printable(interval));
        return;
    }
    if (*parsed == m_interval)
        return;
    m_interval = *parsed;
    emit intervalChanged();
    restart();
}

void PricePlot::setUtc(bool utc)
{
    if (utc == m_utc)
        return;
    m_utc = utc;
    emit utcChanged();
    updateClock();
    viewMoved();
}

void PricePlot::setLine(bool line)
{
    if (line == m_line)
        return;
    m_line = line;
    emit lineChanged();
    viewMoved();
}

void PricePlot::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_logarithmic)
        return;
    m_logarithmic = logarithmic;
    emit logarithmicChanged();
    viewMoved();
}

void PricePlot::setUp(const QColor &colour)
{
    m_up = colour;
    emit coloursChanged();
    requestFeed();
}

void PricePlot::setDown(const QColor &colour)
{
    m_down = colour;
    emit coloursChanged();
    requestFeed();
}

void PricePlot::setSurface(const QColor &colour)
{
    m_surface = colour;
    emit coloursChanged();
    requestFeed();
}

void PricePlot::setCandleSeries(QCandlestickSeries *closed, QCandlestickSeries *newest)
{
    m_candleSeries = closed;
    m_candleFeeder.setSeries(closed, newest);
    requestFeed();
}

void PricePlot::setVolumeSeries(QCandlestickSeries *closed, QCandlestickSeries *newest)
{
    m_volumeSeries = closed;
    m_volumeFeeder.setSeries(closed, newest);
    requestFeed();
}

void PricePlot::setLineSeries(QXYSeries *series)
{
    m_lineFeeder.setSeries(series);
    requestFeed();
}

void PricePlot::setAreaSeries(QXYSeries *upper)
{
    m_areaFeeder.setSeries(upper);
    requestFeed();
}

void PricePlot::restart()
{
    if (!isComponentComplete())
        return; // symbol, interval and source come one after the other
    m_bars.clear();
    m_closesStale = true;
    m_candleFeeder.clear();
    m_volumeFeeder.clear();
    m_viewport.setInterval(milliseconds(m_interval));
    m_viewport.setFollowing(true);
    m_viewport.setBounds(0, 0);
    m_newTrades = 0;
    emit newTradesChanged();
    m_lastNews = 0;
    hideCrosshair();
    clearMeasurement();
    setStatus(Status::Loading);
    m_loader.start(m_symbol, m_interval, FirstPage);
    requestFeed();
}

void PricePlot::retry()
{
    restart();
}

/// The source knows the symbol's exchange once it has a price.
void PricePlot::updateDays()
{
    const auto quote = m_loader.source()->quote(m_symbol);
    const QByteArray zone = quote ? quote->zone : QByteArray();
    if (zone == m_zone)
        return;
    m_zone = zone;
    m_days = ExchangeDays(m_zone);
    m_series.clear(); // what was computed had other sessions
}

void PricePlot::takePage(const QList<Candle> &candles)
{
    updateDays();
    m_bars.merge(candles);
    m_closesStale = true;
    setStatus(m_bars.isEmpty() ? Status::Empty : Status::Ready);
    requestFeed();
}

void PricePlot::takeFailure(const QString &error)
{
    // A page of history that fails leaves what is there; the next move to the left asks again.
    m_olderFailed = true;
    if (m_bars.isEmpty())
        setStatus(Status::Failed, error);
}

void PricePlot::takeLive(const Candle &candle)
{
    updateDays();
    const qint64 start = toMillis(candle.start);
    const bool known = !m_bars.isEmpty() && m_bars.last().start == start;
    const qint64 trades = candle.ticks - (known ? m_bars.last().ticks : 0);
    const BarHistory::Change change = m_bars.apply(candle);
    if (change == BarHistory::Change::None)
        return;
    if (change == BarHistory::Change::Other || m_bars.size() > m_closesCapacity)
        m_closesStale = true;
    else if (!m_closesStale)
        m_closes.append(m_bars.last().start, m_bars.last().close);
    if (!m_live && change != BarHistory::Change::Other) {
        m_newTrades += qMax<qint64>(trades, 1);
        emit newTradesChanged();
    }
    if (m_status != Status::Ready)
        setStatus(Status::Ready);
    m_lastNews = QDateTime::currentMSecsSinceEpoch();
    if (isActive() && !m_clockTimer.isActive())
        updateClock();
    requestFeed();
}

void PricePlot::updateCloses()
{
    if (!m_closesStale)
        return;
    // With place for what comes, so that it is seldom made anew.
    m_closesCapacity = m_bars.size() + qMax<qsizetype>(m_bars.size() / 2, 1'000);
    m_closes = MinMaxPyramid(milliseconds(m_interval), m_closesCapacity);
    for (qsizetype i = 0; i < m_bars.size(); ++i)
        m_closes.append(m_bars.at(i).start, m_bars.at(i).close);
    m_closesStale = false;
}

void PricePlot::setStatus(Status status, const QString &error)
{
    if (status == m_status && error == m_errorText)
        return;
    m_status = status;
    m_errorText = error;
    emit statusChanged();
}

void PricePlot::viewMoved()
{
    m_olderFailed = false;
    updateLive();
    requestFeed();
}

void PricePlot::pan(double pixels)
{
    if (m_bars.isEmpty())
        return;
    m_viewport.pan(pixels);
    viewMoved();
}

void PricePlot::panBars(int bars)
{
    pan(-bars * m_viewport.spacing());
}

void PricePlot::zoom(int steps, double x)
{
    m_viewport.zoom(steps, x);
    viewMoved();
}

void PricePlot::zoomTo(double spacing, double x)
{
    m_viewport.setSpacing(spacing, x);
    viewMoved();
}

void PricePlot::showOldest()
{
    if (m_bars.isEmpty())
        return;
    const double before = 2 * static_cast<double>(m_viewport.interval());
    m_viewport.showFrom(static_cast<double>(m_bars.first().start) - before);
    viewMoved();
}

void PricePlot::goLive()
{
    if (!m_bars.isEmpty())
        m_viewport.follow(m_bars.last().start);
    viewMoved();
}

void PricePlot::updateLive()
{
    if (m_viewport.following() == m_live)
        return;
    m_live = m_viewport.following();
    emit liveChanged();
    if (m_live && m_newTrades != 0) {
        m_newTrades = 0;
        emit newTradesChanged();
    }
}

void PricePlot::moveCrosshair(double x, double y)
{
    m_pointerX = x;
    m_crosshair.y = y;
    m_crosshair.visible = true;
    updateCrosshair();
}

void PricePlot::stepCrosshair(int bars, int pixels)
{
    if (m_bars.isEmpty() || lastShown() <= firstShown())
        return;
    qsizetype index = lastShown() - 1;
    const bool isNew = !m_crosshair.visible;
    if (!isNew)
        index = qBound<qsizetype>(0, m_bars.nearest(m_viewport.timeAt(m_pointerX)) + bars,
                                  m_bars.size() - 1);
    const auto time = static_cast<double>(m_bars.at(index).start);
    double x = m_viewport.xOf(time);
    const double outside = x < 0 ? x : qMax(0.0, x - width());
    if (outside != 0)
        pan(-outside + (outside < 0 ? 1 : -1) * m_viewport.spacing());
    x = m_viewport.xOf(time);
    const double y = isNew || bars != 0 ? yOf(m_bars.at(index).close) : m_crosshair.y + pixels;
    moveCrosshair(x, qBound(0.0, y, pricePaneHeight()));
}

void PricePlot::hideCrosshair()
{
    if (!m_crosshair.visible)
        return;
    m_crosshair = {};
    emit crosshairChanged();
    updateReadout();
}

void PricePlot::updateClock()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    // Without news there is nothing to count down to, and no reason to draw.
    const bool fresh = m_lastNews != 0 && now - m_lastNews < NewsAge;
    QString clock = m_lastNews != 0 ? formatClock(fresh ? now : m_lastNews, m_utc) : QString();
    QString countdown;
    qint64 left = 0;
    if (!m_bars.isEmpty()) {
        const Timestamp start{std::chrono::milliseconds(m_bars.last().start)};
        left = toMillis(m_days.bucket(start, m_interval).end) - now;
    }
    if (fresh && left > 0 && m_interval != Interval::Second1)
        countdown = formatDuration(left);
    if (fresh && isActive())
        m_clockTimer.start(static_cast<int>(1'000 - now % 1'000));
    else
        m_clockTimer.stop();
    if (clock == m_clock && countdown == m_countdown)
        return;
    m_clock = clock;
    m_countdown = countdown;
    emit clockChanged();
}

} // namespace Tickwell
