// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace Tickwell {

/// A server that says whatever a test wants it to say, byte by byte, on a free port of 127.0.0.1.
class RawUpstream : public QTcpServer
{
public:
    /// Called with each request's head; it may write, close, abort or do nothing.
    std::function<void(QTcpSocket &, const QByteArray &head)> onRequest;
    QList<QByteArray> heads; ///< of all requests, in order
    int connections = 0;
    int open = 0;
    int mostOpen = 0;

    RawUpstream()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("No port for the upstream");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                take(socket);
        });
    }

    [[nodiscard]] QUrl url(const QString &host = QStringLiteral("127.0.0.1"),
                           const QString &path = QStringLiteral("/")) const
    {
        return QUrl(QStringLiteral("http://%1:%2%3").arg(host).arg(serverPort()).arg(path));
    }

    /// A whole answer.
    static QByteArray answer(const QByteArray &status, const QByteArray &body = {},
                             const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n" + headers + "\r\n" + body;
    }

    /// Answers each request with the next of @p answers, and then with the last for ever.
    void answerWith(const QList<QByteArray> &answers)
    {
        onRequest = [this, answers](QTcpSocket &socket, const QByteArray &) {
            socket.write(answers[std::min(heads.size(), answers.size()) - 1]);
        };
    }

private:
    void take(QTcpSocket *socket)
    {
        ++connections;
        mostOpen = std::max(mostOpen, ++open);
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --open;
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, received] {
            *received += socket->readAll();
            for (qsizetype end = received->indexOf("\r\n\r\n"); end >= 0;
                 end = received->indexOf("\r\n\r\n")) {
                const QByteArray head = received->left(end + 2);
                received->remove(0, end + 4);
                heads.append(head);
                if (onRequest)
                    onRequest(*socket, head);
            }
        });
    }
};

} // namespace Tickwell
