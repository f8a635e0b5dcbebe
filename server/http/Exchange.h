// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpServer.h"
#include "http/Responder.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QThread>

#include <memory>

namespace Tickwell {

class HttpConnection;

/// What all exchanges of one server share.
struct ExchangeContext
{
    QPointer<QThreadPool> pool;
    std::function<void(const RequestRecord &)> observer;
    HttpStatistics statistics;
};

/// One request and its answer: what the handles of Responder and BodyStream mean. Kept alive by
/// them and by its connection; once the connection is gone, all it does is nothing.
class Exchange : public std::enable_shared_from_this<Exchange>
{
public:
    Exchange(std::shared_ptr<ExchangeContext> context, HttpConnection *connection);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    // What the answer depends on; set before the request is handled.
    QByteArray method;
    QByteArray path;
    QByteArray id;
    QByteArray routeTemplate;
    int minorVersion = 1;
    bool keepAlive = true;
    bool acceptsGzip = false;
    /// How long the answer, or the next piece of it, may take; zero: as long as it likes.
    std::chrono::milliseconds deadline{};
    Headers extraHeaders; ///< of CORS: go with whatever the answer is

    [[nodiscard]] Responder responder();
    [[nodiscard]] bool isAwaitingAnswer() const { return m_state == State::Pending; }
    [[nodiscard]] bool isOver() const { return m_state == State::Over; }
    [[nodiscard]] QObject *contextObject();

    void send(Response response);
    void beginStream(Response head, std::function<void(BodyStream)> wanted, BodyStream stream);
    void writePiece(const QByteArray &piece);
    void finishStream();
    void failStream(const QString &reason);
    [[nodiscard]] bool isStreaming() const { return m_state == State::Streaming; }
    [[nodiscard]] qint64 bytesWaiting() const;

    // From the connection:
    void clientGone();
    void deadlinePassed();
    void drained(); ///< little is left in the socket's buffer

private:
    enum class State { Pending, Compressing, Streaming, Over };

    void deliver(Response response);
    void askLater();
    void over();
    [[nodiscard]] double seconds() const;

    std::shared_ptr<ExchangeContext> m_shared;
    QPointer<HttpConnection> m_connection;
    QElapsedTimer m_timer;
    State m_state = State::Pending;
    int m_status = 0;
    std::unique_ptr<QObject> m_context; ///< made when first asked for
    std::shared_ptr<std::function<void(BodyStream)>> m_wanted;
    BodyStream m_stream;
    bool m_isChunked = false;
    bool m_isHead = false;
    bool m_isAskQueued = false;
    bool m_mayAsk = false; ///< something was written since the producer was last asked
};

/// The last of its copies to go takes care that the request is answered.
struct Responder::Handle
{
    explicit Handle(std::shared_ptr<Exchange> of)
        : exchange(std::move(of))
        , home(QThread::currentThread())
    {
    }
    ~Handle();
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    std::shared_ptr<Exchange> exchange;
    QThread *home;
};

} // namespace Tickwell
