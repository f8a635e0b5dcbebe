// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/EmbeddedCache.h"

#include <QObject>

namespace Tickwell {

EmbeddedCache::EmbeddedCache(qsizetype maxBytes, const Clock &clock)
    : m_maxBytes(maxBytes)
    , m_clock(clock)
{
}

void EmbeddedCache::get(const QByteArray &key, QObject *context, Got got)
{
    QMetaObject::invokeMethod(
        context, [found = find(key), got = std::move(got)] { got(found); }, Qt::QueuedConnection);
}

std::optional<QByteArray> EmbeddedCache::find(const QByteArray &key)
{
    const auto place = m_places.constFind(key);
    if (place == m_places.cend()) {
        ++m_statistics.misses;
        return std::nullopt;
    }
    const Entries::iterator entry = *place;
    if (entry->end && *entry->end <= m_clock.now()) {
        ++m_statistics.misses;
        drop(entry);
        return std::nullopt;
    }
    ++m_statistics.hits;
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return entry->value;
}

void EmbeddedCache::put(const QByteArray &key, const QByteArray &value,
                        std::chrono::milliseconds life, QObject *context, Done done)
{
    remove(key);
    Result<void> result;
    Entry entry{key, value, {}};
    if (life.count() > 0)
        entry.end = m_clock.now() + life;
    if (entry.bytes() > m_maxBytes / 4) {
        ++m_statistics.errors;
        result = failure(QStringLiteral("The value is too large for the cache: %1 of at most %2 "
                                        "bytes")
                             .arg(entry.bytes())
                             .arg(m_maxBytes / 4),
                         Error::Kind::Limit);
    } else {
        while (m_bytes + entry.bytes() > m_maxBytes) {
            ++m_evictions;
            drop(std::prev(m_entries.end()));
        }
        m_bytes += entry.bytes();
        m_entries.push_front(std::move(entry));
        m_places.insert(key, m_entries.begin());
    }
    QMetaObject::invokeMethod(
        context, [result, done = std::move(done)] { done(result); }, Qt::QueuedConnection);
}

void EmbeddedCache::remove(const QByteArray &key)
{
    if (const auto place = m_places.constFind(key); place != m_places.cend())
        drop(*place);
}

void EmbeddedCache::drop(Entries::iterator entry)
{
    m_bytes -= entry->bytes();
    m_places.remove(entry->key);
    m_entries.erase(entry);
}

CacheStatistics EmbeddedCache::statistics() const
{
    CacheStatistics all = m_statistics;
    all.entries = static_cast<qint64>(m_entries.size());
    all.bytes = m_bytes;
    all.evictions = m_evictions;
    return all;
}

CacheStatus EmbeddedCache::status() const
{
    return {QStringLiteral("embedded"), true, {}};
}

} // namespace Tickwell
