// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/Tick.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace Tickwell {

class MarketService;

/// Listens to prices on the server's thread and passes them on in batches: the first news at once,
/// what follows within BatchTime together. So the window's event queue never holds more than the
/// window can draw, and a busy market costs few frames, where drawing may be done in software.
/// While paused it passes nothing and remembers only the latest of each.
class MarketTap : public QObject
{
    Q_OBJECT

public:
    /// Numbers that change more often than this nobody reads.
    static constexpr std::chrono::milliseconds BatchTime{100};

    /// On the server's thread, like every call here. @p market must outlive it.
    explicit MarketTap(MarketService &market, QObject *parent = nullptr);

    /// Bars are passed on for these symbols alone.
    void followCandles(const QString &symbol);
    void setPaused(bool paused);

signals:
    void quotesChanged(const QList<Tickwell::Quote> &quotes);
    void candlesChanged(const QList<Tickwell::Candle> &candles);

private:
    void takeQuote(const Quote &quote);
    void takeCandle(const Candle &candle);
    void passOn();
    void schedule();

    struct BarKey
    {
        QString symbol;
        Interval interval;
        Timestamp start;
        friend bool operator==(const BarKey &, const BarKey &) = default;
        friend size_t qHash(const BarKey &key, size_t seed)
        {
            return qHashMulti(seed, key.symbol, static_cast<int>(key.interval),
                              toMicros(key.start));
        }
    };

    QHash<QString, Quote> m_quotes;
    QHash<BarKey, Candle> m_candles;
    QSet<QString> m_candleSymbols;
    QTimer m_timer;
    QElapsedTimer m_lastBatch;
    bool m_paused = false;
};

} // namespace Tickwell
