// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AsyncTimers.h"
#include "core/Backoff.h"
#include "core/Status.h"

#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace Tickwell {

/// A WebSocket connection to a provider of prices that is kept up (MARKETS.md, Feeds): it comes
/// back by itself after a jittered wait that doubles, knows whether anything still arrives, and
/// says so. What is said over it is the feed's business. One thread, which it never blocks.
///
/// Connecting → (the feed calls setReady()) → Live ⇄ Stale; any loss leads back to Connecting, and
/// refuse() to Refused, where it stays until it is opened again.
class FeedLink : public QObject
{
    Q_OBJECT

public:
    using State = FeedStatus::State;
    using Milliseconds = std::chrono::milliseconds;

    struct Options
    {
        Milliseconds handshakeTimeout = std::chrono::seconds(15); ///< until the feed is ready
        Milliseconds pingInterval = std::chrono::seconds(20);
        Milliseconds deadAfter = std::chrono::seconds(60);  ///< without any sign of the peer
        Milliseconds staleAfter = std::chrono::seconds(10); ///< without a price
        /// A connection that was ready for so long ends the doubling of waits.
        Milliseconds stableAfter = std::chrono::seconds(60);
        Milliseconds firstWait = std::chrono::seconds(1);
        Milliseconds longestWait = std::chrono::seconds(60);
        quint64 messageBytes = 1024 * 1024; ///< a longer message ends the connection
    };

    /// @p timers outlive the link.
    FeedLink(const Options &options, Timers &timers, QObject *parent = nullptr);
    ~FeedLink() override;

    /// Connects to @p url, now and after every loss, until close() or refuse().
    void open(const QUrl &url);
    /// Ends the connection and all tries. Nothing is emitted from here on.
    void close();
    /// Another address for the next time it connects.
    void setUrl(const QUrl &url) { m_url = url; }

    /// What the connection that is there was opened with; empty when there is none.
    [[nodiscard]] QUrl connectedTo() const { return m_socket ? m_socket->requestUrl() : QUrl(); }

    void send(const QByteArray &text);
    /// The feed has what it asked for: prices flow from now on.
    void setReady();
    /// A price came.
    void notePrice();
    /// Ends this connection because of @p reason; the next try comes after a wait.
    void drop(const QString &reason);
    /// Ends it for good: what @p reason says does not change by trying again.
    void refuse(const QString &reason);

    /// False while it waits for the next try, and when it is closed.
    [[nodiscard]] bool isConnected() const { return m_socket != nullptr; }
    [[nodiscard]] State state() const { return m_state; }
    /// Why it is not live; empty when it is.
    [[nodiscard]] const QString &message() const { return m_message; }
    /// Connections that were lost after they were ready.
    [[nodiscard]] quint64 losses() const { return m_losses; }

signals:
    /// The WebSocket handshake is done.
    void connected();
    /// A whole text message, in UTF-8.
    void received(const QByteArray &text);
    /// A message that no provider sends: binary.
    void garbageReceived();
    /// The connection is gone; what it had subscribed to is gone with it.
    void lost();
    /// state() or message() is another.
    void stateChanged();

private:
    void connectNow();
    void onError();
    void endSocket();
    void beat();
    void setState(State state, const QString &message);

    Options m_options;
    Timers &m_timers;
    Backoff m_backoff;
    QUrl m_url;
    QWebSocket *m_socket = nullptr; ///< a child; none while waiting
    std::unique_ptr<Timers::Alarm> m_retry;
    std::unique_ptr<Timers::Alarm> m_heartbeat;
    std::chrono::microseconds m_begun{0};    ///< when this connection was tried
    std::chrono::microseconds m_ready{0};    ///< when it was ready
    std::chrono::microseconds m_heard{0};    ///< last sign of the peer
    std::chrono::microseconds m_priced{0};   ///< last price
    std::chrono::microseconds m_lastPing{0}; ///< sent
    State m_state = State::Connecting;
    QString m_message;
    quint64 m_losses = 0;
    bool m_isOpen = false;  ///< between open() and close() or refuse()
    bool m_isReady = false; ///< this connection
};

} // namespace Tickwell
