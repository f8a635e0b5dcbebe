// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/SharedComputation.h"

namespace Tickwell {

SharedComputation::SharedComputation(Cache &cache, QByteArray key, std::chrono::milliseconds life,
                                     Make make, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_key(std::move(key))
    , m_life(life)
    , m_make(std::move(make))
{
}

void SharedComputation::get(QObject *context, Ready ready)
{
    m_waiting.push_back({context, std::move(ready)});
    if (m_waiting.size() > 1)
        return;
    m_cache.get(m_key, this, [this](const std::optional<QByteArray> &found) {
        if (found)
            finish(*found);
        else
            make();
    });
}

void SharedComputation::make()
{
    m_make(this, [this](const QByteArray &value) {
        // Those who wait have it whether or not it can be kept.
        m_cache.put(m_key, value, m_life, this, [](const Result<void> &) {});
        finish(value);
    });
}

void SharedComputation::finish(const QByteArray &value)
{
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.ready(value);
    }
}

} // namespace Tickwell
