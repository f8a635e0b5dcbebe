// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace Tickwell {

/// A value that is costly to make: from the cache, else made once for all who ask meanwhile. One
/// thread: the server's.
class SharedComputation final : public QObject
{
    Q_OBJECT

public:
    using Ready = std::function<void(const QByteArray &)>;
    /// Makes the value and hands it to its last argument, later and once, unless @p context died
    /// before.
    using Make = std::function<void(QObject *context, Ready)>;

    /// Keeps what @p make makes under @p key in @p cache for @p life.
    SharedComputation(Cache &cache, QByteArray key, std::chrono::milliseconds life, Make make,
                      QObject *parent = nullptr);

    /// @p ready is called from the event loop, unless @p context dies first.
    void get(QObject *context, Ready ready);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        Ready ready;
    };

    void make();
    void finish(const QByteArray &value);

    Cache &m_cache;
    QByteArray m_key;
    std::chrono::milliseconds m_life;
    Make m_make;
    std::vector<Waiting> m_waiting; ///< not empty: it is being looked up or made
};

} // namespace Tickwell
