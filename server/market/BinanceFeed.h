// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncSemaphore.h"
#include "market/StreamFeed.h"

#include <QHash>
#include <QSet>

namespace Tickwell {

class HttpClient;

/// Trades of Binance's spot market, without a key (MARKETS.md, Feeds): one connection with a stream
/// for each symbol, at most four messages a second from us. The connection ends after 24 hours and
/// comes back as after any loss; HTTP 451 means that the region is barred: the feed is refused.
///
/// With a REST address, symbols are opened with the bars they are in, exactly to a full second of
/// the exchange, and have a past. Without, or while it cannot be asked, the past begins when the
/// symbol is opened.
class BinanceFeed final : public StreamFeed
{
    Q_OBJECT

public:
    struct Settings
    {
        QUrl stream; ///< `wss://data-stream.binance.vision`
        QUrl rest;   ///< `https://data-api.binance.vision`; empty: no past bars
        FeedLink::Options link = {};
        /// How long after a second has ended its bars are complete at the exchange.
        std::chrono::milliseconds settling{1'500};
    };

    static constexpr qsizetype MaxStreams = 1'024;

    /// @p client and what is in @p world outlive the feed.
    BinanceFeed(const Settings &settings, HttpClient &client, const World &world = {},
                QObject *parent = nullptr);
    ~BinanceFeed() override;

    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override;
    [[nodiscard]] Instrument describe(const QString &symbol) const override;
    void history(const HistoryQuery &query, QThreadPool *pool, HistoryReady ready) override;

protected:
    [[nodiscard]] QUrl address() const override;
    void greet() override;
    void take(const FeedJson &message) override;
    void forget() override;
    void symbolAdded(const QString &symbol) override;
    void symbolRemoved(const QString &symbol) override;

private:
    /// Trades that wait for their symbol to be opened; when there are more, it is opened without
    /// its past.
    static constexpr qsizetype MaxPending = 20'000;

    struct Book
    {
        bool isOpening = false;
        bool isOpen = false;
        qint64 lastId = -1;
        QList<Tick> pending; ///< since it was subscribed, until it is open
    };

    void takeTrade(const FeedJson &trade);
    void takeAnswer(const FeedJson &answer);
    /// @p symbols are subscribed: finds out where they stand, and opens them.
    void openSymbols(const QStringList &symbols);
    void askSnapshot(const QString &symbol, Timestamp asOf);
    void openWith(const QString &symbol, const Result<FeedSnapshot> &snapshot);
    void openBare(const QString &symbol);
    void open(FeedSnapshot snapshot);
    void sendControls();
    void sendControl(const char *method, QSet<QString> &symbols);
    /// @p price with as many digits as others of @p symbol had.
    [[nodiscard]] Decimal scaled(const QString &symbol, Decimal price);

    Settings m_settings;
    HttpClient &m_client;
    Semaphore m_places;                 ///< for questions to the REST address
    std::unique_ptr<QObject> m_session; ///< what is asked for this connection dies with it
    QHash<QString, Book> m_books;
    QHash<QString, int> m_scales; ///< digits after the point of prices seen so far
    QSet<QString> m_unknown;      ///< symbols that the exchange denied
    QSet<QString> m_toSubscribe;
    QSet<QString> m_toUnsubscribe;
    QHash<qint64, QStringList> m_asked; ///< subscriptions that wait for an answer, by id
    qint64 m_lastControl = 0;
    std::unique_ptr<Timers::Alarm> m_nextControl;
};

} // namespace Tickwell
