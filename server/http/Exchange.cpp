// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Exchange.h"

#include "core/Background.h"
#include "core/Log.h"
#include "http/Compression.h"
#include "http/HttpConnection.h"
#include "http/ResponseWriter.h"

#include <QThreadPool>

namespace Tickwell {

namespace {

// What proxies log for a client that went before its answer came.
constexpr int ClientClosedRequest = 499;

} // namespace

Exchange::Exchange(std::shared_ptr<ExchangeContext> context, HttpConnection *connection)
    : m_shared(std::move(context))
    , m_connection(connection)
{
    m_timer.start();
    ++m_shared->statistics.requests;
    ++m_shared->statistics.inFlight;
}

Exchange::~Exchange() = default;

Responder Exchange::responder()
{
    return Responder(std::make_shared<Responder::Handle>(shared_from_this()));
}

QObject *Exchange::contextObject()
{
    if (m_state == State::Over)
        return nullptr;
    if (!m_context)
        m_context = std::make_unique<QObject>();
    return m_context.get();
}

double Exchange::seconds() const
{
    return static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
}

void Exchange::send(Response response)
{
    if (m_state != State::Pending || !m_connection)
        return;
    const bool compressible = Compression::isCompressible(response);
    if (compressible)
        response.headers.append("Vary", "Accept-Encoding");
    if (!compressible || !acceptsGzip) {
        deliver(std::move(response));
        return;
    }
    const auto deliverCompressed = [](Exchange &exchange, Response &&plain, QByteArray &&packed) {
        if (!packed.isEmpty() && packed.size() < plain.body.size()) {
            plain.body = std::move(packed);
            plain.headers.append("Content-Encoding", "gzip");
        }
        exchange.deliver(std::move(plain));
    };
    if (response.body.size() <= Compression::MaximumInlineSize) {
        QByteArray packed = Compression::gzip(response.body);
        deliverCompressed(*this, std::move(response), std::move(packed));
        return;
    }
    if (!m_shared->pool) {
        deliver(std::move(response));
        return;
    }
    m_state = State::Compressing;
    const QByteArray body = response.body;
    runInBackground(
        m_shared->pool, contextObject(), [body] { return Compression::gzip(body); },
        [self = shared_from_this(), response = std::move(response),
         deliverCompressed](QByteArray packed) mutable {
            if (self->m_state == State::Compressing)
                deliverCompressed(*self, std::move(response), std::move(packed));
        });
}

void Exchange::deliver(Response response)
{
    if (!m_connection)
        return;
    m_status = response.status;
    keepAlive = keepAlive && m_connection->mayKeepAlive();
    WireForm form;
    form.body = method == "HEAD" ? WireForm::Body::Suppressed : WireForm::Body::Whole;
    form.keepAlive = keepAlive;
    form.minorVersion = minorVersion;
    form.id = id;
    form.seconds = seconds();
    form.extraHeaders = &extraHeaders;
    m_connection->write(writeResponse(response, form));
    over();
}

void Exchange::beginStream(Response head, std::function<void(BodyStream)> wanted, BodyStream stream)
{
    if (m_state != State::Pending || !m_connection)
        return;
    m_status = head.status;
    m_isHead = method == "HEAD";
    m_isChunked = minorVersion > 0;
    keepAlive = keepAlive && m_isChunked && m_connection->mayKeepAlive();
    head.body.clear();
    WireForm form;
    form.body = m_isChunked ? WireForm::Body::Chunked : WireForm::Body::UntilClose;
    form.keepAlive = keepAlive;
    form.minorVersion = minorVersion;
    form.id = id;
    form.seconds = seconds();
    form.extraHeaders = &extraHeaders;
    m_connection->write(writeResponse(head, form));
    if (m_isHead) {
        over();
        return;
    }
    m_state = State::Streaming;
    m_stream = std::move(stream);
    m_wanted = std::make_shared<std::function<void(BodyStream)>>(std::move(wanted));
    m_mayAsk = true;
    askLater();
}

void Exchange::writePiece(const QByteArray &piece)
{
    if (m_state != State::Streaming || !m_connection)
        return;
    m_mayAsk = true;
    m_connection->setAnswerDeadline(deadline);
    if (!piece.isEmpty()) {
        QByteArray framed;
        if (m_isChunked) {
            framed.reserve(piece.size() + 20);
            framed += QByteArray::number(piece.size(), 16);
            framed += "\r\n";
            framed += piece;
            framed += "\r\n";
        } else {
            framed = piece;
        }
        m_connection->write(framed);
    }
    if (m_connection->bytesToWrite() < HttpConnection::LowWater)
        askLater();
}

void Exchange::finishStream()
{
    if (m_state != State::Streaming || !m_connection)
        return;
    if (m_isChunked)
        m_connection->write("0\r\n\r\n");
    over();
}

void Exchange::failStream(const QString &reason)
{
    if (m_state != State::Streaming)
        return;
    qCWarning(lcServer, "The body of %s %s broke off: %s", method.constData(), path.constData(),
              qUtf8Printable(reason));
    const QPointer<HttpConnection> connection = m_connection;
    keepAlive = false;
    m_connection.clear();
    over();
    if (connection)
        connection->abort();
}

qint64 Exchange::bytesWaiting() const
{
    return m_state == State::Streaming && m_connection ? m_connection->bytesToWrite() : 0;
}

void Exchange::askLater()
{
    if (m_isAskQueued || !m_connection)
        return;
    m_isAskQueued = true;
    QMetaObject::invokeMethod(
        m_connection.data(),
        [self = shared_from_this()] {
            self->m_isAskQueued = false;
            if (self->m_connection && self->m_connection->bytesToWrite() < HttpConnection::LowWater)
                self->drained();
        },
        Qt::QueuedConnection);
}

void Exchange::drained()
{
    if (m_state != State::Streaming || !m_mayAsk || !m_wanted || !*m_wanted)
        return;
    m_mayAsk = false;
    // It may end the stream, and must not be destroyed while it runs.
    const auto wanted = m_wanted;
    (*wanted)(m_stream);
}

void Exchange::clientGone()
{
    m_connection.clear();
    if (m_state == State::Over)
        return;
    if (m_status == 0)
        m_status = ClientClosedRequest;
    over();
}

void Exchange::deadlinePassed()
{
    if (m_state == State::Streaming) {
        failStream(QStringLiteral("nothing was produced in time"));
        return;
    }
    if (m_state == State::Over)
        return;
    ++m_shared->statistics.timedOut;
    qCWarning(lcServer, "%s %s was not answered in time", method.constData(), path.constData());
    deliver(Response::error(503, QStringLiteral("The answer was not ready in time"))
                .with("Retry-After", "5"));
}

void Exchange::over()
{
    const auto self = shared_from_this();
    m_state = State::Over;
    --m_shared->statistics.inFlight;
    m_wanted.reset();
    // Not at once: this may be running in a slot of it.
    if (m_context)
        m_context.release()->deleteLater();
    const double took = seconds();
    logAccess({method, path, m_status, took, id});
    if (m_shared->observer)
        m_shared->observer({method, routeTemplate, m_status, took});
    if (m_connection)
        m_connection->exchangeOver(keepAlive);
}

} // namespace Tickwell
