// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Statistics.h"
#include "realtime/Frame.h"
#include "realtime/WebSocketSession.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace Tickwell {

/// How a subscriber is to get what a topic says.
enum class Delivery {
    State,  ///< the latest value of each key counts; values a slow receiver misses are skipped
    Events, ///< every one counts; a receiver that is too slow is closed, and resumes by itself
};

struct SubscribeOptions
{
    double maxRate = 0; ///< State: at most so many values a second of each key; 0: all of them
};

/// Who wants to hear what: a frame that is published to a topic goes to all its subscribers.
///
/// A topic exists while it has subscribers. It remembers the latest frame of each key, so that a
/// further subscriber has it at once; the first one's first value is its subscriber's to ask the
/// domain for. Subscriptions end with their session. One thread: the server's.
///
/// Events of one turn of the event loop are joined once and then given to each subscriber as one,
/// at the turn's end or before anything else is sent to one of them.
class TopicHub final
    : public QObject
    , private HeldFrames
{
    Q_OBJECT

public:
    explicit TopicHub(QObject *parent = nullptr);
    ~TopicHub() override;

    /// Subscribes @p session and sends it the latest frame of every key of @p topic. A second
    /// subscription of the same topic replaces the first one's delivery and options.
    /// Returns how many subscribers @p topic has now: 1 means that it knows no latest frames yet.
    int subscribe(WebSocketSession *session, const QString &topic, Delivery delivery,
                  const SubscribeOptions &options = {});
    /// False when there was no such subscription.
    bool unsubscribe(WebSocketSession *session, const QString &topic);
    void unsubscribeAll(WebSocketSession *session);

    /// Sends @p frame to all subscribers of @p topic. It is the latest value of @p key; an
    /// empty key says that it is an event: not remembered, and never skipped for anyone.
    /// Returns to how many it went or will go.
    int publish(const QString &topic, const QString &key, const Frame &frame);
    int publishEvent(const QString &topic, const Frame &frame) { return publish(topic, {}, frame); }

    /// Whether a frame is worth encoding.
    [[nodiscard]] bool hasSubscribers(const QString &topic) const;
    [[nodiscard]] int subscribers(const QString &topic) const;
    [[nodiscard]] QStringList topicsOf(const WebSocketSession *session) const;
    [[nodiscard]] TopicStatistics statistics() const;

protected:
    bool event(QEvent *event) override;

private:
    struct Topic;
    struct Subscription;
    struct Member; ///< a session and its subscriptions

    /// Ends the subscriptions of @p session, of which nothing but the address may be left.
    void forget(const WebSocketSession *session);
    void giveOut() override;
    void hold(Topic *topic, const Frame &event);
    void giveOut(Topic *topic);
    void endTurn();
    /// Hands @p frame to all subscribers of @p topic.
    int handAround(Topic *topic, quint64 slot, const Frame &frame);
    void deliver(Subscription &subscription, quint64 slot, const Frame &frame);
    void remove(Subscription *subscription);
    void settle(Topic *topic);
    void schedule(Subscription &subscription);
    void releaseDue();

    std::unordered_map<QString, std::unique_ptr<Topic>> m_topics;
    std::unordered_map<const WebSocketSession *, std::unique_ptr<Member>> m_members;
    /// Rate-limited subscriptions that hold a value, by when the next one is due (ms).
    std::set<std::pair<qint64, Subscription *>> m_due;
    std::vector<Topic *> m_holding; ///< events, until the turn ends
    bool m_turnEndPosted = false;
    bool m_turnEnds = false; ///< what is delivered now is to go out now
    QTimer m_releaseTimer;
    QElapsedTimer m_elapsed;
    quint64 m_lastSlot = 0;
    TopicStatistics m_statistics;
};

} // namespace Tickwell
