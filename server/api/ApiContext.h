// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QString>
#include <QThreadPool>

namespace Tickwell {

class AccountService;
class AlertService;
class Cache;
class ChatService;
class FeedSwitch;
class FilesFolder;
class HttpClient;
class Inspector;
class JobQueue;
class MarketService;
class MonitorService;
class NotificationLog;
class Recorder;
class Store;
class TopicHub;
class TradingService;

/// What the endpoints work on. Everything named here outlives the Api; all but the recorder and
/// the store, which may be asked from any thread, live on the server's thread.
struct ApiContext
{
    MarketService *market = nullptr;
    TradingService *trading = nullptr;
    FeedSwitch *feeds = nullptr;
    MonitorService *monitor = nullptr;
    AlertService *alerts = nullptr;
    ChatService *chat = nullptr;
    Recorder *recorder = nullptr;
    const Store *store = nullptr;
    Cache *cache = nullptr;
    AccountService *accounts = nullptr;
    bool membersNeedToken = false; ///< see Access::Member
    JobQueue *jobs = nullptr;
    const NotificationLog *notifications = nullptr; ///< any thread
    const FilesFolder *files = nullptr;             ///< any thread
    HttpClient *outbound = nullptr;
    QThreadPool *pool = nullptr; ///< for what would block
    TopicHub *hub = nullptr;
    Inspector *inspector = nullptr;
    const Clock *clock = &Clock::system();
    QString version;
    Timestamp started; ///< of the program, for the uptime
};

} // namespace Tickwell
