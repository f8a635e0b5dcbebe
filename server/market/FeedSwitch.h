// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/AlpacaFeed.h"
#include "market/FeedFactory.h"

namespace Tickwell {

class MarketService;

/// Changes the feed of a market that runs. One thread, the market's.
class FeedSwitch : public QObject
{
public:
    using Done = std::function<void(Result<void>)>;

    /// The feed that runs is @p name. Choices are kept in @p dataDir. @p market, and what
    /// @p parts point to, outlive this.
    FeedSwitch(MarketService &market, FeedParts parts, QString name, QString dataDir);

    /// Goes over to the feed @p name, `simulator`, `alpaca` or `binance`, with @p keys if they are
    /// complete and else with those that are known; keeps the choice and new keys for the next
    /// start (FeedChoice, FeedKeys). @p done is called once, later. Invalid when it is no such
    /// feed, or keys are missing or malformed.
    void change(const QString &name, const AlpacaKeys &keys, QObject *context, Done done);

    /// As Configuration::feed names it, never empty.
    [[nodiscard]] const QString &name() const { return m_name; }
    /// Whether Alpaca's key and secret are known; what they are is told to nobody.
    [[nodiscard]] bool hasKeys() const { return !m_parts.options.alpacaKey.isEmpty(); }

private:
    void apply(const QString &name, const FeedOptions &options);

    MarketService &m_market;
    FeedParts m_parts;
    QString m_name;
    QString m_dataDir;
};

} // namespace Tickwell
