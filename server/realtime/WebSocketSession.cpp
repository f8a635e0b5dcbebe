// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/WebSocketSession.h"

#include "core/SteadyTime.h"
#include "realtime/OpeningHandshake.h"
#include "realtime/WriteTurn.h"

#include <QSslSocket>
#include <QStringDecoder>
#include <QTcpSocket>
#include <QTimerEvent>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Tickwell {

namespace {

/// Frames are joined up to this size; more than this waiting is not kept for the turn's end.
constexpr qsizetype BurstBytes = 64 * 1024;

/// Of a client's bytes, no more than this wait in the process, and as many again of one who says
/// too much; the rest waits in the client.
constexpr qint64 ReadBuffer = 64 * 1024;

/// Every character of it: QString::fromUtf8() takes a U+FEFF at the start for a mark and drops it.
QString decoded(const QByteArray &utf8)
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(utf8);
}

} // namespace

WebSocketSession::WebSocketSession(QTcpSocket *tcp, SessionInfo info, const SessionLimits &limits,
                                   std::shared_ptr<RealtimeStatistics> statistics, WriteTurn *turn,
                                   QObject *parent)
    : QObject(parent)
    , m_info(std::move(info))
    , m_limits(limits)
    , m_statistics(std::move(statistics))
    , m_turn(turn)
    , m_tcp(tcp)
    , m_fd(static_cast<int>(tcp->socketDescriptor()))
    , m_reader(limits.maxMessageBytes)
    , m_outbox(limits.maxQueuedEvents, limits.maxQueuedStates)
    , m_encrypted(qobject_cast<QSslSocket *>(tcp) != nullptr)
    , m_inQt(m_encrypted || tcp->bytesToWrite() > 0)
{
    if (limits.messagesPerSecond > 0 && (limits.limitLoopback || !m_info.peer.isLoopback()))
        m_budget.emplace(rate(), steadyNow());
    tcp->setParent(this);
    tcp->setReadBufferSize(ReadBuffer);
    tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    tcp->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, limits.kernelSendBuffer);

    connect(tcp, &QTcpSocket::bytesWritten, this, &WebSocketSession::onBytesWritten);
    if (m_encrypted)
        connect(static_cast<QSslSocket *>(tcp), &QSslSocket::encryptedBytesWritten, this,
                &WebSocketSession::onBytesWritten);
    connect(tcp, &QTcpSocket::readyRead, this, &WebSocketSession::onReadyRead);
    connect(tcp, &QTcpSocket::disconnected, this, &WebSocketSession::onDisconnected);
    m_pingTimer.start(static_cast<int>(limits.pingInterval.count()), Qt::CoarseTimer, this);
}

WebSocketSession::~WebSocketSession()
{
    m_turn->remove(this);
    m_tcp->disconnect(this);
    m_tcp->abort();
}

void WebSocketSession::start(const QByteArray &key)
{
    transmit(openingHandshake(key));
    // Neither what came already nor an end that came already is announced again.
    if (m_tcp->state() != QAbstractSocket::ConnectedState)
        QMetaObject::invokeMethod(this, &WebSocketSession::onDisconnected, Qt::QueuedConnection);
    else if (m_tcp->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &WebSocketSession::onReadyRead, Qt::QueuedConnection);
}

void WebSocketSession::send(const Frame &frame)
{
    giveOutHeld();
    if (!isOpen() || frame.isNull())
        return;
    if (m_outbox.bytes() + frame.size() > BurstBytes)
        flush();
    queued(m_outbox.pushEvent(frame), frame);
}

void WebSocketSession::sendNow(const Frame &frame)
{
    if (m_inTurn || m_inQt || !isOpen()) {
        send(frame);
        flush();
        return;
    }
    giveOutHeld();
    m_sent += frame.count();
    m_statistics->framesSent += frame.count();
    write(frame.bytes());
}

void WebSocketSession::sendState(quint64 slot, const Frame &frame)
{
    giveOutHeld();
    if (!isOpen() || frame.isNull())
        return;
    if (m_outbox.bytes() + frame.size() > BurstBytes)
        flush();
    queued(m_outbox.pushState(slot, frame, backlog() > m_limits.lowWaterMark), frame);
}

void WebSocketSession::giveOutHeld()
{
    if (m_held)
        m_held->giveOut();
}

void WebSocketSession::drop(const Frame &frame)
{
    m_dropped += frame.count();
    m_statistics->dropped += frame.count();
}

void WebSocketSession::queued(Outbox::Outcome outcome, const Frame &frame)
{
    switch (outcome) {
    case Outbox::Outcome::Queued:
        if (!m_inTurn) {
            m_inTurn = true;
            m_turn->add(this);
        }
        break;
    case Outbox::Outcome::Conflated:
        ++m_conflated;
        ++m_statistics->conflated;
        break;
    case Outbox::Outcome::Dropped:
        drop(frame);
        break;
    case Outbox::Outcome::Overflow:
        drop(frame);
        endSlowConsumer();
        break;
    }
}

void WebSocketSession::endSlowConsumer()
{
    ++m_statistics->slowConsumerCloses;
    // What waits would only delay the news; the client resumes from what it has.
    dropQueue();
    close(CloseCode::SlowConsumer, QStringLiteral("slow consumer"));
}

void WebSocketSession::close(CloseCode code, const QString &reason)
{
    giveOutHeld();
    if (!isOpen())
        return;
    while (!m_outbox.isEmpty())
        writeSome();
    beginClosing(static_cast<quint16>(code));
    m_tcp->skip(m_tcp->bytesAvailable());
    write(Frame::close(m_closeCode, reason).bytes());
    finishWriting();
}

void WebSocketSession::peerCloses(quint16 code)
{
    // It wants no more of what waits.
    dropQueue();
    beginClosing(code);
    write(Frame::close(code, {}).bytes());
    finishWriting();
}

void WebSocketSession::beginClosing(quint16 code)
{
    m_state = State::Closing;
    m_closeCode = code;
    m_pingTimer.stop();
    m_budgetTimer.stop();
    m_unread.clear();
    m_closeTimer.start(static_cast<int>(m_limits.closeTimeout.count()), this);
}

void WebSocketSession::finishWriting()
{
    if (m_state != State::Closing || m_halfClosed || backlog() > 0)
        return;
    m_halfClosed = true;
#ifdef Q_OS_UNIX
    if (!m_encrypted) {
        // The peer sees the end, answers or not, and closes: that is our disconnected().
        ::shutdown(m_fd, SHUT_WR);
        return;
    }
#endif
    m_tcp->disconnectFromHost();
}

void WebSocketSession::abort()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closing;
    dropQueue();
    m_tcp->abort();
    onDisconnected();
}

void WebSocketSession::onDisconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    dropQueue();
    m_pingTimer.stop();
    m_budgetTimer.stop();
    m_closeTimer.stop();
    QMetaObject::invokeMethod(this, &WebSocketSession::closed, Qt::QueuedConnection);
}

void WebSocketSession::onReadyRead()
{
    while (isOpen() && !m_budgetTimer.isActive()
           && (!m_unread.isEmpty() || m_tcp->bytesAvailable() > 0)) {
        // All of it: Qt then gives away the buffer it has, 16 KiB, which it would keep otherwise.
        QByteArray received =
            m_unread.isEmpty() ? m_tcp->read(m_tcp->bytesAvailable()) : std::exchange(m_unread, {});
        QByteArrayView bytes(received);
        while (isOpen() && !bytes.isEmpty() && mayHandle()) {
            const auto event = m_reader.feed(bytes);
            if (!event)
                break;
            handle(*event);
        }
        if (m_budgetTimer.isActive()) {
            // Moves no byte: it does so for each message of one who says too much.
            received.remove(0, received.size() - bytes.size());
            m_unread = std::move(received);
        }
        // It asks for pongs and does not take them.
        if (isOpen() && m_outbox.isEmpty() && backlog() > m_limits.maxQueuedEvents + BurstBytes)
            endSlowConsumer();
    }
    if (!isOpen() && m_tcp->isOpen())
        m_tcp->skip(m_tcp->bytesAvailable());
}

TokenRate WebSocketSession::rate() const
{
    return {m_limits.messagesPerSecond * 60.0, m_limits.messagesPerSecond * 2};
}

/// Whether there is a token for what comes next; else sees to it that reading goes on later.
bool WebSocketSession::mayHandle()
{
    const auto wait = m_budget ? m_budget->wait(rate(), steadyNow()) : std::chrono::milliseconds();
    if (wait.count() == 0)
        return true;
    ++m_statistics->throttled;
    m_budgetTimer.start(static_cast<int>(wait.count()), Qt::PreciseTimer, this);
    return false;
}

void WebSocketSession::handle(const FrameReader::Event &event)
{
    if (m_budget
        && (event.kind == FrameReader::Event::Kind::Message
            || event.kind == FrameReader::Event::Kind::Ping))
        (void)m_budget->take(rate(), steadyNow());
    switch (event.kind) {
    case FrameReader::Event::Kind::Message:
        ++m_statistics->messagesReceived;
        emit textReceived(decoded(event.payload));
        return;
    case FrameReader::Event::Kind::Ping:
        write(Frame::pong(event.payload).bytes());
        return;
    case FrameReader::Event::Kind::Pong:
        m_unansweredPings = 0;
        return;
    case FrameReader::Event::Kind::Close:
        peerCloses(event.code);
        return;
    case FrameReader::Event::Kind::Fault:
        close(static_cast<CloseCode>(event.code), QString::fromLatin1(event.payload));
        return;
    }
}

void WebSocketSession::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_pingTimer.timerId()) {
        ping();
    } else if (event->timerId() == m_closeTimer.timerId()) {
        abort();
    } else if (event->timerId() == m_budgetTimer.timerId()) {
        m_budgetTimer.stop();
        onReadyRead();
    }
}

void WebSocketSession::ping()
{
    // Its pongs wait as well, behind what it said.
    if (m_budgetTimer.isActive())
        m_unansweredPings = 0;
    if (m_unansweredPings >= m_limits.missedPings) {
        ++m_statistics->pingTimeouts;
        abort();
        return;
    }
    ++m_unansweredPings;
    write(Frame::ping().bytes());
}

void WebSocketSession::dropQueue()
{
    const auto count = static_cast<quint64>(m_outbox.clear());
    m_dropped += count;
    m_statistics->dropped += count;
}

void WebSocketSession::onBytesWritten()
{
    m_inQt = m_encrypted || m_tcp->bytesToWrite() > 0;
    if (m_state == State::Open)
        flush();
    else
        finishWriting();
}

void WebSocketSession::flush()
{
    while (isOpen() && !m_outbox.isEmpty() && backlog() <= m_limits.lowWaterMark)
        writeSome();
}

void WebSocketSession::writeSome()
{
    const Frame first = m_outbox.take();
    quint64 frames = first.count();
    if (m_outbox.isEmpty() || first.size() >= BurstBytes) {
        write(first.bytes());
    } else {
        QByteArray &joined = m_turn->scratch();
        joined.resize(0); // keeps its memory
        joined.append(first.bytes());
        while (!m_outbox.isEmpty() && joined.size() < BurstBytes) {
            const Frame next = m_outbox.take();
            joined.append(next.bytes());
            frames += next.count();
        }
        write(joined);
    }
    m_sent += frames;
    m_statistics->framesSent += frames;
}

void WebSocketSession::write(QByteArrayView frames)
{
    m_statistics->bytesSent += static_cast<quint64>(frames.size());
    transmit(frames);
}

void WebSocketSession::transmit(QByteArrayView bytes)
{
    const qint64 sent = sendDirectly(bytes);
    if (sent == bytes.size())
        return;
    m_inQt = true;
    m_tcp->write(bytes.data() + sent, bytes.size() - sent);
}

qint64 WebSocketSession::sendDirectly([[maybe_unused]] QByteArrayView bytes)
{
#ifdef Q_OS_UNIX
    // With nothing of Qt's before it, what the system takes now needs no copy and no write
    // notifier. A failure is left for Qt to meet: it then says what there is to say.
    if (!m_inQt) {
        const auto sent = ::send(m_fd, bytes.data(), static_cast<std::size_t>(bytes.size()),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        return qMax<qint64>(sent, 0);
    }
#endif
    return 0;
}

qint64 WebSocketSession::backlog() const
{
    if (!m_inQt)
        return 0;
    if (!m_encrypted)
        return m_tcp->bytesToWrite();
    return m_tcp->bytesToWrite() + static_cast<const QSslSocket *>(m_tcp)->encryptedBytesToWrite();
}

qint64 WebSocketSession::queuedBytes() const
{
    return m_outbox.bytes() + backlog();
}

SessionSnapshot WebSocketSession::snapshot() const
{
    const QString address = m_info.peer.toString();
    const bool bracketed = m_info.peer.protocol() == QAbstractSocket::IPv6Protocol;
    return {.id = m_info.id,
            .peer = QStringLiteral("%1:%2")
                        .arg(bracketed ? QLatin1Char('[') + address + QLatin1Char(']') : address)
                        .arg(m_info.peerPort),
            .path = m_info.path,
            .since = m_info.since,
            .queuedBytes = queuedBytes(),
            .sent = m_sent,
            .conflated = m_conflated,
            .dropped = m_dropped};
}

} // namespace Tickwell
