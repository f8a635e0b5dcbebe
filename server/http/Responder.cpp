// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Responder.h"

#include "core/Handover.h"
#include "core/Log.h"
#include "http/Exchange.h"

#include <QAbstractEventDispatcher>

namespace Tickwell {

Responder::Handle::~Handle()
{
    auto answer = [forgotten = std::move(exchange)] {
        if (!forgotten->isAwaitingAnswer())
            return;
        qCWarning(lcServer, "The handler of %s %s forgot to answer", forgotten->method.constData(),
                  forgotten->path.constData());
        forgotten->send(Response::error(500));
    };
    if (QThread::currentThread() == home) {
        answer();
        return;
    }
    // Work on a pool held the last copy. Exchanges belong to the server's thread, and end there:
    // none of it may be left here.
    if (QObject *dispatcher = QAbstractEventDispatcher::instance(home))
        QMetaObject::invokeMethod(dispatcher, handedOver(std::move(answer)), Qt::QueuedConnection);
}

void Responder::send(Response response) const
{
    m_handle->exchange->send(std::move(response));
}

BodyStream Responder::beginStream(Response head, std::function<void(BodyStream)> wanted) const
{
    BodyStream stream(m_handle->exchange);
    m_handle->exchange->beginStream(std::move(head), std::move(wanted), stream);
    return stream;
}

bool Responder::isAlive() const
{
    return m_handle->exchange->isAwaitingAnswer();
}

QObject *Responder::context() const
{
    return m_handle->exchange->contextObject();
}

void BodyStream::write(const QByteArray &piece)
{
    if (const auto exchange = m_exchange.lock())
        exchange->writePiece(piece);
}

void BodyStream::finish()
{
    if (const auto exchange = m_exchange.lock())
        exchange->finishStream();
}

void BodyStream::fail(const QString &reason)
{
    if (const auto exchange = m_exchange.lock())
        exchange->failStream(reason);
}

bool BodyStream::isAlive() const
{
    const auto exchange = m_exchange.lock();
    return exchange && exchange->isStreaming();
}

qint64 BodyStream::bytesWaiting() const
{
    const auto exchange = m_exchange.lock();
    return exchange ? exchange->bytesWaiting() : 0;
}

QObject *BodyStream::context() const
{
    const auto exchange = m_exchange.lock();
    return exchange ? exchange->contextObject() : nullptr;
}

} // namespace Tickwell
