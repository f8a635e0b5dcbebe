// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpSocket>

namespace Tickwell {

/// A WebSocket client that does what a test tells it: stops reading, answers no ping, breaks the
/// protocol.
class RawClient final : public QObject
{
    Q_OBJECT

public:
    struct Message
    {
        int opcode = 0;
        QByteArray payload;
    };
    enum Opcode { Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    explicit RawClient(quint16 port, QObject *parent = nullptr);

    void sendHandshake(const QByteArray &path = "/ws/test");
    /// One masked frame.
    void sendFrame(int opcode, const QByteArray &payload, bool final = true);
    void sendRaw(const QByteArray &bytes);
    /// While false, nothing is taken from the system: its buffers, and then the server's, fill.
    void setReading(bool reading);

    [[nodiscard]] QTcpSocket &socket() { return m_socket; }
    [[nodiscard]] bool isUpgraded() const { return m_upgraded; }
    [[nodiscard]] const QByteArray &answer() const { return m_answer; }
    /// Every frame that came after the handshake.
    [[nodiscard]] const QList<Message> &received() const { return m_received; }
    [[nodiscard]] QList<QByteArray> texts() const;
    /// The code of the close frame that came; 0 while none did.
    [[nodiscard]] int closeCode() const;
    [[nodiscard]] bool isConnected() const
    {
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }

private:
    void read();
    void parse();

    QTcpSocket m_socket;
    QByteArray m_buffer;
    QByteArray m_answer;
    QList<Message> m_received;
    bool m_upgraded = false;
    bool m_reading = true;
};

} // namespace Tickwell
