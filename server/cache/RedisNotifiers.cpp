// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/RedisNotifiers.h"

#include <hiredis/async.h>

#include <sys/ioctl.h>

namespace Tickwell {

namespace {

RedisNotifiers *notifiers(void *data)
{
    return static_cast<RedisNotifiers *>(data);
}

} // namespace

RedisNotifiers::RedisNotifiers(redisAsyncContext *context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_readable(context->c.fd, QSocketNotifier::Read)
    , m_writable(context->c.fd, QSocketNotifier::Write)
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &RedisNotifiers::onReadable);
    connect(&m_writable, &QSocketNotifier::activated, this, &RedisNotifiers::onWritable);
    context->ev.data = this;
    context->ev.addRead = [](void *data) { notifiers(data)->m_readable.setEnabled(true); };
    context->ev.delRead = [](void *data) { notifiers(data)->m_readable.setEnabled(false); };
    context->ev.addWrite = [](void *data) { notifiers(data)->m_writable.setEnabled(true); };
    context->ev.delWrite = [](void *data) { notifiers(data)->m_writable.setEnabled(false); };
    context->ev.cleanup = [](void *data) { notifiers(data)->detach(); };
}

void RedisNotifiers::onReadable()
{
    // hiredis reads 16 KiB at a time: a longer reply is worth more than one look at all sockets.
    constexpr int Reads = 16;
    size_t before = 0;
    for (int i = 0; i < Reads && m_context; ++i) {
        redisAsyncHandleRead(m_context);
        emit read();
        const size_t unfinished = m_context ? m_context->c.reader->len : 0;
        if (unfinished <= before)
            break;
        before = unfinished;
    }
}

void RedisNotifiers::onWritable()
{
    // A Redis that takes nobody says so and is gone: a write would fail, and nobody read why.
    int waiting = 0;
    if (m_context && ::ioctl(m_context->c.fd, FIONREAD, &waiting) == 0 && waiting > 0)
        onReadable();
    if (m_context)
        redisAsyncHandleWrite(m_context);
}

/// Before hiredis closes the socket.
void RedisNotifiers::detach()
{
    m_context = nullptr;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
}

} // namespace Tickwell
