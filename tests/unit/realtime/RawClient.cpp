// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include <QHostAddress>
#include <QtEndian>

namespace Tickwell {

RawClient::RawClient(quint16 port, QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &RawClient::read);
    m_socket.connectToHost(QHostAddress::LocalHost, port);
}

void RawClient::sendHandshake(const QByteArray &path)
{
    m_socket.write("GET " + path
                   + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                     "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}

void RawClient::sendFrame(int opcode, const QByteArray &payload, bool final)
{
    QByteArray frame;
    frame.append(static_cast<char>(opcode | (final ? 0x80 : 0)));
    const qsizetype size = payload.size();
    char length[8];
    if (size < 126) {
        frame.append(static_cast<char>(0x80 | size));
    } else if (size <= 0xffff) {
        qToBigEndian(static_cast<quint16>(size), length);
        frame.append(static_cast<char>(0x80 | 126)).append(length, 2);
    } else {
        qToBigEndian(static_cast<quint64>(size), length);
        frame.append(static_cast<char>(0x80 | 127)).append(length, 8);
    }
    const QByteArray mask("\x12\x34\x56\x78", 4);
    frame.append(mask);
    for (qsizetype i = 0; i < size; ++i)
        frame.append(static_cast<char>(payload.at(i) ^ mask.at(i % 4)));
    m_socket.write(frame);
}

void RawClient::sendRaw(const QByteArray &bytes)
{
    m_socket.write(bytes);
}

void RawClient::setReading(bool reading)
{
    m_reading = reading;
    // A tiny buffer makes Qt stop asking the system; 0 is "as much as there is".
    m_socket.setReadBufferSize(reading ? 0 : 1);
    if (reading)
        read();
}

void RawClient::read()
{
    if (!m_reading)
        return;
    m_buffer += m_socket.readAll();
    if (!m_upgraded) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_answer = m_buffer.left(end);
        m_buffer.remove(0, end + 4);
        m_upgraded = m_answer.startsWith("HTTP/1.1 101");
    }
    if (m_upgraded)
        parse();
}

void RawClient::parse()
{
    qsizetype at = 0;
    while (m_buffer.size() - at >= 2) {
        const auto *bytes = reinterpret_cast<const uchar *>(m_buffer.constData() + at);
        qsizetype header = 2;
        qsizetype length = bytes[1] & 0x7f;
        if (length == 126)
            header = 4;
        else if (length == 127)
            header = 10;
        if (m_buffer.size() - at < header)
            break;
        if (header == 4)
            length = qFromBigEndian<quint16>(bytes + 2);
        else if (header == 10)
            length = static_cast<qsizetype>(qFromBigEndian<quint64>(bytes + 2));
        if (m_buffer.size() - at < header + length)
            break;
        m_received.append({bytes[0] & 0x0f, m_buffer.mid(at + header, length)});
        at += header + length;
    }
    m_buffer.remove(0, at);
}

QList<QByteArray> RawClient::texts() const
{
    QList<QByteArray> all;
    for (const Message &message : m_received) {
        if (message.opcode == Text)
            all.append(message.payload);
    }
    return all;
}

int RawClient::closeCode() const
{
    for (const Message &message : m_received) {
        if (message.opcode == Close && message.payload.size() >= 2)
            return qFromBigEndian<quint16>(message.payload.constData());
    }
    return 0;
}

} // namespace Tickwell
