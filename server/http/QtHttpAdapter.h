// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Headers.h"

#include <QAbstractHttpServer>
#include <QPointer>

#include <optional>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) && QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
#error "Qt HttpServer 6.5 to 6.7 had interfaces of their own; build with 6.4 or with 6.8 and later"
#endif

namespace Tickwell {

class Gate;
class RequestFeed;

/// Qt's HTTP server, and the one place that knows which Qt it is built with: 6.4 and 6.8 differ in
/// how requests are handed over and how a server is bound.
///
/// Qt is shown one request head at a time, whole, checked and without framing fields, on a
/// socket of its own that has no network behind it. So none of its states can outlive a client,
/// none of its buffers can grow, and it never touches a socket that a WebSocket may take over.
class QtHttpAdapter final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    explicit QtHttpAdapter(QObject *parent = nullptr);

    /// @p gate listens already; it becomes a child of this.
    bool attach(Gate *gate);

    /// The headers of @p head, read by Qt; none when it did not take it for a request.
    [[nodiscard]] std::optional<Headers> parse(const QByteArray &head);

protected:
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request,
                        QHttpServerResponder &responder) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#endif

private:
    void take(const QHttpServerRequest &request);

    QPointer<Gate> m_gate;
    QPointer<RequestFeed> m_feed;
    std::optional<Headers> m_parsed;
};

} // namespace Tickwell
