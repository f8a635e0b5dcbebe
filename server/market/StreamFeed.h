// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "market/Feed.h"
#include "market/FeedLink.h"

#include <QStringList>

namespace Tickwell {

class FeedJson;

/// What the feeds that listen to a provider's WebSocket share: the connection, the symbols, the
/// status and the counters. A subclass speaks the provider's language.
class StreamFeed : public Feed
{
    Q_OBJECT

public:
    /// What it takes from the world; both outlive the feed.
    struct World
    {
        const Clock *clock = &Clock::system();
        Timers *timers = &Timers::system();
    };

    void start() final;
    void stop() final;
    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override;
    void watch(const QString &symbol) final;
    void unwatch(const QString &symbol) final;
    [[nodiscard]] FeedCounters counters() const final;

protected:
    /// What the status calls the feed, where it connects to, and how many symbols it may follow.
    struct Traits
    {
        QString name;
        QUrl url;
        qsizetype maxSymbols;
    };

    StreamFeed(Traits traits, const FeedLink::Options &link, const World &world, QObject *parent);

    /// Where to connect to, to follow symbols() from the start.
    [[nodiscard]] virtual QUrl address() const { return m_traits.url; }
    /// Why it cannot even try to connect, for a person; empty when it can.
    [[nodiscard]] virtual QString obstacle() const { return {}; }
    /// The connection is there: log in, subscribe.
    virtual void greet() = 0;
    virtual void take(const FeedJson &message) = 0;
    /// The connection is gone, with its subscriptions.
    virtual void forget() = 0;
    /// @p symbol came, or went, while the feed runs.
    virtual void symbolAdded(const QString &symbol) = 0;
    virtual void symbolRemoved(const QString &symbol) = 0;

    [[nodiscard]] FeedLink &link() { return m_link; }
    [[nodiscard]] const Clock &clock() const { return *m_world.clock; }
    [[nodiscard]] Timers &timers() const { return *m_world.timers; }
    [[nodiscard]] const QUrl &url() const { return m_traits.url; }
    [[nodiscard]] const QStringList &symbols() const { return m_symbols; }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void countGarbage(const QString &what);
    void countDuplicate() { ++m_counters.duplicates; }

private:
    void receive(const QByteArray &text);

    Traits m_traits;
    World m_world;
    FeedLink m_link;
    QStringList m_symbols; ///< in the order they were watched
    FeedCounters m_counters;
    std::optional<std::chrono::microseconds> m_logged; ///< the last line about garbage
    bool m_isRunning = false;
};

} // namespace Tickwell
