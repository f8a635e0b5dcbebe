// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/SessionLimits.h"
#include "core/TokenBucket.h"
#include "realtime/Frame.h"
#include "realtime/FrameReader.h"
#include "realtime/Outbox.h"
#include "realtime/SessionInfo.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <optional>

class QTcpSocket;

namespace Tickwell {

class WriteTurn;

/// Holds frames back for sessions for a moment, and gives them out before anything else is sent, so
/// that all arrive in the order in which they were said.
class HeldFrames
{
public:
    virtual void giveOut() = 0;

protected:
    ~HeldFrames() = default;
};

/// Close codes (RFC 6455 §7.4.1, and the private ones of API.md §4).
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    InvalidPayload = 1007,
    PolicyViolation = 1008,
    TooBig = 1009,
    InternalError = 1011,
    SlowConsumer = 4001,
    NotFound = 4404,
};

/// One WebSocket connection of a client.
///
/// Its WebSocketAcceptor makes and owns it, and deletes it after closed(); hold it by a QPointer or
/// let go at closed(). QWebSocket has no part in it: Qt 6.4's refuses text whose characters are
/// split over frames, encodes for each receiver anew, and loses what comes in one packet with the
/// handshake. A FrameReader reads, and frames that were encoded
/// once are written straight to the TCP (or TLS) socket. What is sent during one turn of the event
/// loop goes out together at the turn's end. A client that sends more than
/// SessionLimits::messagesPerSecond, twice as many at once, is read no faster than that: what it
/// sends waits, at last in itself. Nothing here blocks, and no call emits a signal before
/// it returns. One thread: the server's.
class WebSocketSession final : public QObject
{
    Q_OBJECT

public:
    ~WebSocketSession() override;

    [[nodiscard]] const SessionInfo &info() const { return m_info; }
    [[nodiscard]] quint64 id() const { return m_info.id; }
    /// False from close() or abort() on, or when the peer has gone: sending is then without effect.
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }

    /// @p held is asked before each send and close; null for none. It must outlive the session or
    /// take itself back.
    void setHeldFrames(HeldFrames *held) { m_held = held; }

    /// Sends @p frame after all before it. When more than SessionLimits::maxQueuedEvents wait,
    /// the connection is closed with SlowConsumer instead.
    void send(const Frame &frame);
    /// As send(), but does not wait for the turn's end: for who speaks at it, to many.
    void sendNow(const Frame &frame);
    /// Gives the socket now what it will take, instead of at the turn's end.
    void flush();
    /// Encodes @p utf8 (valid UTF-8) and sends it.
    void sendText(QByteArrayView utf8) { send(Frame::text(utf8)); }
    /// Sends @p frame as the latest value of @p slot. While the socket is backed up a newer frame
    /// of the same slot takes the place of the one that waits, which is counted as conflated.
    void sendState(quint64 slot, const Frame &frame);

    /// Sends a close frame after what was sent before it, reads no more, and ends the connection
    /// when the peer is done or SessionLimits::closeTimeout has passed.
    void close(CloseCode code, const QString &reason = {});
    /// Ends it now; what waits is dropped.
    void abort();

    /// The code of the close frame that was sent or received; 1005 when it had none, 1006 when
    /// there was no such frame.
    [[nodiscard]] quint16 closeCode() const { return m_closeCode; }
    /// Bytes accepted and not yet taken by the system.
    [[nodiscard]] qint64 queuedBytes() const;
    [[nodiscard]] SessionSnapshot snapshot() const;

signals:
    void textReceived(const QString &text);
    /// The connection is gone. Once, and always from the event loop.
    void closed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    friend class WebSocketAcceptor;
    friend class WriteTurn;
    enum class State { Open, Closing, Closed };

    /// Takes over @p tcp; start() comes next.
    WebSocketSession(QTcpSocket *tcp, SessionInfo info, const SessionLimits &limits,
                     std::shared_ptr<RealtimeStatistics> statistics, WriteTurn *turn,
                     QObject *parent);
    /// Answers the handshake with this @p key.
    void start(const QByteArray &key);

    void giveOutHeld();
    void queued(Outbox::Outcome outcome, const Frame &frame);
    void drop(const Frame &frame);
    void endSlowConsumer();
    void onBytesWritten();
    /// Writes the oldest frames, joined; the outbox is not empty.
    void writeSome();
    void write(QByteArrayView frames);
    void transmit(QByteArrayView bytes);
    [[nodiscard]] qint64 backlog() const;
    [[nodiscard]] qint64 sendDirectly(QByteArrayView bytes);
    void finishWriting();
    void ping();
    void onReadyRead();
    [[nodiscard]] TokenRate rate() const;
    [[nodiscard]] bool mayHandle();
    void handle(const FrameReader::Event &event);
    void peerCloses(quint16 code);
    void beginClosing(quint16 code);
    void onDisconnected();
    void dropQueue();

    SessionInfo m_info;
    SessionLimits m_limits;
    std::shared_ptr<RealtimeStatistics> m_statistics;
    WriteTurn *m_turn;
    HeldFrames *m_held = nullptr;
    QTcpSocket *m_tcp; ///< child of this
    int m_fd;          ///< its descriptor
    FrameReader m_reader;
    QByteArray m_unread;                 ///< received, and waiting until more may be handled
    std::optional<TokenBucket> m_budget; ///< none: it may send as much as it likes
    Outbox m_outbox;
    QBasicTimer m_pingTimer;
    QBasicTimer m_closeTimer;
    QBasicTimer m_budgetTimer; ///< runs while what was received waits
    quint64 m_sent = 0;
    quint64 m_conflated = 0;
    quint64 m_dropped = 0;
    int m_unansweredPings = 0;
    quint16 m_closeCode = 1006;
    State m_state = State::Open;
    bool m_encrypted = false;
    bool m_inTurn = false; ///< the turn will flush it
    bool m_inQt = false;   ///< Qt's socket may have bytes to write
    bool m_halfClosed = false;
};

} // namespace Tickwell
