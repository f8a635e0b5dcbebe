// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "market/Feed.h"
#include "market/SimulatedSymbol.h"

#include <QStringList>
#include <QTimer>

#include <memory>

namespace Tickwell {

/// A made-up market that never closes and needs no network: seeded, and reproducible to the tick.
/// Two programs with the same seed tell the same prices, and one that was restarted goes on where
/// the path would be. It takes any well-formed symbol (see SimulatedSymbol).
class SimulatorFeed final : public Feed
{
    Q_OBJECT

public:
    static constexpr quint64 DefaultSeed = 1;
    static constexpr qsizetype MaxSymbols = 1'000;
    /// How much is told after the loop was blocked. After a longer time, or when the clock was set
    /// back by more, the symbols are opened anew.
    static constexpr Microseconds MaxCatchUp = std::chrono::seconds(10);

    /// @p clock outlives the feed.
    SimulatorFeed(quint64 seed, const Clock &clock = Clock::system(), QObject *parent = nullptr);

    void start() override;
    void stop() override;
    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override;
    void watch(const QString &symbol) override;
    void unwatch(const QString &symbol) override;
    [[nodiscard]] Instrument describe(const QString &symbol) const override;
    void history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready) override;

    /// Tells every tick that the clock has reached. Its timer calls this four times a second.
    void emitDue();

private:
    using Symbol = std::shared_ptr<const SimulatedSymbol>;

    void openAll();
    void scheduleNext();

    quint64 m_seed;
    const Clock &m_clock;
    QTimer m_timer;
    QList<Symbol> m_symbols; ///< in the order they were watched
    qint64 m_nextStep = 0;   ///< the first whose ticks were not told yet
    bool m_running = false;
};

} // namespace Tickwell
