// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/StreamFeed.h"

#include "core/Log.h"
#include "market/FeedJson.h"

namespace Tickwell {

namespace {
constexpr std::chrono::seconds LogInterval(10);
}

StreamFeed::StreamFeed(Traits traits, const FeedLink::Options &link, const World &world,
                       QObject *parent)
    : Feed(parent)
    , m_traits(std::move(traits))
    , m_world(world)
    , m_link(link, *world.timers, this)
{
    setStatus({m_traits.name, FeedStatus::State::Connecting, false,
               QStringLiteral("Not connected yet"), clock().now(), 0});
    connect(&m_link, &FeedLink::connected, this, [this] { greet(); });
    connect(&m_link, &FeedLink::received, this, &StreamFeed::receive);
    connect(&m_link, &FeedLink::garbageReceived, this,
            [this] { countGarbage(QStringLiteral("a binary message")); });
    connect(&m_link, &FeedLink::lost, this, [this] {
        forget();
        m_link.setUrl(address());
    });
    connect(&m_link, &FeedLink::stateChanged, this, [this] {
        FeedStatus changed = status();
        if (changed.state != m_link.state())
            changed.since = clock().now();
        changed.state = m_link.state();
        changed.message = m_link.message();
        setStatus(changed);
    });
}

void StreamFeed::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    if (const QString reason = obstacle(); !reason.isEmpty())
        m_link.refuse(reason);
    else
        m_link.open(address());
}

void StreamFeed::stop()
{
    m_isRunning = false;
    m_link.close();
    forget();
}

Result<void> StreamFeed::canWatch(const QString &symbol) const
{
    if (m_symbols.contains(symbol) || m_symbols.size() < m_traits.maxSymbols)
        return {};
    return failure(QStringLiteral("The feed %1 follows at most %2 symbols")
                       .arg(m_traits.name)
                       .arg(m_traits.maxSymbols),
                   Error::Kind::Limit);
}

void StreamFeed::watch(const QString &symbol)
{
    if (m_symbols.contains(symbol))
        return;
    m_symbols.append(symbol);
    m_link.setUrl(address());
    if (m_isRunning)
        symbolAdded(symbol);
}

void StreamFeed::unwatch(const QString &symbol)
{
    if (!m_symbols.removeOne(symbol))
        return;
    m_link.setUrl(address());
    if (m_isRunning)
        symbolRemoved(symbol);
}

FeedCounters StreamFeed::counters() const
{
    FeedCounters counters = m_counters;
    counters.reconnects = m_link.losses();
    return counters;
}

void StreamFeed::receive(const QByteArray &text)
{
    ++m_counters.messages;
    const auto message = FeedJson::parse(text);
    if (!message)
        return countGarbage(message.error().message);
    take(*message);
}

void StreamFeed::countGarbage(const QString &what)
{
    ++m_counters.garbage;
    const auto now = timers().elapsed();
    if (m_logged && now - *m_logged < LogInterval)
        return;
    m_logged = now;
    qCWarning(lcFeed).noquote() << m_traits.name << "sent what is not understood:" << what << '('
                                << m_counters.garbage << "so far )";
}

} // namespace Tickwell
