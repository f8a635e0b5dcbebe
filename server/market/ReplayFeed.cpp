// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/ReplayFeed.h"

#include "core/Background.h"
#include "core/Log.h"
#include "core/Symbol.h"
#include "market/SymbolCatalog.h"

#include <QFileInfo>

namespace Tickwell {

namespace {
constexpr std::chrono::milliseconds RoomCheck(20);
constexpr std::chrono::milliseconds LongestSleep(250);
} // namespace

ReplayFeed::ReplayFeed(Settings settings, QThreadPool *pool, const World &world, QObject *parent)
    : Feed(parent)
    , m_settings(std::move(settings))
    , m_pool(pool)
    , m_world(world)
{
    setState(FeedStatus::State::Connecting, QStringLiteral("Not started yet"));
}

void ReplayFeed::start()
{
    if (m_session)
        return;
    m_session = std::make_unique<QObject>();
    m_contents = {};
    m_batch = {};
    m_following.reset();
    m_told = 0;
    setState(FeedStatus::State::Connecting,
             QStringLiteral("Reading %1").arg(QFileInfo(m_settings.path).fileName()));
    m_file = std::make_shared<ReplayFile>(m_settings.path);
    runInBackground(
        m_pool, m_session.get(), [file = m_file] { return file->open(); },
        [this](const Result<ReplayContents> &contents) { begin(contents); });
}

void ReplayFeed::stop()
{
    m_next.reset();
    m_session.reset();
    m_file.reset();
    m_isReading = false;
}

void ReplayFeed::begin(const Result<ReplayContents> &contents)
{
    if (!contents) {
        qCWarning(lcFeed).noquote() << contents.error().message;
        return setState(FeedStatus::State::Refused, contents.error().message);
    }
    m_contents = *contents;
    m_position = m_contents.from;
    const QObject *session = m_session.get();
    emit symbolsListed(m_contents.symbols);
    if (m_session.get() == session)
        readMore();
}

void ReplayFeed::readMore()
{
    if (m_isReading || m_following || m_batch.isEnd)
        return;
    m_isReading = true;
    runInBackground(
        m_pool, m_session.get(),
        [file = m_file, stopAtBad = m_settings.stopAtBadRow] {
            return file->read(BatchRows, stopAtBad);
        },
        [this](ReplayBatch batch) { takeBatch(std::move(batch)); });
}

void ReplayFeed::takeBatch(ReplayBatch batch)
{
    m_isReading = false;
    m_counters.garbage += batch.badRows;
    for (const QString &fault : std::as_const(batch.faults))
        qCWarning(lcFeed).noquote() << fault;
    m_counters.messages += batch.badRows + batch.rows.size();
    m_following = std::move(batch);
    if (status().state == FeedStatus::State::Connecting) {
        m_begun = m_world.timers->elapsed();
        setState(FeedStatus::State::Live);
        const QStringList symbols = m_watched.keys();
        for (const QString &symbol : symbols)
            open(symbol);
    }
    if (m_session && !m_next)
        m_next = m_world.timers->after(std::chrono::milliseconds(0), [this] { play(); });
}

void ReplayFeed::play()
{
    m_next.reset();
    const QObject *session = m_session.get();
    for (size_t rows = 0; rows < RowsInTurn; ++rows) {
        if (m_told == m_batch.rows.size()) {
            if (m_batch.isEnd)
                return finish();
            if (!m_following)
                return; // takeBatch() goes on
            m_batch = std::move(*m_following);
            m_following.reset();
            m_told = 0;
            readMore();
            continue;
        }
        const ReplayRow &row = m_batch.rows[m_told];
        if (!isDue(row.time))
            break;
        if (m_told % 64 == 0 && m_settings.hasRoom && !m_settings.hasRoom()) {
            m_next = m_world.timers->after(RoomCheck, [this] { play(); });
            return;
        }
        ++m_told;
        tell(row);
        if (m_session.get() != session)
            return; // a listener stopped it
    }
    std::chrono::milliseconds wait(0);
    if (m_told < m_batch.rows.size()) {
        const auto due =
            std::chrono::ceil<std::chrono::milliseconds>(untilDue(m_batch.rows[m_told].time));
        wait = std::clamp(due, std::chrono::milliseconds(0), LongestSleep);
    }
    m_next = m_world.timers->after(wait, [this] { play(); });
}

void ReplayFeed::tell(const ReplayRow &row)
{
    m_position = std::max(m_position, row.time);
    const auto watched = m_watched.find(row.tick ? row.tick->symbol : row.bar->symbol);
    if (watched == m_watched.end())
        return;
    if (row.tick) {
        *watched = row.tick->price.scale();
        Tick tick = *row.tick;
        tick.seq = 0;
        emit tickReceived(tick);
    } else {
        *watched = row.bar->close.scale();
        emit barReceived(Candle(*row.bar));
    }
}

void ReplayFeed::finish()
{
    if (m_batch.fault) {
        qCWarning(lcFeed).noquote() << m_batch.fault->message;
        return setState(FeedStatus::State::Refused, m_batch.fault->message);
    }
    qCInfo(lcFeed).noquote() << m_settings.path << "has ended";
    setState(FeedStatus::State::Finished, QStringLiteral("The file has ended"));
}

Microseconds ReplayFeed::untilDue(Timestamp time) const
{
    if (m_settings.speed <= 0)
        return Microseconds(0);
    const auto into = static_cast<double>((time - m_contents.from).count()) / m_settings.speed;
    return Microseconds(static_cast<qint64>(into)) - (m_world.timers->elapsed() - m_begun);
}

std::optional<Timestamp> ReplayFeed::marketTime() const
{
    if (status().state != FeedStatus::State::Live)
        return std::nullopt;
    if (m_settings.speed <= 0 || m_told >= m_batch.rows.size())
        return m_position;
    // Between two rows time goes on, and bars end, though nobody trades.
    const auto since = static_cast<double>((m_world.timers->elapsed() - m_begun).count());
    const Timestamp clock =
        m_contents.from + Microseconds(static_cast<qint64>(since * m_settings.speed));
    return std::max(m_position, std::min(clock, m_batch.rows[m_told].time));
}

Result<void> ReplayFeed::canWatch(const QString &symbol) const
{
    if (!isWellFormedSymbol(symbol)
        || (!m_contents.symbols.isEmpty() && !m_contents.symbols.contains(symbol)))
        return failure(
            QStringLiteral("%1 is not in %2").arg(symbol, QFileInfo(m_settings.path).fileName()),
            Error::Kind::NotFound);
    if (m_watched.size() >= ReplayFile::MaxSymbols && !m_watched.contains(symbol))
        return failure(
            QStringLiteral("The replay follows at most %1 symbols").arg(ReplayFile::MaxSymbols),
            Error::Kind::Limit);
    return {};
}

void ReplayFeed::watch(const QString &symbol)
{
    if (m_watched.contains(symbol))
        return;
    m_watched.insert(symbol, Instrument().priceScale);
    const auto state = status().state;
    if (m_session && (state == FeedStatus::State::Live || state == FeedStatus::State::Finished))
        open(symbol);
}

void ReplayFeed::unwatch(const QString &symbol)
{
    m_watched.remove(symbol);
}

void ReplayFeed::open(const QString &symbol)
{
    // Before the first row this is the recording's beginning, and all of it comes.
    if (m_contents.symbols.contains(symbol))
        emit opened({symbol, m_position, std::nullopt, {}, {}});
}

Instrument ReplayFeed::describe(const QString &symbol) const
{
    return {symbolProfile(symbol).name, m_watched.value(symbol, Instrument().priceScale),
            exchangeZone(symbol)};
}

void ReplayFeed::history(const HistoryQuery &, QThreadPool *, HistoryReady ready)
{
    QMetaObject::invokeMethod(
        this, [ready = std::move(ready)] { ready(QList<Candle>()); }, Qt::QueuedConnection);
}

void ReplayFeed::setState(FeedStatus::State state, const QString &message)
{
    // Prices of another day are not the market's: what shows them must say so.
    setStatus({QStringLiteral("replay"), state, true, message, m_world.clock->now(), 0});
}

} // namespace Tickwell
