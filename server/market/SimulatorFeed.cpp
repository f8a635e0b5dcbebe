// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/SimulatorFeed.h"

#include "core/Background.h"
#include "core/Log.h"
#include "core/Symbol.h"

namespace Tickwell {

namespace {
/// The first step that is still to come at @p now: its ticks, and all later ones, are live.
qint64 stepAfter(Timestamp now)
{
    return SimulatedSymbol::stepFrom(now + Microseconds(1));
}
} // namespace

SimulatorFeed::SimulatorFeed(quint64 seed, const Clock &clock, QObject *parent)
    : Feed(parent)
    , m_seed(seed)
    , m_clock(clock)
    , m_timer(this)
{
    setStatus(
        {QStringLiteral("simulator"), FeedStatus::State::Connecting, true, {}, clock.now(), 0});
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        emitDue();
        scheduleNext();
    });
}

void SimulatorFeed::start()
{
    if (m_running)
        return;
    m_running = true;
    setStatus({QStringLiteral("simulator"), FeedStatus::State::Live, true, {}, m_clock.now(), 0});
    openAll();
    scheduleNext();
}

void SimulatorFeed::stop()
{
    m_running = false;
    m_timer.stop();
}

Result<void> SimulatorFeed::canWatch(const QString &symbol) const
{
    if (!isWellFormedSymbol(symbol))
        return failure(QStringLiteral("A symbol is 1 to 12 of A-Z, 0-9, '.', '^', '=' and '-'"),
                       Error::Kind::NotFound);
    if (m_symbols.size() < MaxSymbols)
        return {};
    for (const Symbol &watched : m_symbols) {
        if (watched->symbol() == symbol)
            return {};
    }
    return failure(QStringLiteral("The simulator follows at most %1 symbols").arg(MaxSymbols),
                   Error::Kind::Limit);
}

void SimulatorFeed::watch(const QString &symbol)
{
    for (const Symbol &watched : std::as_const(m_symbols)) {
        if (watched->symbol() == symbol)
            return;
    }
    const auto added = std::make_shared<const SimulatedSymbol>(symbol, m_seed);
    m_symbols.append(added);
    if (m_running)
        emit opened(added->snapshot(SimulatedSymbol::timeOf(m_nextStep)));
}

void SimulatorFeed::unwatch(const QString &symbol)
{
    m_symbols.removeIf([&](const Symbol &watched) { return watched->symbol() == symbol; });
}

Instrument SimulatorFeed::describe(const QString &symbol) const
{
    return {symbolProfile(symbol).name, SimulatedSymbol::PriceScale, exchangeZone(symbol)};
}

void SimulatorFeed::history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready)
{
    runInBackground(
        pool, this,
        [query, seed = m_seed]() -> Result<QList<Candle>> {
            return SimulatedSymbol(query.symbol, seed)
                .history(query.interval, query.from.value_or(SimulatedSymbol::Beginning), query.to,
                         query.limit);
        },
        std::move(ready));
}

void SimulatorFeed::emitDue()
{
    if (!m_running)
        return;
    const qint64 due = stepAfter(m_clock.now());
    const Microseconds behind = (due - m_nextStep) * SimulatedSymbol::Step;
    if (behind > MaxCatchUp || behind < -MaxCatchUp) {
        qCWarning(lcFeed, "the clock moved by %lld s: the ticks of that time are skipped",
                  static_cast<long long>(std::chrono::floor<std::chrono::seconds>(behind).count()));
        openAll();
        return;
    }
    while (m_running && m_nextStep < due) {
        const qint64 step = m_nextStep++;
        // A copy: whoever listens may watch or unwatch. A symbol that comes now is opened with
        // this step already in its snapshot.
        const QList<Symbol> symbols = m_symbols;
        for (const Symbol &symbol : symbols) {
            if (symbol->hasTick(step))
                emit tickReceived(symbol->tick(step));
        }
    }
}

void SimulatorFeed::openAll()
{
    m_nextStep = stepAfter(m_clock.now());
    const QList<Symbol> symbols = m_symbols;
    for (const Symbol &symbol : symbols)
        emit opened(symbol->snapshot(SimulatedSymbol::timeOf(m_nextStep)));
}

void SimulatorFeed::scheduleNext()
{
    if (!m_running)
        return;
    const Microseconds wait = SimulatedSymbol::timeOf(m_nextStep) - m_clock.now();
    m_timer.start(std::clamp(std::chrono::ceil<std::chrono::milliseconds>(wait),
                             std::chrono::milliseconds(1), std::chrono::milliseconds(250)));
}

} // namespace Tickwell
