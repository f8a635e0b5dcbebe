// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/Feed.h"

#include <QHash>
#include <QTimer>

namespace Tickwell {

/// A feed that says what a test tells it to say.
class FakeFeed final : public Feed
{
public:
    struct Asked
    {
        HistoryQuery query;
        HistoryReady ready;
    };

    QStringList watched;
    bool running = false;
    bool opensAtOnce = true; ///< with an empty snapshot, when watched or started
    Timestamp asOf;          ///< of that snapshot
    int maxSymbols = 1'000;
    QByteArray zone; ///< of the exchange of every symbol that zones does not name
    QHash<QString, QByteArray> zones;
    QString unknown = QStringLiteral("NONE");
    QList<Asked> asked; ///< questions for history that wait for an answer

    FakeFeed()
    {
        setStatus({QStringLiteral("fake"), FeedStatus::State::Connecting, true, {}, {}, 0});
    }

    void start() override
    {
        running = true;
        setState(FeedStatus::State::Live);
        for (const QString &symbol : QStringList(watched))
            open(symbol);
    }
    void stop() override { running = false; }
    [[nodiscard]] Result<void> canWatch(const QString &symbol) const override
    {
        if (symbol == unknown)
            return failure(QStringLiteral("fake does not know %1").arg(symbol),
                           Error::Kind::NotFound);
        if (watched.size() >= maxSymbols)
            return failure(QStringLiteral("fake follows no more"), Error::Kind::Limit);
        return {};
    }
    void watch(const QString &symbol) override
    {
        watched.append(symbol);
        open(symbol);
    }
    void unwatch(const QString &symbol) override { watched.removeAll(symbol); }
    [[nodiscard]] Instrument describe(const QString &symbol) const override
    {
        return {symbol + QStringLiteral(" Inc."), 2, zones.value(symbol, zone)};
    }
    void history(const HistoryQuery &query, QThreadPool *, HistoryReady ready) override
    {
        asked.append({query, std::move(ready)});
    }

    void setState(FeedStatus::State state)
    {
        FeedStatus changed = status();
        changed.state = state;
        setStatus(changed);
    }

private:
    void open(const QString &symbol)
    {
        if (running && opensAtOnce)
            emit opened({symbol, asOf, std::nullopt, {}, {}});
    }
};

} // namespace Tickwell
