// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QMap>
#include <QTimer>

#include <cmath>
#include <functional>
#include <random>

namespace Tickwell {

/// A source whose bars and samples a test decides. Answers as a real one does: later, from the
/// event loop.
class FakeSource : public DataSource
{
    Q_OBJECT

public:
    struct Request
    {
        QString symbol;
        Interval interval;
        int limit;
        std::optional<Timestamp> before;
    };

    using DataSource::DataSource;

    QList<Request> requests;
    /// All bars there are, by symbol and interval, oldest first.
    QMap<std::pair<QString, Interval>, QList<Candle>> bars;
    QString error;     ///< when set, every request fails with it
    bool mute = false; ///< never answers

    [[nodiscard]] QString userId() const override { return QStringLiteral("me"); }
    void watchSymbol(const QString &) override { }
    void requestCandles(quint64 request, const QString &symbol, Interval interval, int limit,
                        std::optional<Timestamp> before) override
    {
        requests.append({symbol, interval, limit, before});
        if (mute)
            return;
        QList<Candle> page;
        for (const Candle &candle : bars.value({symbol, interval})) {
            if (!before || candle.start < *before)
                page.append(candle);
        }
        if (page.size() > limit)
            page = page.last(limit);
        QTimer::singleShot(0, this, [this, request, page, failure = error] {
            emit candlesReady(request, failure.isEmpty() ? page : QList<Candle>(), failure);
        });
    }
    void postMessage(const QString &, const QString &) override { }
    void estimateExport(quint64, const ExportQuery &) override { }
    void startExport(quint64, const ExportQuery &, const QString &) override { }
    void cancelExport(quint64) override { }
    void cancelTask(const QString &) override { }
    void requestTaskResult(quint64, const QString &) override { }
    void setServerFollowed(bool) override { }
    void endClient(quint64) override { }
    void placeOrder(quint64, const OrderRequest &) override { }
    void cancelOrder(quint64, quint64) override { }
    void replaceOrder(quint64, quint64, const OrderTerms &) override { }
    void changeFeed(quint64, const QString &, const QString &, const QString &) override { }
    void addAlert(quint64, const AlertTerms &) override { }
    void replaceAlert(quint64, quint64, const AlertTerms &) override { }
    void removeAlert(quint64, quint64) override { }
    void setVisible(bool) override { }

    using DataSource::forgetQuotes;
    using DataSource::updateQuotes;
    using DataSource::updateSample;

    static Candle candle(const QString &symbol, Interval interval, qint64 startSeconds, double open,
                         double high, double low, double close, double volume = 1'000,
                         int decimals = 2)
    {
        Candle candle;
        candle.symbol = symbol;
        candle.interval = interval;
        candle.start = fromMicros(startSeconds * 1'000'000);
        candle.open = Decimal::fromDouble(open, decimals);
        candle.high = Decimal::fromDouble(high, decimals);
        candle.low = Decimal::fromDouble(low, decimals);
        candle.close = Decimal::fromDouble(close, decimals);
        candle.volume = Decimal::fromDouble(volume, 0);
        candle.ticks = 10;
        return candle;
    }

    /// @p count bars of a seeded random walk that end with the bucket that holds @p endSeconds.
    static QList<Candle> walk(const QString &symbol, Interval interval, int count,
                              qint64 endSeconds, double price, int decimals = 2,
                              double volatility = 0.0018)
    {
        std::mt19937 random(7);
        std::normal_distribution<double> step(0, 1);
        std::gamma_distribution<double> trades(2, 1);
        const qint64 width = static_cast<qint64>(interval);
        const qint64 first = endSeconds / width * width - (count - 1) * width;
        QList<Candle> walk;
        for (int i = 0; i < count; ++i) {
            const double open = price;
            double high = price;
            double low = price;
            for (int tick = 0; tick < 12; ++tick) {
                price *= 1 + step(random) * volatility / std::sqrt(12.0);
                high = qMax(high, price);
                low = qMin(low, price);
            }
            walk.append(candle(symbol, interval, first + i * width, open, high, low, price,
                               trades(random) * 30'000, decimals));
        }
        return walk;
    }

    void setBars(const QString &symbol, Interval interval, const QList<Candle> &candles)
    {
        bars.insert({symbol, interval}, candles);
    }
};

} // namespace Tickwell
