// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "market/Feed.h"

#include <QCryptographicHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

namespace Tickwell {

/// A provider's WebSocket server on a free port of 127.0.0.1, which says what a test tells it to.
class ProviderServer : public QObject
{
public:
    QWebSocketServer server{QStringLiteral("provider"), QWebSocketServer::NonSecureMode};
    QWebSocket *client = nullptr; ///< the newest
    QList<QUrl> requested;        ///< of all connections
    QStringList received;         ///< from all clients
    int pings = 0;
    std::function<void()> onConnected;
    std::function<void(const QString &)> onMessage;

    ProviderServer()
    {
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("No port for the provider");
        connect(&server, &QWebSocketServer::newConnection, this, [this] {
            client = server.nextPendingConnection();
            client->setParent(this);
            requested.append(client->requestUrl());
            QWebSocket *socket = client;
            connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
                received.append(text);
                if (onMessage)
                    onMessage(text);
            });
            connect(socket, &QWebSocket::disconnected, this, [this, socket] {
                if (client == socket)
                    client = nullptr;
                socket->deleteLater();
            });
            if (onConnected)
                onConnected();
        });
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort()));
    }
    void say(const QByteArray &text) { client->sendTextMessage(QString::fromUtf8(text)); }
};

/// The same, byte by byte: whatever a broken or hostile peer may send.
class RawProvider : public QTcpServer
{
public:
    QTcpSocket *client = nullptr;
    int connections = 0;
    QByteArray received; ///< after the handshake
    /// Written instead of a proper handshake when it is not empty.
    QByteArray refusal;

    RawProvider()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("No port for the provider");
        connect(this, &QTcpServer::newConnection, this, [this] {
            client = nextPendingConnection();
            ++connections;
            QTcpSocket *socket = client;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(*socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                if (client == socket)
                    client = nullptr;
                socket->deleteLater();
            });
            m_head.clear();
            m_isOpen = false;
        });
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(serverPort()));
    }
    /// A frame of a server (RFC 6455 §5.2), shorter than 64 KiB.
    static QByteArray frame(const QByteArray &payload, int opcode = 1, bool isLast = true)
    {
        QByteArray frame(1, static_cast<char>((isLast ? 0x80 : 0) | opcode));
        if (payload.size() < 126) {
            frame += static_cast<char>(payload.size());
        } else {
            frame += char(126);
            frame += static_cast<char>(payload.size() >> 8);
            frame += static_cast<char>(payload.size() & 0xff);
        }
        return frame + payload;
    }

private:
    void take(QTcpSocket &socket)
    {
        const QByteArray bytes = socket.readAll();
        if (m_isOpen) {
            received += bytes;
            return;
        }
        m_head += bytes;
        if (!m_head.contains("\r\n\r\n"))
            return;
        m_isOpen = true;
        if (!refusal.isEmpty()) {
            socket.write(refusal);
            return;
        }
        const QByteArray mark = "Sec-WebSocket-Key: ";
        const qsizetype at = m_head.indexOf(mark) + mark.size();
        const QByteArray key = m_head.mid(at, m_head.indexOf('\r', at) - at);
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                     QCryptographicHash::Sha1)
                .toBase64();
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                     "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                     + accept + "\r\n\r\n");
    }

    QByteArray m_head;
    bool m_isOpen = false;
};

/// All that a feed tells.
struct FeedDiary
{
    QList<FeedSnapshot> snapshots;
    QList<Tick> ticks;
    QList<FeedStatus> states;

    explicit FeedDiary(Feed &feed)
    {
        QObject::connect(&feed, &Feed::opened, &feed,
                         [this](const FeedSnapshot &snapshot) { snapshots.append(snapshot); });
        QObject::connect(&feed, &Feed::tickReceived, &feed,
                         [this](const Tick &tick) { ticks.append(tick); });
        QObject::connect(&feed, &Feed::statusChanged, &feed,
                         [this](const FeedStatus &status) { states.append(status); });
    }
};

} // namespace Tickwell
