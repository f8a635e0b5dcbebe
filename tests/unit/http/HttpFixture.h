// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RawClient.h"

#include "core/Background.h"
#include "http/HttpServer.h"

#include <QLoggingCategory>
#include <QThreadPool>
#include <QTimer>

namespace Tickwell {

/// A server with handlers of all kinds, on a free port.
class HttpFixture : public QObject
{
protected:
    void reset();
    void start(HttpOptions options = {});
    void stop();

    std::unique_ptr<HttpServer> m_server;
    quint16 m_port = 0;
    QThreadPool m_pool;
    QList<RequestRecord> m_records;
    int m_dropped = 0; ///< contexts of requests that ended
    bool m_handlerRan = false;
};

inline void HttpFixture::reset()
{
    // Thousands of lines would hide the warnings that tests wait for.
    QLoggingCategory::setFilterRules(QStringLiteral("tickwell.access.info=false"));
    m_records.clear();
    m_dropped = 0;
    m_handlerRan = false;
}

inline void HttpFixture::stop()
{
    m_server.reset();
    m_pool.waitForDone();
}

inline void HttpFixture::start(HttpOptions options)
{
    options.pool = &m_pool;
    m_server = std::make_unique<HttpServer>(options);
    Router &router = m_server->router();
    router.get("/plain", [](const Request &, const Responder &responder) {
        responder.send(Response::text("plain"));
    });
    router.get("/users/{user_id:int}", [](const Request &request, const Responder &responder) {
        responder.send(Response::text(request.pathParameter(u"user_id").toUtf8()));
    });
    router.post("/users/", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        responder.send(Response::text("made", 201));
    });
    router.post("/echo", [](const Request &request, const Responder &responder) {
        QByteArray text = request.method + '\n' + request.path + '\n'
            + request.headers.values("X-Many").join('|') + '\n'
            + request.peerAddress.toString().toUtf8() + '\n';
        for (const Parameter &item : request.query)
            text += item.name.toUtf8() + '=' + item.value.toUtf8() + '\n';
        responder.send(Response::text(text + request.body));
    });
    // Answers after as many milliseconds as it is told.
    router.get("/after/{ms:int}", [](const Request &request, const Responder &responder) {
        const QByteArray text = request.pathParameter(u"ms").toUtf8();
        QTimer::singleShot(text.toInt(), responder.context(),
                           [responder, text] { responder.send(Response::text(text)); });
    });
    router.get("/forgets", [](const Request &, const Responder &) {});
    router.get("/forgets-on-pool", [this](const Request &, const Responder &responder) {
        m_pool.start([responder] {});
    });
    router.get("/throws",
               [](const Request &, const Responder &) { throw std::runtime_error("on purpose"); });
    router.get("/twice", [](const Request &, const Responder &responder) {
        responder.send(Response::text("first"));
        responder.send(Response::text("second"));
    });
    router.add({"GET", "/never",
                [](const Request &, const Responder &responder) {
                    QTimer::singleShot(60'000, responder.context(), [responder] {});
                },
                std::chrono::milliseconds(50)});
    const auto plain = [](const Request &, const Responder &responder) {
        responder.send(Response::text("plain"));
    };
    router.add({.method = "GET",
                .pathTemplate = "/twice-a-minute",
                .handler = plain,
                .rate = RateLimit{.perMinute = 2, .burst = 2, .onLoopback = true}});
    router.add({.method = "GET",
                .pathTemplate = "/as-often-as-you-like",
                .handler = plain,
                .rate = RateLimit{}});
    router.get("/held", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        QTimer::singleShot(60'000, responder.context(), [responder] {});
        connect(responder.context(), &QObject::destroyed, this, [this] { ++m_dropped; });
    });
    router.get("/background", [this](const Request &, const Responder &responder) {
        m_handlerRan = true;
        connect(responder.context(), &QObject::destroyed, this, [this] { ++m_dropped; });
        runInBackground(
            &m_pool, responder.context(),
            [] {
                QThread::msleep(100);
                return QByteArray("done");
            },
            [responder](const QByteArray &text) { responder.send(Response::text(text)); });
    });
    router.get("/body/{size:int}", [](const Request &request, const Responder &responder) {
        responder.send(Response::json(QByteArray(request.pathParameter(u"size").toInt(), 'a')));
    });
    m_server->setObserver([this](const RequestRecord &record) { m_records.append(record); });
    const auto port = m_server->listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(port);
    m_port = *port;
}

} // namespace Tickwell
