// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/RedisCache.h"

#include "core/Log.h"

#include <utility>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// A connection that held for so long was a good one: the waits begin anew.
constexpr qint64 GoodMilliseconds = 10'000;

QByteArray keyOf(const QByteArray &key)
{
    return RedisCache::Prefix.toByteArray() + key;
}

template<typename Answer>
void post(QObject *context, Answer answer)
{
    if (context)
        QMetaObject::invokeMethod(context, std::move(answer), Qt::QueuedConnection);
}

} // namespace

RedisCache::RedisCache(const RedisUrl &url, QObject *parent)
    : QObject(parent)
    , m_name(u"Redis at "_s + url.shown())
    , m_connection(url)
{
    m_time.start();
    connect(&m_connection, &RedisConnection::ready, this, &RedisCache::onReady);
    connect(&m_connection, &RedisConnection::closed, this, &RedisCache::onClosed);
    connect(&m_connection, &RedisConnection::answered, this, &RedisCache::onAnswered);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, &m_connection, &RedisConnection::open);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &RedisCache::checkDeadline);
    m_start.setSingleShot(true);
    connect(&m_start, &QTimer::timeout, this, [this] {
        if (m_state == State::Starting)
            setState(State::Down, u"it does not answer"_s);
    });
    m_start.start(CommandTimeout);
    m_connection.open();
}

RedisCache::~RedisCache() = default;

void RedisCache::get(const QByteArray &key, QObject *context, Got got)
{
    const QPointer<QObject> guard(context);
    if (m_state == State::Starting
        && defers(key.size(), [this, key, guard, got] { get(key, guard, got); }))
        return;
    if (m_state != State::Up || !admits(key.size())) {
        ++m_statistics.misses;
        ++m_statistics.errors;
        post(context, [got = std::move(got)] { got(std::nullopt); });
        return;
    }
    m_connection.send({"GET", keyOf(key)});
    expect({guard, std::move(got), {}, key.size()});
}

void RedisCache::put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life,
                     QObject *context, Done done)
{
    const QPointer<QObject> guard(context);
    if (m_state == State::Starting
        && defers(key.size() + value.size(),
                  [this, key, value, life, guard, done] { put(key, value, life, guard, done); }))
        return;
    const auto refuse = [&](const QString &message, Error::Kind kind) {
        ++m_statistics.errors;
        post(context, [message, kind, done = std::move(done)] { done(failure(message, kind)); });
    };
    if (value.size() > MaxValue) {
        remove(key);
        return refuse(
            u"The value is too large for the cache: %1 of at most %2 bytes"_s.arg(value.size())
                .arg(MaxValue),
            Error::Kind::Limit);
    }
    if (m_state != State::Up)
        return refuse(u"The cache cannot be reached"_s, Error::Kind::Unavailable);
    const qsizetype bytes = key.size() + value.size();
    if (!admits(bytes))
        return refuse(u"Too much waits for the cache"_s, Error::Kind::Unavailable);
    if (life.count() > 0)
        m_connection.send(
            {"SET", keyOf(key), value, "PX", QByteArray::number(qint64(life.count()))});
    else
        m_connection.send({"SET", keyOf(key), value});
    expect({guard, {}, std::move(done), bytes});
}

void RedisCache::remove(const QByteArray &key)
{
    if (m_state == State::Starting && defers(key.size(), [this, key] { remove(key); }))
        return;
    if (m_state != State::Up || !admits(key.size())) {
        ++m_statistics.errors;
        return;
    }
    m_connection.send({"DEL", keyOf(key)});
    expect({{}, {}, {}, key.size()});
}

CacheStatistics RedisCache::statistics() const
{
    CacheStatistics all = m_statistics;
    all.pending = static_cast<qint64>(m_pending.size() + m_deferred.size());
    return all;
}

CacheStatus RedisCache::status() const
{
    return {u"redis"_s, m_state == State::Up,
            m_state == State::Up ? QString() : m_name + u": "_s + m_message};
}

bool RedisCache::admits(qsizetype bytes) const
{
    return m_pending.size() < MaxPending && m_pendingBytes + bytes <= MaxPendingBytes;
}

bool RedisCache::defers(qsizetype bytes, std::function<void()> again)
{
    if (m_deferred.size() >= MaxPending || m_pendingBytes + bytes > MaxPendingBytes)
        return false;
    m_pendingBytes += bytes;
    m_deferred.push_back(std::move(again));
    return true;
}

void RedisCache::expect(Pending pending)
{
    pending.sent = m_time.elapsed();
    m_pendingBytes += pending.bytes;
    m_pending.push_back(std::move(pending));
    if (!m_deadline.isActive())
        m_deadline.start(CommandTimeout);
}

void RedisCache::onAnswered(const RedisReply &reply)
{
    using Kind = RedisReply::Kind;
    const Pending &first = m_pending.front();
    const bool fits = reply.kind == Kind::Error
        || (first.got        ? reply.kind == Kind::Bytes || reply.kind == Kind::Nil
                : first.done ? reply.kind == Kind::Status && reply.text == "OK"
                             : reply.kind == Kind::Number);
    if (!fits) {
        m_connection.failForProtocol();
        return;
    }
    Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    m_pendingBytes -= pending.bytes;
    settle(std::move(pending), reply);
}

void RedisCache::settle(Pending pending, const RedisReply &reply)
{
    const bool failed = reply.kind == RedisReply::Kind::Error;
    if (failed) {
        ++m_statistics.errors;
        noteRefusal(reply.text);
    } else if (pending.done) {
        m_refusal.reset();
    }
    if (pending.got) {
        std::optional<QByteArray> value;
        if (reply.kind == RedisReply::Kind::Bytes)
            value = reply.text;
        ++(value ? m_statistics.hits : m_statistics.misses);
        post(pending.context, [got = std::move(pending.got), value] { got(value); });
    } else if (pending.done) {
        Result<void> result;
        if (failed) {
            result = failure(u"The cache did not take the value: "_s + redisErrorText(reply.text),
                             Error::Kind::Unavailable);
        }
        post(pending.context, [done = std::move(pending.done), result] { done(result); });
    }
}

/// Redis says no to one command and may take the next: one line for a reason, not one each time.
void RedisCache::noteRefusal(const QByteArray &text)
{
    if (m_refusal == text)
        return;
    m_refusal = text;
    qCWarning(lcCache, "%s refuses: %s", qUtf8Printable(m_name),
              qUtf8Printable(redisErrorText(text)));
}

void RedisCache::giveUp(Pending pending)
{
    ++m_statistics.errors;
    if (pending.got) {
        ++m_statistics.misses;
        post(pending.context, [got = std::move(pending.got)] { got(std::nullopt); });
    } else if (pending.done) {
        post(pending.context, [done = std::move(pending.done)] {
            done(failure(u"The cache did not say that it has the value"_s,
                         Error::Kind::Unavailable));
        });
    }
}

void RedisCache::onReady()
{
    m_upSince = m_time.elapsed();
    setState(State::Up, {});
}

void RedisCache::onClosed(const QString &reason)
{
    if (m_state == State::Up && m_time.elapsed() - m_upSince >= GoodMilliseconds)
        m_backoff.reset();
    m_deadline.stop();
    for (Pending &pending : std::exchange(m_pending, {})) {
        m_pendingBytes -= pending.bytes;
        giveUp(std::move(pending));
    }
    setState(State::Down, reason);
    m_retry.start(m_backoff.next());
}

void RedisCache::checkDeadline()
{
    if (m_pending.empty())
        return;
    const qint64 left = m_pending.front().sent + CommandTimeout.count() - m_time.elapsed();
    if (left > 0) {
        m_deadline.start(std::chrono::milliseconds(left));
        return;
    }
    m_connection.fail(u"it does not answer"_s);
}

void RedisCache::setState(State state, const QString &message)
{
    const State earlier = std::exchange(m_state, state);
    m_message = message;
    if (state == earlier)
        return;
    if (state == State::Up) {
        qCInfo(lcCache, "%s %s", qUtf8Printable(m_name),
               earlier == State::Starting ? "keeps the cached values" : "is back");
    } else {
        qCWarning(lcCache,
                  "%s is out: %s. Until it is back cached values are computed and data items "
                  "refused",
                  qUtf8Printable(m_name), qUtf8Printable(message));
    }
    const auto deferred = std::exchange(m_deferred, {});
    if (!deferred.empty())
        m_pendingBytes = 0; // nothing else is pending before the first connection
    for (const auto &again : deferred)
        again();
}

} // namespace Tickwell
