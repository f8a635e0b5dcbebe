// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Response.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Tickwell {

class Exchange;

/// The writing end of a streamed body: a cheap handle, all copies mean the same stream. Server
/// thread only. Every call is harmless once the client has gone.
class BodyStream
{
public:
    BodyStream() = default;

    /// Sends one piece. May be called at any time; a producer that only writes when asked keeps at
    /// most one piece and the low-water mark in memory.
    void write(const QByteArray &piece);

    /// The body is complete.
    void finish();

    /// The body cannot be completed: the connection is cut, so that the client sees a truncated
    /// body and not a short but whole one; @p reason is logged.
    void fail(const QString &reason);

    /// False once the stream has ended or the client has gone.
    [[nodiscard]] bool isAlive() const;

    /// Bytes that were written and not yet taken by the kernel.
    [[nodiscard]] qint64 bytesWaiting() const;

    /// Lives until the stream has ended or the client has gone; null after that.
    [[nodiscard]] QObject *context() const;

private:
    friend class Responder;
    explicit BodyStream(std::weak_ptr<Exchange> exchange)
        : m_exchange(std::move(exchange))
    {
    }
    std::weak_ptr<Exchange> m_exchange;
};

/// How to answer one request, now or later: a cheap handle, all copies mean the same request.
/// Server thread only. When the last copy goes without an answer, the client gets a 500.
///
/// Work that may outlive the client is guarded by context():
/// @code
/// runInBackground(pool, responder.context(), work, [responder](Answer a) { responder.send(…); });
/// @endcode
class Responder
{
public:
    /// Answers. Only the first answer counts; a no-op once the client has gone.
    void send(Response response) const;

    /// Sends @p head at once and then a body piece by piece: chunked, or up to the end of the
    /// connection for HTTP/1.0. Each time the client has taken nearly all that was written, @p
    /// wanted is called, never from within beginStream() or write(): write the next piece then or
    /// later. It is not called again before something was written. For HEAD, nothing is asked for.
    /// The route's deadline is that of each piece.
    BodyStream beginStream(Response head, std::function<void(BodyStream)> wanted) const;

    /// False once it was answered or the client has gone.
    [[nodiscard]] bool isAlive() const;

    /// Lives until the request is answered in full or the client has gone; null after that.
    [[nodiscard]] QObject *context() const;

private:
    friend class Exchange;
    struct Handle;
    explicit Responder(std::shared_ptr<Handle> handle)
        : m_handle(std::move(handle))
    {
    }
    std::shared_ptr<Handle> m_handle;
};

} // namespace Tickwell
