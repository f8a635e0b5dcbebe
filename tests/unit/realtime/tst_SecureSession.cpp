// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestUpgrade.h"

#include "realtime/WebSocketAcceptor.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>
#include <QWebSocket>

#include <memory>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

/// Made for this test, for localhost; it protects nothing.
constexpr char Certificate[] = "-----BEGIN CERTIFICATE-----\n"
                               "MIIBmjCCAUGgAwIBAgIUJRxagk00yZUlG8RhtAyaMgiOyukwCgYIKoZIzj0EAwIw\n"
                               "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAxMjEyMVoYDzIxMjYxMDI4\n"
                               "MDEyMTIxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                               "PQMBBwNCAARjv4Ulkmiu+nV16mqZfHNSAfxJ6cBM5JlevmvMPUBSYTVjHqliRyBj\n"
                               "TCIkGQr21ADq7/DcZeL4ehtAeYwFQCMOo28wbTAdBgNVHQ4EFgQUlkEjQ67Ry990\n"
                               "nGm+bhwYE4xO714wHwYDVR0jBBgwFoAUlkEjQ67Ry990nGm+bhwYE4xO714wDwYD\n"
                               "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
                               "zj0EAwIDRwAwRAIgOIZ2Dt3KgAHKupZR6YBykoTPcG7m06TZ8d1xigJonG8CIFVO\n"
                               "lr8P4mrB0LmC9cmM9tz8EOipq+CWv3qBTt2eVbZw\n"
                               "-----END CERTIFICATE-----\n";
constexpr char Key[] = "-----BEGIN EC PRIVATE KEY-----\n"
                       "MHcCAQEEIInWEQ2VVLec9Nnwh2X3K/cOr9zf4HSAkPJDoUPgl4HxoAoGCCqGSM49\n"
                       "AwEHoUQDQgAEY7+FJZJorvp1depqmXxzUgH8SenATOSZXr5rzD1AUmE1Yx6pYkcg\n"
                       "Y0wiJBkK9tQA6u/w3GXi+HobQHmMBUAjDg==\n"
                       "-----END EC PRIVATE KEY-----\n";

} // namespace

/// The same sessions over TLS, where nothing may go past QSslSocket.
class tst_SecureSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void sendsAndReceives();
    void sendsInOrder();
    void conflatesForAClientThatDoesNotRead();
    void closesWithCodeAndReason();
    void endsASlowConsumer();

private:
    WebSocketSession *connectClient();

    std::unique_ptr<QSslServer> m_server;
    std::unique_ptr<WebSocketAcceptor> m_acceptor;
    std::unique_ptr<QWebSocket> m_client;
    QStringList m_texts;
};

void tst_SecureSession::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this Qt has no TLS");
}

void tst_SecureSession::init()
{
    m_texts.clear();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(QByteArray(Certificate)));
    configuration.setPrivateKey(QSslKey(QByteArray(Key), QSsl::Ec));
    m_server = std::make_unique<QSslServer>();
    m_server->setSslConfiguration(configuration);
    m_acceptor = std::make_unique<WebSocketAcceptor>(SessionLimits{.closeTimeout = 300ms});
    connect(m_server.get(), &QSslServer::pendingConnectionAvailable, m_acceptor.get(), [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            upgrade(socket, *m_acceptor);
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void tst_SecureSession::cleanup()
{
    m_client.reset();
    m_acceptor.reset();
    m_server.reset();
}

WebSocketSession *tst_SecureSession::connectClient()
{
    m_client = std::make_unique<QWebSocket>();
    QWebSocket *client = m_client.get();
    connect(client, &QWebSocket::sslErrors, client, [client] { client->ignoreSslErrors(); });
    connect(m_client.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_texts.append(text); });
    m_client->open(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws/test").arg(m_server->serverPort())));
    const bool open = QTest::qWaitFor([this] { return m_acceptor->sessions().size() == 1; });
    return open ? m_acceptor->sessions().first() : nullptr;
}

void tst_SecureSession::sendsAndReceives()
{
    WebSocketSession *session = connectClient();
    QVERIFY(session);
    QSignalSpy received(session, &WebSocketSession::textReceived);
    session->sendText("hello");
    QTRY_COMPARE(m_texts, QStringList{QStringLiteral("hello")});
    m_client->sendTextMessage(QStringLiteral("bonjour"));
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.first().first().toString(), QStringLiteral("bonjour"));
    QTRY_COMPARE(session->queuedBytes(), 0);
}

void tst_SecureSession::sendsInOrder()
{
    WebSocketSession *session = connectClient();
    QVERIFY(session);
    QStringList expected;
    for (int i = 0; i < 500; ++i) {
        expected.append(QString::number(i) + QString(i, u'x'));
        session->sendText(expected.last().toUtf8());
    }
    QTRY_COMPARE(m_texts.size(), expected.size());
    QCOMPARE(m_texts, expected);
}

void tst_SecureSession::conflatesForAClientThatDoesNotRead()
{
    WebSocketSession *session = connectClient();
    QVERIFY(session);
    // Without a turn of the loop the client does not read: both live in this thread.
    for (int i = 0; i < 20'000; ++i)
        session->sendState(1, Frame::text(QByteArray::number(i) + ' ' + QByteArray(1000, 'x')));
    QVERIFY(session->snapshot().conflated > 0);
    QVERIFY(session->queuedBytes() < 512 * 1024);
    QTRY_VERIFY(!m_texts.isEmpty() && m_texts.last().startsWith(QLatin1String("19999 ")));
    QTRY_COMPARE(session->queuedBytes(), 0);
}

void tst_SecureSession::closesWithCodeAndReason()
{
    WebSocketSession *session = connectClient();
    QVERIFY(session);
    session->sendText("last words");
    session->close(CloseCode::GoingAway, QStringLiteral("bye"));
    QTRY_VERIFY(m_acceptor->sessions().isEmpty());
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_client->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(m_texts, QStringList{QStringLiteral("last words")});
}

void tst_SecureSession::endsASlowConsumer()
{
    WebSocketSession *session = connectClient();
    QVERIFY(session);
    for (int i = 0; session->isOpen() && i < 20'000; ++i)
        session->sendText(QByteArray(1000, 'x'));
    QCOMPARE(session->closeCode(), quint16(CloseCode::SlowConsumer));
    QTRY_VERIFY(m_acceptor->sessions().isEmpty());
}

QTEST_GUILESS_MAIN(tst_SecureSession)
#include "tst_SecureSession.moc"
