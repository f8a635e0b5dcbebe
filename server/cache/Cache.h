// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/Statistics.h"
#include "core/Status.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <optional>

class QObject;

namespace Tickwell {

/// Keeps values for a while, here or elsewhere. One thread: the server's.
///
/// Answers come from the event loop, never from within the call, and in the order of the questions
/// that were taken; when @p context dies first, its answer is dropped. What was put may be gone at
/// any time: a cache is no store.
class Cache
{
public:
    using Got = std::function<void(const std::optional<QByteArray> &)>;
    using Done = std::function<void(const Result<void> &)>;

    virtual ~Cache() = default;

    /// The value of @p key; none when there is none, or when the cache cannot be asked.
    virtual void get(const QByteArray &key, QObject *context, Got got) = 0;
    /// Keeps @p value, for @p life at most where that is positive, in place of an earlier one. A
    /// value that is too large (Limit) leaves none under @p key; when the cache cannot be asked, or
    /// refuses (Unavailable), what is under @p key may still be there.
    virtual void put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life,
                     QObject *context, Done done) = 0;
    /// While the cache cannot be asked, the value stays.
    virtual void remove(const QByteArray &key) = 0;

    [[nodiscard]] virtual CacheStatistics statistics() const = 0;
    [[nodiscard]] virtual CacheStatus status() const = 0;
};

} // namespace Tickwell
