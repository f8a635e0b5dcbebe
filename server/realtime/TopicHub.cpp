// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/TopicHub.h"

#include "realtime/RateGate.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHash>

#include <algorithm>
#include <vector>

namespace Tickwell {

namespace {
/// More held bytes than this go out at once: the subscribers' own bounds are to count them.
constexpr qsizetype MaxHeldBytes = 32 * 1024;
} // namespace

struct TopicHub::Topic
{
    struct Latest
    {
        quint64 slot = 0;
        Frame frame;
    };

    QString name;
    QHash<QString, Latest> latest;
    std::vector<Frame> held; ///< events of this turn
    qsizetype heldBytes = 0;
    std::vector<Subscription *> subscribers; ///< null: left while a frame was handed around
    int publishing = 0;                      ///< frames being handed around now
    int count = 0;
};

struct TopicHub::Subscription
{
    WebSocketSession *session = nullptr;
    Topic *topic = nullptr;
    std::size_t place = 0; ///< in topic->subscribers
    Delivery delivery = Delivery::State;
    std::unique_ptr<RateGate> gate; ///< none: every value
    qint64 due = -1;                ///< in m_due; -1: not there
};

struct TopicHub::Member
{
    WebSocketSession *session = nullptr;
    std::unordered_map<QString, Subscription> subscriptions;
};

TopicHub::TopicHub(QObject *parent)
    : QObject(parent)
{
    m_elapsed.start();
    m_releaseTimer.setSingleShot(true);
    m_releaseTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_releaseTimer, &QTimer::timeout, this, &TopicHub::releaseDue);
}

TopicHub::~TopicHub()
{
    for (const auto &[session, member] : m_members)
        member->session->setHeldFrames(nullptr);
}

int TopicHub::subscribe(WebSocketSession *session, const QString &topicName, Delivery delivery,
                        const SubscribeOptions &options)
{
    giveOut(); // said before it came
    std::unique_ptr<Member> &member = m_members[session];
    if (!member) {
        member = std::make_unique<Member>();
        member->session = session;
        session->setHeldFrames(this);
        connect(session, &WebSocketSession::closed, this,
                [this, session] { unsubscribeAll(session); });
        connect(session, &QObject::destroyed, this, [this, session] { forget(session); });
    }
    std::unique_ptr<Topic> &topic = m_topics[topicName];
    if (!topic) {
        topic = std::make_unique<Topic>();
        topic->name = topicName;
    }

    const auto [place, isNew] = member->subscriptions.try_emplace(topicName);
    Subscription &subscription = place->second;
    if (isNew) {
        subscription.session = session;
        subscription.topic = topic.get();
        subscription.place = topic->subscribers.size();
        topic->subscribers.push_back(&subscription);
        ++topic->count;
        ++m_statistics.subscriptions;
    } else if (subscription.due >= 0) {
        m_due.erase({subscription.due, &subscription});
        subscription.due = -1;
    }
    subscription.delivery = delivery;
    subscription.gate = options.maxRate > 0 && delivery == Delivery::State
        ? std::make_unique<RateGate>(options.maxRate)
        : nullptr;
    for (const Topic::Latest &latest : std::as_const(topic->latest))
        deliver(subscription, latest.slot, latest.frame);
    return topic->count;
}

bool TopicHub::unsubscribe(WebSocketSession *session, const QString &topic)
{
    giveOut(); // said before it left
    const auto member = m_members.find(session);
    if (member == m_members.end())
        return false;
    const auto subscription = member->second->subscriptions.find(topic);
    if (subscription == member->second->subscriptions.end())
        return false;
    remove(&subscription->second);
    member->second->subscriptions.erase(subscription);
    if (member->second->subscriptions.empty()) {
        session->setHeldFrames(nullptr);
        session->disconnect(this);
        m_members.erase(member);
    }
    return true;
}

void TopicHub::unsubscribeAll(WebSocketSession *session)
{
    if (!m_members.contains(session))
        return;
    session->setHeldFrames(nullptr);
    disconnect(session, nullptr, this, nullptr);
    forget(session);
}

void TopicHub::forget(const WebSocketSession *session)
{
    const auto member = m_members.find(session);
    if (member == m_members.end())
        return;
    for (auto &[name, subscription] : member->second->subscriptions)
        remove(&subscription);
    m_members.erase(member);
}

void TopicHub::remove(Subscription *subscription)
{
    if (subscription->due >= 0)
        m_due.erase({subscription->due, subscription});
    Topic *topic = subscription->topic;
    --topic->count;
    --m_statistics.subscriptions;
    if (topic->publishing > 0) {
        topic->subscribers[subscription->place] = nullptr;
    } else {
        Subscription *last = topic->subscribers.back();
        topic->subscribers[subscription->place] = last;
        last->place = subscription->place;
        topic->subscribers.pop_back();
        settle(topic);
    }
}

void TopicHub::settle(Topic *topic)
{
    if (topic->publishing > 0)
        return;
    if (topic->count == 0) {
        std::erase(m_holding, topic);
        const QString name = topic->name;
        m_topics.erase(name);
    } else if (static_cast<std::size_t>(topic->count) != topic->subscribers.size()) {
        std::erase(topic->subscribers, nullptr);
        for (std::size_t place = 0; place < topic->subscribers.size(); ++place)
            topic->subscribers[place]->place = place;
    }
}

int TopicHub::publish(const QString &topicName, const QString &key, const Frame &frame)
{
    const auto found = m_topics.find(topicName);
    if (found == m_topics.end() || frame.isNull())
        return 0;
    Topic *topic = found->second.get();
    ++m_statistics.published;
    if (key.isEmpty()) {
        hold(topic, frame);
        return topic->count;
    }
    giveOut();
    Topic::Latest &latest = topic->latest[key];
    if (latest.slot == 0)
        latest.slot = ++m_lastSlot;
    latest.frame = frame;
    return handAround(topic, latest.slot, frame);
}

void TopicHub::hold(Topic *topic, const Frame &event)
{
    if (topic->held.empty())
        m_holding.push_back(topic);
    topic->held.push_back(event);
    topic->heldBytes += event.size();
    if (topic->heldBytes > MaxHeldBytes) {
        giveOut();
    } else if (!m_turnEndPosted) {
        m_turnEndPosted = true;
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
}

bool TopicHub::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_turnEndPosted = false;
    endTurn();
    return true;
}

void TopicHub::endTurn()
{
    // What is posted now is handled after the next look at the sockets: a message that is left to
    // the sessions' own end of the turn would let the next one overtake it into a turn of its own,
    // and two small writes are twice the price of a large one.
    if (m_holding.size() == 1) {
        m_turnEnds = true;
        giveOut();
        m_turnEnds = false;
        return;
    }
    const std::vector<Topic *> topics = m_holding;
    giveOut();
    for (const Topic *topic : topics) {
        for (const Subscription *subscription : topic->subscribers)
            subscription->session->flush();
    }
}

void TopicHub::giveOut()
{
    if (m_holding.empty())
        return;
    // A session that is given its share asks again.
    const std::vector<Topic *> topics = std::exchange(m_holding, {});
    for (Topic *topic : topics)
        giveOut(topic);
}

void TopicHub::giveOut(Topic *topic)
{
    const Frame events = Frame::joined(topic->held);
    topic->held.clear();
    topic->heldBytes = 0;
    handAround(topic, 0, events);
}

int TopicHub::handAround(Topic *topic, quint64 slot, const Frame &frame)
{
    ++topic->publishing;
    int receivers = 0;
    // By index, and only those who were there before: anyone may come or go meanwhile.
    const std::size_t count = topic->subscribers.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (Subscription *subscription = topic->subscribers[i]) {
            deliver(*subscription, slot, frame);
            ++receivers;
        }
    }
    --topic->publishing;
    settle(topic);
    return receivers;
}

void TopicHub::deliver(Subscription &subscription, quint64 slot, const Frame &frame)
{
    if (slot == 0 || subscription.delivery == Delivery::Events) {
        m_statistics.delivered += frame.count();
        if (m_turnEnds)
            subscription.session->sendNow(frame);
        else
            subscription.session->send(frame);
        return;
    }
    if (subscription.gate) {
        switch (subscription.gate->offer(slot, frame, m_elapsed.elapsed())) {
        case RateGate::Verdict::Pass:
            break;
        case RateGate::Verdict::Held:
            schedule(subscription);
            return;
        case RateGate::Verdict::Replaced:
            ++m_statistics.rateLimited;
            return;
        }
    }
    ++m_statistics.delivered;
    subscription.session->sendState(slot, frame);
}

void TopicHub::schedule(Subscription &subscription)
{
    const qint64 due = subscription.gate->nextDue().value_or(-1);
    if (due != subscription.due) {
        if (subscription.due >= 0)
            m_due.erase({subscription.due, &subscription});
        subscription.due = due;
        if (due >= 0)
            m_due.insert({due, &subscription});
    }
    if (m_due.empty()) {
        m_releaseTimer.stop();
        return;
    }
    const qint64 wait = qMax<qint64>(0, m_due.begin()->first - m_elapsed.elapsed());
    if (!m_releaseTimer.isActive() || m_releaseTimer.remainingTime() > wait)
        m_releaseTimer.start(static_cast<int>(wait));
}

void TopicHub::releaseDue()
{
    const qint64 now = m_elapsed.elapsed();
    std::vector<Subscription *> ready;
    for (auto due = m_due.begin(); due != m_due.end() && due->first <= now; ++due)
        ready.push_back(due->second);
    for (Subscription *subscription : ready) {
        const auto values = subscription->gate->release(now);
        for (const auto &[slot, frame] : values) {
            ++m_statistics.delivered;
            subscription->session->sendState(slot, frame);
        }
        schedule(*subscription);
    }
    if (!m_due.empty() && !m_releaseTimer.isActive())
        m_releaseTimer.start(static_cast<int>(qMax<qint64>(0, m_due.begin()->first - now)));
}

bool TopicHub::hasSubscribers(const QString &topic) const
{
    return m_topics.contains(topic);
}

int TopicHub::subscribers(const QString &topic) const
{
    const auto found = m_topics.find(topic);
    return found == m_topics.end() ? 0 : found->second->count;
}

QStringList TopicHub::topicsOf(const WebSocketSession *session) const
{
    QStringList names;
    if (const auto member = m_members.find(session); member != m_members.end()) {
        for (const auto &[name, subscription] : member->second->subscriptions)
            names.append(name);
        names.sort();
    }
    return names;
}

TopicStatistics TopicHub::statistics() const
{
    TopicStatistics all = m_statistics;
    all.topics = static_cast<int>(m_topics.size());
    return all;
}

} // namespace Tickwell
