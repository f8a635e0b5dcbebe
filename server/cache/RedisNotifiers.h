// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

struct redisAsyncContext;

namespace Tickwell {

/// Tells hiredis when its socket can be read or written, on the loop of the thread that made this.
/// It registers itself in @p context's hooks and is quiet once hiredis has let go of the socket.
class RedisNotifiers final : public QObject
{
    Q_OBJECT

public:
    explicit RedisNotifiers(redisAsyncContext *context, QObject *parent = nullptr);

    /// hiredis still has the socket.
    [[nodiscard]] bool isActive() const { return m_context; }

signals:
    /// What could be read has been read and answered.
    void read();

private:
    void onReadable();
    void onWritable();
    void detach();

    redisAsyncContext *m_context;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
};

} // namespace Tickwell
