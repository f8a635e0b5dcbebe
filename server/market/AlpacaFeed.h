// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/StreamFeed.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace Tickwell {

/// An account's key and secret at Alpaca: in no message, log or answer.
struct AlpacaKeys
{
    QString key;
    QString secret;

    [[nodiscard]] bool isComplete() const { return !key.isEmpty() && !secret.isEmpty(); }
    friend bool operator==(const AlpacaKeys &, const AlpacaKeys &) = default;
};

/// Trades of US stocks from Alpaca's stream (MARKETS.md, Feeds): one connection, logged in with a
/// key. A refused key and a plan that does not include the stream refuse the feed; a connection
/// that is in use elsewhere (406) or a fault of theirs is tried again. It tells no past bars: those
/// of a symbol begin when it is opened.
class AlpacaFeed final : public StreamFeed
{
    Q_OBJECT

public:
    struct Settings
    {
        QUrl stream; ///< `wss://stream.data.alpaca.markets/v2/iex`, or `sip`, or `test`
        AlpacaKeys keys;
        FeedLink::Options link = {};
    };

    static constexpr qsizetype MaxSymbols = 1'000;

    /// What is in @p world outlives the feed.
    explicit AlpacaFeed(const Settings &settings, const World &world = {},
                        QObject *parent = nullptr);

    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override;
    [[nodiscard]] Instrument describe(const QString &symbol) const override;
    void history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready) override;

protected:
    [[nodiscard]] QString obstacle() const override;
    void greet() override;
    void take(const FeedJson &message) override;
    void forget() override;
    void symbolAdded(const QString &symbol) override;
    void symbolRemoved(const QString &symbol) override;

private:
    enum class Phase { Greeting, LoggingIn, Subscribing, Following };

    /// The trades of a symbol that came last, by their ids, so that none is taken twice.
    struct Recent
    {
        QSet<QByteArray> ids;
        std::deque<QByteArray> order;
    };

    void takeOne(const FeedJson &message);
    void takeSuccess(const QString &text);
    void takeError(const FeedJson &error);
    void takeSubscription(const FeedJson &symbols);
    void takeTrade(const FeedJson &trade);
    void subscribe(const char *action, const QStringList &symbols);
    /// False when the trade @p id of @p symbol came before.
    [[nodiscard]] bool isNew(const QString &symbol, const QByteArray &id);

    AlpacaKeys m_keys;
    Phase m_phase = Phase::Greeting;
    QHash<QString, Recent> m_open; ///< symbols that are subscribed
    QHash<QString, int> m_scales;  ///< digits after the point of prices seen so far
};

} // namespace Tickwell
