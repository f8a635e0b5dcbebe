// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"

#include <QTest>

#include <optional>

/// The value of @p key, waited for; `(no answer)` when none comes.
inline std::optional<QByteArray> getFrom(Tickwell::Cache &cache, const QByteArray &key)
{
    QObject context;
    std::optional<std::optional<QByteArray>> answer;
    cache.get(key, &context, [&answer](const auto &found) { answer = found; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }) ? *answer
                                                                     : QByteArray("(no answer)");
}

/// Whether and why not it was kept, waited for.
inline Tickwell::Result<void> putInto(Tickwell::Cache &cache, const QByteArray &key,
                                      const QByteArray &value, std::chrono::milliseconds life = {})
{
    QObject context;
    std::optional<Tickwell::Result<void>> answer;
    cache.put(key, value, life, &context, [&answer](const auto &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return Tickwell::failure(QStringLiteral("(no answer)"), Tickwell::Error::Kind::Internal);
    return *answer;
}
