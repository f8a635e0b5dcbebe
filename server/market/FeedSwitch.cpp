// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedSwitch.h"

#include "core/Background.h"
#include "core/Configuration.h"
#include "core/Log.h"
#include "market/FeedChoice.h"
#include "market/FeedKeys.h"
#include "market/MarketService.h"

#include <QPointer>

namespace Tickwell {

FeedSwitch::FeedSwitch(MarketService &market, FeedParts parts, QString name, QString dataDir)
    : m_market(market)
    , m_parts(std::move(parts))
    , m_name(std::move(name))
    , m_dataDir(std::move(dataDir))
{
}

void FeedSwitch::change(const QString &name, const AlpacaKeys &keys, QObject *context, Done done)
{
    FeedOptions options = m_parts.options;
    const auto check = [&]() -> Result<void> {
        if (name.startsWith(ReplayPrefix))
            return failure(QStringLiteral("A file is replayed from the start of the program: "
                                          "--feed replay:FILE"));
        if (!isChoosableFeed(name))
            return failure(QStringLiteral("%1 is no feed: there are simulator, alpaca and binance")
                               .arg(quoted(name.left(64))));
        if (keys == AlpacaKeys()) {
            if (name == u"alpaca" && !hasKeys())
                return failure(QStringLiteral("Alpaca needs its key and secret"));
            return {};
        }
        if (const auto set = applyFeed(options, QStringLiteral("alpaca.key"), keys.key); !set)
            return failure(QStringLiteral("key: ") + set.error().message);
        if (const auto set = applyFeed(options, QStringLiteral("alpaca.secret"), keys.secret); !set)
            return failure(QStringLiteral("secret: ") + set.error().message);
        return checkFeed(options);
    };
    const auto checked = check();
    const bool isToKeep = checked && keys.isComplete();
    const auto work = [dataDir = m_dataDir, name, keys, checked, isToKeep]() -> Result<void> {
        if (!checked)
            return checked;
        if (isToKeep) {
            if (const auto kept = saveFeedKeys(dataDir, keys); !kept)
                return kept;
        }
        return saveFeedChoice(dataDir, name);
    };
    // Whoever asked may be gone by then: what was begun is done all the same.
    runInBackground(m_parts.pool, this, work,
                    [this, name, options, guard = QPointer<QObject>(context),
                     done = std::move(done)](const Result<void> &kept) {
                        if (kept)
                            apply(name, options);
                        if (guard)
                            done(kept);
                    });
}

void FeedSwitch::apply(const QString &name, const FeedOptions &options)
{
    const bool isSame = name == m_name && options == m_parts.options;
    if (isSame && m_market.status().state == FeedStatus::State::Live)
        return;
    if (name != m_name && (m_name == u"alpaca" || m_name == u"binance")) {
        // Addresses that were configured are those of the provider that was configured.
        m_parts.options.stream = QUrl();
        m_parts.options.rest = QUrl();
    }
    m_parts.options.alpacaKey = options.alpacaKey;
    m_parts.options.alpacaSecret = options.alpacaSecret;
    m_name = name;
    qCInfo(lcFeed).noquote() << "the feed is now" << name;
    m_market.setFeed(makeFeed(name, m_parts), usualSymbols(name, m_parts.options));
}

} // namespace Tickwell
