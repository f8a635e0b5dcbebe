// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/LocalSource.h"

#include "alerts/AlertService.h"
#include "chat/ChatService.h"
#include "core/Background.h"
#include "core/Handover.h"
#include "jobs/JobQueue.h"
#include "jobs/NotificationLog.h"
#include "market/FeedSwitch.h"
#include "market/MarketService.h"
#include "market/TradingService.h"
#include "monitor/MonitorService.h"
#include "source/MarketTap.h"
#include "store/FileExport.h"
#include "store/Recorder.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <limits>

namespace Tickwell {

namespace {

const QString GeneralRoom = QStringLiteral("general");

template<typename Call>
void post(QObject *object, Call call)
{
    QMetaObject::invokeMethod(object, handedOver(std::move(call)), Qt::QueuedConnection);
}

} // namespace

template<typename Service, typename Question, typename Done>
void LocalSource::ask(Service *service, Question question, Done done)
{
    post(service,
         [service, question = std::move(question), done = std::move(done), reply = replier()] {
             reply([answer = question(*service), done] { done(answer); });
         });
}

/// Gives what brings a call from any thread back to this source's, and drops it when the source
/// is gone.
std::function<void(std::function<void()>)> LocalSource::replier()
{
    // The dispatcher lives as long as its thread: the guard is looked at only there.
    QObject *home = QAbstractEventDispatcher::instance();
    return [home, guard = QPointer<LocalSource>(this)](std::function<void()> call) {
        post(home, [guard, call = std::move(call)] {
            if (guard)
                call();
        });
    };
}

LocalSource::LocalSource(const LocalServices &services, const QString &userId, QObject *parent)
    : DataSource(parent)
    , m_services(services)
    , m_userId(userId)
{
    setMayShort(services.mayShort);
    followMarket();
    followTrading();
    followMonitor();
    followAlerts();
    followChat();
    followRecorder();
    followTasks();
    m_snapshotTimer.setInterval(std::chrono::seconds(1));
    connect(&m_snapshotTimer, &QTimer::timeout, this, &LocalSource::askForSnapshot);
}

LocalSource::~LocalSource()
{
    for (const auto &cancel : std::as_const(m_exports))
        *cancel = true;
    m_tap->deleteLater();
    post(m_services.chat, [chat = m_services.chat, participant = m_participant] {
        if (participant != 0)
            chat->disconnectUser(participant);
    });
}

void LocalSource::followMarket()
{
    m_tap = new MarketTap(*m_services.market);
    m_tap->moveToThread(m_services.market->thread());
    connect(m_tap, &MarketTap::quotesChanged, this, &LocalSource::updateQuotes);
    connect(m_tap, &MarketTap::candlesChanged, this, [this](const QList<Candle> &candles) {
        for (const Candle &candle : candles)
            emit candleChanged(candle);
    });
    connect(m_services.market, &MarketService::statusChanged, this, &LocalSource::updateFeed);
    connect(m_services.market, &MarketService::feedReplaced, this, &LocalSource::forgetQuotes);
    ask(
        m_services.market, [](const MarketService &market) { return market.quotes(); },
        [this](const QList<Quote> &quotes) { updateQuotes(quotes); });
    ask(
        m_services.market, [](const MarketService &market) { return market.status(); },
        [this](const FeedStatus &status) { updateFeed(status); });
}

void LocalSource::followMonitor()
{
    connect(m_services.monitor, &MonitorService::sampled, this, [this](const HostSample &sample) {
        // What comes before the past has come is part of it.
        if (m_haveSamples)
            updateSample(sample);
    });
    ask(
        m_services.monitor, [](const MonitorService &monitor) { return monitor.history(); },
        [this](const QList<HostSample> &samples) {
            const qsizetype first = std::max<qsizetype>(0, samples.size() - KeptSamples);
            for (const HostSample &sample : samples.sliced(first))
                updateSample(sample);
            m_haveSamples = true;
        });
}

void LocalSource::followChat()
{
    connect(m_services.chat, &ChatService::messagePosted, this, [this](const ChatMessage &message) {
        // A direct message is for its two ends; this window is one of them or it is none of ours.
        if (message.to.isEmpty() || message.to == m_userId || message.userId == m_userId)
            updateMessage(message);
    });
    connect(m_services.chat, &ChatService::messageChanged, this, &LocalSource::updateMessage);
    connect(m_services.chat, &ChatService::userJoined, this, &LocalSource::refreshUsers);
    connect(m_services.chat, &ChatService::userLeft, this, &LocalSource::refreshUsers);
    ask(
        m_services.chat, [user = m_userId](ChatService &chat) { return chat.connectUser(user); },
        [this](const Result<ChatService::ParticipantId> &participant) {
            if (!participant) {
                emit chatRefused(participant.error().message);
                return;
            }
            m_participant = *participant;
            refreshUsers(GeneralRoom);
        });
    // The tap is the context: it lives on the server's thread and dies with this source.
    post(m_tap, [chat = m_services.chat, tap = m_tap, reply = replier(), this] {
        chat->history(GeneralRoom, std::numeric_limits<quint64>::max(), 200, tap,
                      [reply, this](const Result<QList<ChatMessage>> &messages) {
                          reply([messages, this] {
                              if (messages)
                                  updateMessages(GeneralRoom, *messages);
                              else
                                  emit chatRefused(messages.error().message);
                          });
                      });
    });
}

void LocalSource::followRecorder()
{
    connect(m_services.recorder, &Recorder::statusChanged, this, &LocalSource::updateCapture);
    updateCapture(m_services.recorder->status());
}

void LocalSource::followTasks()
{
    connect(m_services.jobs, &JobQueue::changed, this, &LocalSource::updateTask);
    connect(m_services.jobs, &JobQueue::removed, this, &LocalSource::removeTask);
    ask(
        m_services.jobs,
        [](const JobQueue &jobs) {
            QList<Job> all = jobs.jobs({}, std::numeric_limits<qsizetype>::max());
            std::reverse(all.begin(), all.end());
            return all;
        },
        [this](const QList<Job> &tasks) { updateTasks(tasks); });
    QList<Notification> told = m_services.notifications->newest(KeptNotifications);
    std::reverse(told.begin(), told.end());
    updateNotifications(told);
}

void LocalSource::refreshUsers(const QString &room)
{
    ask(
        m_services.chat, [room](const ChatService &chat) { return chat.users(room); },
        [this, room](const QStringList &users) { updateUsers(room, users); });
}

void LocalSource::watchSymbol(const QString &symbol)
{
    ask(
        m_services.market, [symbol](MarketService &market) { return market.watch(symbol); },
        [this, symbol](const Result<void> &result) {
            if (!result)
                emit symbolRefused(symbol, result.error().message);
        });
}

void LocalSource::requestCandles(quint64 request, const QString &symbol, Interval interval,
                                 int limit, std::optional<Timestamp> before)
{
    const CandleQuery query{symbol, interval, std::nullopt, before, limit};
    post(m_tap, [market = m_services.market, tap = m_tap, query, request, reply = replier(), this] {
        tap->followCandles(query.symbol);
        market->candles(query, tap, [reply, request, this](const Result<QList<Candle>> &candles) {
            reply([candles, request, this] {
                emit candlesReady(request, candles.value_or(QList<Candle>{}),
                                  candles ? QString() : candles.error().message);
            });
        });
    });
}

void LocalSource::postMessage(const QString &room, const QString &text)
{
    const ChatPost message{m_userId, room, {}, text, {}};
    ask(
        m_services.chat,
        [message](ChatService &chat) -> Result<void> {
            return chat.post(message).map([](const ChatMessage &) {});
        },
        [this](const Result<void> &result) {
            if (!result)
                emit chatRefused(result.error().message);
        });
}

void LocalSource::estimateExport(quint64 request, const ExportQuery &query)
{
    runInBackground(
        m_services.pool, this,
        [store = m_services.store, query]() -> Result<qint64> {
            const auto reader = store->openReader();
            if (!reader)
                return tl::unexpected(reader.error());
            return (*reader)->estimateRows(query);
        },
        [this, request](const Result<qint64> &rows) {
            emit exportEstimated(request, rows.value_or(0),
                                 rows ? QString() : rows.error().message);
        });
}

void LocalSource::startExport(quint64 request, const ExportQuery &query, const QString &path)
{
    const auto cancel = std::make_shared<std::atomic_bool>(false);
    m_exports.insert(request, cancel);
    runInBackground(
        m_services.pool, this,
        [store = m_services.store, query, path, cancel, request, reply = replier(),
         this]() -> Result<ExportProgress> {
            const auto reader = store->openReader();
            if (!reader)
                return tl::unexpected(reader.error());
            return exportToFile(**reader, query, path, *cancel,
                                [&reply, request, this](const ExportProgress &progress) {
                                    reply([progress, request, this] {
                                        emit exportProgressed(request, progress.rows,
                                                              progress.bytes);
                                    });
                                });
        },
        [this, request](const Result<ExportProgress> &result) {
            m_exports.remove(request);
            const auto end = result.value_or(ExportProgress{});
            emit exportFinished(request, end.rows, end.bytes,
                                result ? QString() : result.error().message, end.cancelled);
        });
}

void LocalSource::cancelExport(quint64 request)
{
    if (const auto cancel = m_exports.value(request))
        *cancel = true;
}

void LocalSource::cancelTask(const QString &id)
{
    post(m_tap, [jobs = m_services.jobs, tap = m_tap, id] {
        const Work<Job> cancel = [jobs, id](const CancelToken &token) {
            return jobs->cancel(id, token);
        };
        start<Job>(tap, cancel, [](const Result<Job> &) {});
    });
}

void LocalSource::requestTaskResult(quint64 request, const QString &id)
{
    ask(
        m_services.jobs, [id](const JobQueue &jobs) { return jobs.job(id).value_or(Job()).result; },
        [this, request](const QByteArray &result) { emit taskResultReady(request, result); });
}

void LocalSource::followTrading()
{
    TradingService *trading = m_services.trading;
    if (!trading)
        return;
    const QString trader = TradingService::localTrader();
    connect(trading, &TradingService::orderChanged, this, [this, trader](const Order &order) {
        if (order.request.traderId == trader)
            updateOrder(order);
    });
    connect(trading, &TradingService::positionChanged, this,
            [this, trader](const Holding &holding) {
                if (holding.traderId == trader)
                    askForAccount();
            });
    connect(trading, &TradingService::accountChanged, this,
            [this, trader](const TradingAccount &account) {
                if (account.traderId == trader)
                    askForAccount();
            });
    ask(
        trading,
        [trader](const TradingService &service) {
            QList<Order> orders = service.orders(trader, KeptOrders);
            // However old they are, what can still be filled belongs there.
            const quint64 first = orders.isEmpty() ? 0 : orders.constFirst().id;
            QList<Order> older = service.openOrders(trader);
            older.removeIf([first](const Order &order) { return order.id >= first; });
            return older + orders;
        },
        [this](const QList<Order> &orders) { updateOrders(orders); });
    askForAccount();
}

/// Account and positions belong together: they are asked for as one, however many changes there
/// were meanwhile.
void LocalSource::askForAccount()
{
    if (std::exchange(m_isAccountDue, true))
        return;
    const QString trader = TradingService::localTrader();
    ask(
        m_services.trading,
        [trader](const TradingService &service) {
            return std::pair(service.account(trader).account, service.positions(trader));
        },
        [this](const std::pair<TradingAccount, QList<Position>> &state) {
            m_isAccountDue = false;
            updateAccount(state.first);
            updatePositions(state.second);
        });
}

std::function<void(const Result<Order> &)> LocalSource::orderReply(quint64 request)
{
    return [reply = replier(), request, this](const Result<Order> &order) {
        reply([order, request, this] {
            emit orderAnswered(request, order.value_or(Order()),
                               order ? QString() : order.error().message);
        });
    };
}

void LocalSource::placeOrder(quint64 request, const OrderRequest &order)
{
    OrderRequest own = order;
    own.traderId = TradingService::localTrader();
    post(m_tap, [trading = m_services.trading, tap = m_tap, own, reply = orderReply(request)] {
        trading->place(own, tap, reply);
    });
}

void LocalSource::cancelOrder(quint64 request, quint64 id)
{
    post(m_tap, [trading = m_services.trading, tap = m_tap, id, reply = orderReply(request)] {
        trading->cancel(TradingService::localTrader(), id, tap, reply);
    });
}

void LocalSource::replaceOrder(quint64 request, quint64 id, const OrderTerms &terms)
{
    post(m_tap,
         [trading = m_services.trading, tap = m_tap, id, terms, reply = orderReply(request)] {
             trading->replace(TradingService::localTrader(), id, terms, tap, reply);
         });
}

void LocalSource::changeFeed(quint64 request, const QString &name, const QString &key,
                             const QString &secret)
{
    const auto answer = [reply = replier(), request, this](const Result<void> &changed) {
        reply([error = changed ? QString() : changed.error().message, request, this] {
            emit feedAnswered(request, error);
        });
    };
    post(m_tap,
         [feeds = m_services.feeds, tap = m_tap, name, keys = AlpacaKeys{key, secret}, answer] {
             feeds->change(name, keys, tap, answer);
         });
}

void LocalSource::followAlerts()
{
    AlertService *alerts = m_services.alerts;
    connect(alerts, &AlertService::alertChanged, this, &LocalSource::updateAlert);
    connect(alerts, &AlertService::alertRemoved, this, &LocalSource::removeFromAlerts);
    connect(alerts, &AlertService::alertFired, this, &LocalSource::updateAlertEvent);
    ask(
        alerts, [](const AlertService &service) { return service.alerts(); },
        [this](const QList<Alert> &all) { updateAlerts(all); });
    // What fires before the answer is in it, what fires after it follows.
    ask(
        alerts,
        [](const AlertService &service) {
            return service.events(KeptAlertEvents, std::numeric_limits<quint64>::max());
        },
        [this](QList<AlertEvent> events) {
            std::reverse(events.begin(), events.end());
            updateAlertEvents(events);
        });
}

std::function<void(const Result<Alert> &)> LocalSource::alertReply(quint64 request)
{
    return [reply = replier(), request, this](const Result<Alert> &alert) {
        reply([alert, request, this] {
            emit alertAnswered(request, alert.value_or(Alert()),
                               alert ? QString() : alert.error().message);
        });
    };
}

void LocalSource::addAlert(quint64 request, const AlertTerms &terms)
{
    post(m_tap, [alerts = m_services.alerts, tap = m_tap, terms, reply = alertReply(request)] {
        alerts->add(terms, tap, reply);
    });
}

void LocalSource::replaceAlert(quint64 request, quint64 id, const AlertTerms &terms)
{
    post(m_tap, [alerts = m_services.alerts, tap = m_tap, id, terms, reply = alertReply(request)] {
        alerts->replace(id, terms, tap, reply);
    });
}

void LocalSource::removeAlert(quint64 request, quint64 id)
{
    post(m_tap, [alerts = m_services.alerts, tap = m_tap, id, reply = alertReply(request)] {
        alerts->remove(id, tap, reply);
    });
}

void LocalSource::setServerFollowed(bool followed)
{
    if (!followed) {
        m_snapshotTimer.stop();
        return;
    }
    m_snapshotTimer.start();
    askForSnapshot();
}

void LocalSource::askForSnapshot()
{
    // A busy server is not asked twice.
    if (!m_services.snapshot || std::exchange(m_isSnapshotDue, true))
        return;
    ask(
        m_tap, [snapshot = m_services.snapshot](MarketTap &) { return snapshot(); },
        [this](const ServerSnapshot &snapshot) {
            m_isSnapshotDue = false;
            if (m_snapshotTimer.isActive())
                updateSnapshot(snapshot);
        });
}

void LocalSource::endClient(quint64 id)
{
    if (!m_services.endClient)
        return;
    post(m_tap, [end = m_services.endClient, id] { end(id); });
    // What became of it is seen at once, not in a second.
    if (m_snapshotTimer.isActive())
        askForSnapshot();
}

void LocalSource::setVisible(bool visible)
{
    post(m_tap, [tap = m_tap, visible] { tap->setPaused(!visible); });
}

} // namespace Tickwell
