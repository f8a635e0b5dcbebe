// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

namespace Tickwell {

/// What a client read of one answer.
struct RawAnswer
{
    int status = 0;
    QByteArray head; ///< status line and headers
    QByteArray body; ///< de-chunked
    bool isComplete = false;

    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
                return line.sliced(colon + 1).trimmed();
        }
        return {};
    }
};

/// A client that sends just the bytes it is told to.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            if (m_isReading)
                m_received += m_socket.readAll();
        });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected(); // the kernel accepts, whatever the server does
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    void get(const QByteArray &path, const QByteArray &headers = {},
             const QByteArray &method = "GET")
    {
        send(method + ' ' + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n");
    }

    /// Stops taking bytes, so that the server's fill up.
    void stall()
    {
        m_isReading = false;
        m_socket.setReadBufferSize(1024);
    }

    /// Reads one answer off the connection, waiting for it. @p hasBody is false for HEAD.
    RawAnswer answer(bool hasBody = true)
    {
        RawAnswer answer;
        if (!waitFor([this] { return m_received.contains("\r\n\r\n"); }))
            return answer;
        const qsizetype end = m_received.indexOf("\r\n\r\n") + 4;
        answer.head = m_received.first(end);
        m_received.remove(0, end);
        answer.status = answer.head.mid(9, 3).toInt();
        if (!hasBody || answer.status == 204 || answer.status == 304 || answer.status < 200) {
            answer.isComplete = true;
        } else if (answer.header("Transfer-Encoding") == "chunked") {
            answer.isComplete = readChunks(answer.body);
        } else if (!answer.header("Content-Length").isEmpty()) {
            const qsizetype length = answer.header("Content-Length").toLongLong();
            answer.isComplete = waitFor([&] { return m_received.size() >= length; });
            answer.body = m_received.first(std::min(length, m_received.size()));
            m_received.remove(0, answer.body.size());
        } else {
            answer.isComplete = waitFor([this] { return isClosed(); });
            answer.body = std::exchange(m_received, {});
        }
        return answer;
    }

    [[nodiscard]] bool isClosed() const
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }
    bool waitForClose()
    {
        return waitFor([this] { return isClosed(); }, true);
    }
    void close() { m_socket.disconnectFromHost(); }
    void abort() { m_socket.abort(); }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    template<typename Condition>
    bool waitFor(Condition condition, bool evenWhenClosed = false)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition() && timer.elapsed() < 10'000) {
            if (!evenWhenClosed && isClosed() && !m_socket.bytesAvailable())
                break;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        }
        return condition();
    }

    bool readChunks(QByteArray &body)
    {
        while (true) {
            if (!waitFor([this] { return m_received.contains("\r\n"); }))
                return false;
            const qsizetype line = m_received.indexOf("\r\n");
            const qsizetype size = m_received.first(line).toLongLong(nullptr, 16);
            if (!waitFor([&] { return m_received.size() >= line + 2 + size + 2; }))
                return false;
            body += m_received.mid(line + 2, size);
            m_received.remove(0, line + 2 + size + 2);
            if (size == 0)
                return true;
        }
    }

    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_isReading = true;
};

} // namespace Tickwell
