// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/QtHttpAdapter.h"

#include "http/Gate.h"
#include "http/RequestFeed.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

namespace Tickwell {

QtHttpAdapter::QtHttpAdapter(QObject *parent)
    : QAbstractHttpServer(parent)
{
}

bool QtHttpAdapter::attach(Gate *gate)
{
    m_gate = gate;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return bind(gate);
#else
    bind(gate);
    return true;
#endif
}

std::optional<Headers> QtHttpAdapter::parse(const QByteArray &head)
{
    if (!m_feed) {
        // Qt takes it in at once; from 6.8 on it also becomes its parent.
        m_feed = new RequestFeed(this);
        m_gate->admit(m_feed);
    }
    m_parsed.reset();
    if (!m_feed->deliver(head)) {
        Q_EMIT m_feed->disconnected(); // both Qts then delete it
        m_feed.clear();
        return {};
    }
    return std::exchange(m_parsed, {});
}

void QtHttpAdapter::take(const QHttpServerRequest &request)
{
    Headers headers;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const QHttpHeaders &parsed = request.headers();
    for (qsizetype i = 0; i < parsed.size(); ++i) {
        const QLatin1StringView name = parsed.nameAt(i);
        headers.append(QByteArrayView(name.data(), name.size()), parsed.valueAt(i));
    }
#else
    const auto parsed = request.headers();
    for (const auto &[name, value] : parsed)
        headers.append(name, value);
#endif
    m_parsed = std::move(headers);
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)

bool QtHttpAdapter::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &)
{
    take(request);
    return true;
}

void QtHttpAdapter::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) { }

#else

bool QtHttpAdapter::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
{
    take(request);
    return true;
}

void QtHttpAdapter::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }

#endif

} // namespace Tickwell
