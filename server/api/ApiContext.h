// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QString>
#include <QThreadPool>

namespace Tickwell {

class Cache;
class ChatService;
class Inspector;
class MarketService;
class MonitorService;
class Recorder;
class Store;
class TopicHub;

/// What the endpoints work on. Everything named here outlives the Api; all but the recorder and
/// the store, which may be asked from any thread, live on the server's thread.
struct ApiContext
{
    MarketService *market = nullptr;
    MonitorService *monitor = nullptr;
    ChatService *chat = nullptr;
    Recorder *recorder = nullptr;
    const Store *store = nullptr;
    Cache *cache = nullptr;
    QThreadPool *pool = nullptr; ///< for what would block
    TopicHub *hub = nullptr;
    Inspector *inspector = nullptr;
    const Clock *clock = &Clock::system();
    QString version;
    Timestamp started; ///< of the program, for the uptime
};

} // namespace Tickwell
