// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"
#include "cache/RedisConnection.h"
#include "core/Backoff.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <vector>

namespace Tickwell {

/// A cache in a Redis, which other servers may share; keys there begin with Prefix.
///
/// While it cannot be reached nothing waits for it: values are not found, and cannot be put. It is
/// tried again by and by. Redis may take a value although the put failed by time-out.
class RedisCache final
    : public QObject
    , public Cache
{
    Q_OBJECT

public:
    static constexpr QByteArrayView Prefix{"tickwell:"};
    /// Bytes of a value; more is refused.
    static constexpr qsizetype MaxValue = 1024 * 1024;
    /// What may wait for Redis at a time; more is refused.
    static constexpr size_t MaxPending = 10'000;
    static constexpr qsizetype MaxPendingBytes = 64 * 1024 * 1024;
    /// How long a command may take. Then the connection is given up and nothing waits any more.
    static constexpr std::chrono::milliseconds CommandTimeout{500};

    /// Begins to connect. What is asked before it is known whether Redis is there waits for that,
    /// for CommandTimeout at most.
    explicit RedisCache(const RedisUrl &url, QObject *parent = nullptr);
    ~RedisCache() override;

    void get(const QByteArray &key, QObject *context, Got got) override;
    /// Fails for more than MaxValue bytes, and whenever Redis did not say that it has the value.
    void put(const QByteArray &key, const QByteArray &value, std::chrono::milliseconds life,
             QObject *context, Done done) override;
    void remove(const QByteArray &key) override;

    [[nodiscard]] CacheStatistics statistics() const override;
    [[nodiscard]] CacheStatus status() const override;

private:
    enum class State { Starting, Up, Down };
    /// A command whose answer is awaited. A removal has neither function.
    struct Pending
    {
        QPointer<QObject> context = {};
        Got got = {};
        Done done = {};
        qsizetype bytes = 0;
        qint64 sent = 0; ///< milliseconds of m_time
    };

    /// Whether a command of so many bytes may still be sent.
    [[nodiscard]] bool admits(qsizetype bytes) const;
    /// Keeps @p again, of so many bytes, for when it is known whether Redis is there. False: there
    /// is no room.
    [[nodiscard]] bool defers(qsizetype bytes, std::function<void()> again);
    void expect(Pending pending);
    void settle(Pending pending, const RedisReply &reply);
    void giveUp(Pending pending);
    void onReady();
    void onClosed(const QString &reason);
    void onAnswered(const RedisReply &reply);
    void checkDeadline();
    void setState(State state, const QString &message);
    void noteRefusal(const QByteArray &text);

    QString m_name;
    RedisConnection m_connection;
    State m_state = State::Starting;
    QString m_message; ///< why it is not up
    QElapsedTimer m_time;
    qint64 m_upSince = 0; ///< milliseconds of m_time
    Backoff m_backoff{std::chrono::milliseconds(100), std::chrono::seconds(5)};
    QTimer m_retry;
    QTimer m_start;
    QTimer m_deadline; ///< of the first pending command
    std::deque<Pending> m_pending;
    qsizetype m_pendingBytes = 0; ///< of those, and of what is deferred
    std::vector<std::function<void()>> m_deferred;
    std::optional<QByteArray> m_refusal; ///< the error that was logged, until a value is taken
    CacheStatistics m_statistics;
};

} // namespace Tickwell
