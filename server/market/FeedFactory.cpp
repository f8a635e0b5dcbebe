// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedFactory.h"

#include "core/Configuration.h"
#include "market/AlpacaFeed.h"
#include "market/BinanceFeed.h"
#include "market/ReplayFeed.h"
#include "market/SimulatorFeed.h"

namespace Tickwell {

namespace {

QUrl orElse(const QUrl &url, const QString &other)
{
    return url.isEmpty() ? QUrl(other) : url;
}

} // namespace

std::unique_ptr<Feed> makeFeed(const QString &name, const FeedParts &parts)
{
    const FeedOptions &options = parts.options;
    FeedLink::Options link;
    link.staleAfter = options.staleAfter;
    if (name == u"binance") {
        BinanceFeed::Settings settings;
        settings.stream =
            orElse(options.stream, QStringLiteral("wss://data-stream.binance.vision"));
        // Of another stream it is not known where its past is.
        settings.rest = options.stream.isEmpty()
            ? orElse(options.rest, QStringLiteral("https://data-api.binance.vision"))
            : options.rest;
        settings.link = link;
        return std::make_unique<BinanceFeed>(settings, *parts.client);
    }
    if (name == u"alpaca") {
        AlpacaFeed::Settings settings;
        settings.stream =
            orElse(options.stream,
                   QStringLiteral("wss://stream.data.alpaca.markets/v2/") + options.alpacaStream);
        settings.keys = {options.alpacaKey, options.alpacaSecret};
        settings.link = link;
        return std::make_unique<AlpacaFeed>(settings);
    }
    if (name.startsWith(ReplayPrefix)) {
        ReplayFeed::Settings settings;
        settings.path = name.mid(ReplayPrefix.size());
        settings.speed = options.replaySpeed;
        settings.stopAtBadRow = options.stopAtBadRow;
        settings.hasRoom = parts.hasRoom;
        return std::make_unique<ReplayFeed>(settings, parts.pool, ReplayFeed::World());
    }
    return std::make_unique<SimulatorFeed>(parts.seed.value_or(SimulatorFeed::DefaultSeed));
}

QStringList usualSymbols(const QString &name, const FeedOptions &options)
{
    if (name.startsWith(ReplayPrefix))
        return {};
    if (name == u"binance") {
        return {QStringLiteral("BTCUSDT"), QStringLiteral("ETHUSDT"), QStringLiteral("BNBUSDT"),
                QStringLiteral("SOLUSDT"), QStringLiteral("XRPUSDT"), QStringLiteral("ADAUSDT")};
    }
    if (name != u"alpaca")
        return wellKnownSymbols();
    if (options.alpacaStream == u"test")
        return {QStringLiteral("FAKEPACA")};
    QStringList stocks = wellKnownSymbols();
    stocks.removeAll(QStringLiteral("BTCUSDT"));
    return stocks;
}

} // namespace Tickwell
