// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/GuessThrottle.h"

#include <algorithm>

namespace Tickwell {

GuessThrottle::GuessThrottle(const Rule &rule, qsizetype maxKeys)
    : m_rule(rule)
    , m_maxKeys(maxKeys)
{
}

std::chrono::milliseconds GuessThrottle::penalty(int failures) const
{
    const int doublings = std::clamp(failures - m_rule.free - 1, 0, 30);
    return failures > m_rule.free
        ? std::min<std::chrono::milliseconds>(m_rule.first * (qint64(1) << doublings), m_rule.most)
        : std::chrono::milliseconds(0);
}

std::chrono::milliseconds GuessThrottle::wait(const QString &key,
                                              std::chrono::milliseconds now) const
{
    const auto place = m_places.constFind(key);
    if (place == m_places.cend())
        return {};
    const auto end = (*place)->last + penalty((*place)->failures);
    return std::max(end - now, std::chrono::milliseconds(0));
}

void GuessThrottle::failed(const QString &key, std::chrono::milliseconds now)
{
    Entry entry{key, 0, now};
    if (const auto place = m_places.constFind(key); place != m_places.cend()) {
        if (now - (*place)->last < m_rule.memory)
            entry.failures = (*place)->failures;
        m_entries.erase(*place);
    } else if (m_places.size() >= m_maxKeys) {
        m_places.remove(m_entries.front().key);
        m_entries.pop_front();
    }
    ++entry.failures;
    m_entries.push_back(entry);
    m_places.insert(key, std::prev(m_entries.end()));
}

void GuessThrottle::succeeded(const QString &key)
{
    if (const auto place = m_places.constFind(key); place != m_places.cend()) {
        m_entries.erase(*place);
        m_places.erase(place);
    }
}

} // namespace Tickwell
