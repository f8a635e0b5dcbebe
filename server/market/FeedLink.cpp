// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedLink.h"

#include "core/Log.h"

#include <QRegularExpression>

namespace Tickwell {

namespace {

constexpr std::chrono::seconds Beat(1);
/// Of a frame's head and of a handshake, beside a whole message.
constexpr qint64 ReadMargin = 64 * 1024;

/// QWebSocket tells the status of a refused handshake in its text alone, and from Qt 6.6 on it
/// tells 401 in words of its own: one text for a challenge it does not know, one for those it does.
int statusIn(const QString &error)
{
    static const QRegularExpression status(QStringLiteral("http status code: (\\d{3})"),
                                           QRegularExpression::CaseInsensitiveOption);
    if (const auto match = status.match(error); match.hasMatch())
        return match.captured(1).toInt();
    const bool isChallenge = error.contains(QStringLiteral("WWW-Authenticate"))
        || error.contains(QStringLiteral("requires authentication"));
    return isChallenge ? 401 : 0;
}

/// @p span in the largest unit that says enough: "12 s", "3 min", "2 h".
QString toText(std::chrono::microseconds span)
{
    using namespace std::chrono;
    if (span < minutes(2))
        return QStringLiteral("%1 s").arg(floor<seconds>(span).count());
    if (span < hours(2))
        return QStringLiteral("%1 min").arg(floor<minutes>(span).count());
    return QStringLiteral("%1 h").arg(floor<hours>(span).count());
}

QString withoutPeriod(QString text)
{
    text = text.simplified();
    while (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace

FeedLink::FeedLink(const Options &options, Timers &timers, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_timers(timers)
    , m_backoff(options.firstWait, options.longestWait)
{
}

FeedLink::~FeedLink()
{
    endSocket();
}

void FeedLink::open(const QUrl &url)
{
    close();
    m_url = url;
    m_isOpen = true;
    m_backoff.reset();
    setState(State::Connecting, QStringLiteral("Connecting to %1").arg(url.host()));
    connectNow();
}

void FeedLink::close()
{
    m_isOpen = false;
    m_retry.reset();
    endSocket();
}

void FeedLink::connectNow()
{
    m_retry.reset();
    m_isReady = false;
    m_begun = m_heard = m_lastPing = m_timers.elapsed();
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(m_options.messageBytes);
    m_socket->setMaxAllowedIncomingFrameSize(m_options.messageBytes);
    m_socket->setReadBufferSize(static_cast<qint64>(m_options.messageBytes) + ReadMargin);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_heard = m_timers.elapsed();
        emit connected();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_heard = m_timers.elapsed();
        emit received(text.toUtf8());
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this] {
        m_heard = m_timers.elapsed();
        emit garbageReceived();
    });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_heard = m_timers.elapsed(); });
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        const QString reason = withoutPeriod(m_socket->closeReason());
        drop(reason.isEmpty()
                 ? QStringLiteral("%1 closed the connection").arg(m_url.host())
                 : QStringLiteral("%1 closed the connection: %2").arg(m_url.host(), reason));
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_socket, &QWebSocket::errorOccurred, this, &FeedLink::onError);
#else
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &FeedLink::onError);
#endif
    m_heartbeat = m_timers.after(Beat, [this] { beat(); });
    m_socket->open(m_url);
}

void FeedLink::onError()
{
    const QString error = m_socket->errorString();
    const int status = statusIn(error);
    const QString host = m_url.host();
    // RFC 7725: barred for legal reasons, which trying again does not change.
    if (status == 451)
        return refuse(
            QStringLiteral("%1 bars this region (HTTP 451): choose another feed").arg(host));
    if (status == 401)
        return refuse(QStringLiteral("%1 refuses the key (HTTP 401): check it").arg(host));
    if (status != 0)
        return drop(QStringLiteral("%1 answered HTTP %2").arg(host).arg(status));
    drop(QStringLiteral("%1: %2").arg(host, withoutPeriod(error)));
}

void FeedLink::send(const QByteArray &text)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(text));
}

void FeedLink::setReady()
{
    if (!m_socket || m_isReady)
        return;
    m_isReady = true;
    m_ready = m_priced = m_timers.elapsed();
    qCInfo(lcFeed).noquote() << "prices come from" << m_url.host();
    setState(State::Live, {});
}

void FeedLink::notePrice()
{
    m_priced = m_timers.elapsed();
    if (m_isReady && m_state == State::Stale)
        setState(State::Live, {});
}

void FeedLink::drop(const QString &reason)
{
    if (!m_isOpen || !m_socket)
        return;
    const bool wasReady = m_isReady;
    if (wasReady) {
        ++m_losses;
        if (m_timers.elapsed() - m_ready >= m_options.stableAfter)
            m_backoff.reset();
    }
    endSocket();
    const Milliseconds wait = m_backoff.next();
    qCWarning(lcFeed).noquote() << reason << "- trying again in" << wait.count() << "ms";
    m_retry = m_timers.after(wait, [this] { connectNow(); });
    setState(State::Connecting, reason + QStringLiteral("; trying again soon"));
    emit lost();
}

void FeedLink::refuse(const QString &reason)
{
    const bool hadSocket = m_socket != nullptr;
    close();
    qCWarning(lcFeed).noquote() << reason;
    setState(State::Refused, reason);
    if (hadSocket)
        emit lost();
}

/// Ends the connection without a word more from it.
void FeedLink::endSocket()
{
    m_heartbeat.reset();
    m_isReady = false;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    // A close frame would wait for an answer that a hanging peer never gives.
    m_socket->abort();
    m_socket->deleteLater(); // this may run within one of its signals
    m_socket = nullptr;
}

void FeedLink::beat()
{
    m_heartbeat = m_timers.after(Beat, [this] { beat(); });
    const auto now = m_timers.elapsed();
    if (!m_isReady) {
        if (now - m_begun >= m_options.handshakeTimeout)
            drop(QStringLiteral("%1 did not answer within %2")
                     .arg(m_url.host(), toText(m_options.handshakeTimeout)));
        return;
    }
    if (now - m_heard >= m_options.deadAfter)
        return drop(
            QStringLiteral("%1 has been silent for %2").arg(m_url.host(), toText(now - m_heard)));
    if (now - m_lastPing >= m_options.pingInterval) {
        m_lastPing = now;
        m_socket->ping();
    }
    if (now - m_priced >= m_options.staleAfter)
        setState(State::Stale, QStringLiteral("No price for %1").arg(toText(now - m_priced)));
}

void FeedLink::setState(State state, const QString &message)
{
    if (state == m_state && message == m_message)
        return;
    m_state = state;
    m_message = message;
    emit stateChanged();
}

} // namespace Tickwell
