// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"
#include "core/Clock.h"

#include <QHash>

#include <list>

namespace Tickwell {

/// A cache in this process' memory, bounded by bytes: what was used longest ago goes first.
class EmbeddedCache final : public Cache
{
public:
    /// Counted for each entry besides its key and value.
    static constexpr qsizetype EntryOverhead = 128;

    explicit EmbeddedCache(qsizetype maxBytes = 64 * 1024 * 1024,
                           const Clock &clock = Clock::system());

    void get(const QByteArray &key, QObject *context, Got got) override;
    /// Fails for a value that is larger than a quarter of the whole.
    void put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life,
             QObject *context, Done done) override;
    void remove(const QByteArray &key) override;
    [[nodiscard]] CacheStatistics statistics() const override;
    [[nodiscard]] CacheStatus status() const override;

private:
    struct Entry
    {
        QByteArray key;
        QByteArray value;
        std::optional<Timestamp> end;

        [[nodiscard]] qsizetype bytes() const { return key.size() + value.size() + EntryOverhead; }
    };
    using Entries = std::list<Entry>;

    [[nodiscard]] std::optional<QByteArray> find(const QByteArray &key);
    void drop(Entries::iterator entry);

    qsizetype m_maxBytes;
    const Clock &m_clock;
    Entries m_entries; ///< the one used last is the first
    QHash<QByteArray, Entries::iterator> m_places;
    qsizetype m_bytes = 0;
    quint64 m_evictions = 0;
    CacheStatistics m_statistics; ///< without what is above
};

} // namespace Tickwell
