// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/LocalSource.h"

#include "chat/ChatService.h"
#include "core/Background.h"
#include "core/Handover.h"
#include "market/MarketService.h"
#include "monitor/MonitorService.h"
#include "source/MarketTap.h"
#include "store/FileExport.h"
#include "store/Recorder.h"

#include <QAbstractEventDispatcher>

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
    followMarket();
    followMonitor();
    followChat();
    followRecorder();
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

void LocalSource::followServer(bool follow)
{
    if (!follow) {
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
