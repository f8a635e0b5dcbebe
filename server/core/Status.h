// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QString>

namespace Tickwell {

/// What the price feed is doing: shown in the window, `/health` and `/stocks`.
struct FeedStatus
{
    /// Finished: a recording has come to its end.
    enum class State { Connecting, Live, Stale, Refused, Finished };

    QString feed; ///< `simulator`, `replay`, `alpaca`, `binance`
    State state = State::Connecting;
    bool simulated = false; ///< prices are not a market's: everything that shows them says so
    QString message;        ///< why it is not live, for a person; empty when live
    Timestamp since;        ///< of this state
    int symbols = 0;        ///< how many are watched

    friend bool operator==(const FeedStatus &, const FeedStatus &) = default;
};

/// What the recorder has done: shown in the window, `/health` and `/metrics`.
struct CaptureStatus
{
    qint64 rows = 0;    ///< stored in the database now, over all data sets
    qint64 bytes = 0;   ///< the database's size on disk
    qint64 pending = 0; ///< accepted and not yet on disk
    qint64 dropped = 0; ///< lost since the start because the bounded queue was full
    QString error;      ///< why nothing is being written, for a person; empty when all is well

    friend bool operator==(const CaptureStatus &, const CaptureStatus &) = default;
};

/// Whether the cache can be asked: shown in `/health` and `/metrics`.
struct CacheStatus
{
    QString engine; ///< `embedded` or `redis`
    bool up = true;
    QString message; ///< why it is not up, for a person; empty when it is

    friend bool operator==(const CacheStatus &, const CacheStatus &) = default;
};

/// What the embedded server is doing.
struct ServerStatus
{
    QString address; ///< `http://127.0.0.1:8000`; empty while it does not listen
    int clients = 0; ///< WebSocket clients connected now
    QString error;   ///< why it does not listen; empty when it does

    friend bool operator==(const ServerStatus &, const ServerStatus &) = default;
};

} // namespace Tickwell
