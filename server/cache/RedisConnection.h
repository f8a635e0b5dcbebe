// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/RedisUrl.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <initializer_list>

struct redisAsyncContext;

namespace Tickwell {

class RedisNotifiers;

/// What Redis says to one command.
struct RedisReply
{
    enum class Kind { Bytes, Status, Number, Nil, Error };

    Kind kind = Kind::Nil;
    QByteArray text; ///< of an error: what redisErrorText() knows of its beginning, or nothing
};

/// What an error of Redis that begins with @p text means to a person: `it is out of memory`.
[[nodiscard]] QString redisErrorText(const QByteArray &text);

/// One connection to a Redis at a time: finds the address, connects, authenticates, selects the
/// database, and passes commands on. On the thread that made it, which it never blocks. SIGPIPE
/// must be ignored by the program.
///
/// A server that breaks the protocol, says what nobody asked for, or sends more than MaxReply at
/// once is left. Of its errors only the well-known beginnings get any further: the rest could
/// repeat the password.
class RedisConnection final : public QObject
{
    Q_OBJECT

public:
    /// Bytes of a reply.
    static constexpr size_t MaxReply = 1024 * 1024 + 1024;
    /// Until ready(), name look-up included.
    static constexpr std::chrono::seconds OpenTimeout{3};

    explicit RedisConnection(RedisUrl url, QObject *parent = nullptr);
    ~RedisConnection() override;

    /// Begins anew. ready() or closed() follows, from the event loop.
    void open();
    /// Ends it without closed().
    void abort();
    /// Ends it with closed().
    void fail(const QString &reason);
    /// Ends it with closed() because an answer does not go with its command.
    void failForProtocol();

    /// Between ready() and closed(): sends a command, whose answer comes by answered() in the
    /// order of the commands, unless closed() comes first. Its words may be any bytes.
    void send(std::initializer_list<QByteArrayView> words);

signals:
    void ready();
    /// It could not be opened, or has ended: @p reason is for a person, without a trailing period.
    void closed(const QString &reason);
    void answered(const Tickwell::RedisReply &reply);

private:
    enum class Step { Auth, Select, Ping };

    void connectToNext();
    void begin(redisAsyncContext *context);
    void greet();
    void onReply(const RedisReply &reply);
    void checkBuffer();
    void onLost(const redisAsyncContext *context);
    void loseLater(const QString &reason);
    void lose(const QString &reason);
    void release();
    [[nodiscard]] static QString reasonOf(const redisAsyncContext *context);

    RedisUrl m_url;
    QTimer m_deadline;
    int m_lookup = -1;
    QList<QHostAddress> m_addresses; ///< not yet tried
    redisAsyncContext *m_context = nullptr;
    RedisNotifiers *m_notifiers = nullptr;
    std::deque<Step> m_steps; ///< of the greeting, not yet answered
    qint64 m_expected = 0;    ///< replies
    quint64 m_attempt = 0;    ///< counts connections, so that what is late for one misses the next
};

} // namespace Tickwell
