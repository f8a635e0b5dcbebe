// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TokenAccess.h"
#include "http/Request.h"

#include <QTest>

using namespace Tickwell;

/// Whom the server takes for a program of its own machine.
class tst_LocalPeer : public QObject
{
    Q_OBJECT

private slots:
    void isOnTheLoopback_data();
    void isOnTheLoopback();
    void isNoProxy_data();
    void isNoProxy();
};

void tst_LocalPeer::isOnTheLoopback_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("local");
    QTest::newRow("127.0.0.1") << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("127.8.9.10") << QStringLiteral("127.8.9.10") << true;
    QTest::newRow("IPv6") << QStringLiteral("::1") << true;
    QTest::newRow("IPv4 in IPv6") << QStringLiteral("::ffff:127.0.0.1") << true;
    QTest::newRow("a private network") << QStringLiteral("192.168.1.2") << false;
    QTest::newRow("another host in IPv6") << QStringLiteral("::ffff:192.0.2.1") << false;
    QTest::newRow("link local") << QStringLiteral("fe80::1") << false;
    QTest::newRow("unknown") << QString() << false;
}

void tst_LocalPeer::isOnTheLoopback()
{
    QFETCH(QString, address);
    Request request;
    request.peerAddress = QHostAddress(address);
    QTEST(isLocal(request), "local");
}

void tst_LocalPeer::isNoProxy_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("Forwarded") << QByteArray("forwarded");
    QTest::newRow("X-Forwarded-For") << QByteArray("X-FORWARDED-FOR");
    QTest::newRow("X-Real-IP") << QByteArray("X-Real-IP");
}

void tst_LocalPeer::isNoProxy()
{
    QFETCH(QByteArray, header);
    Request request;
    request.peerAddress = QHostAddress(QHostAddress::LocalHost);
    QVERIFY(isLocal(request));
    request.headers.append(header, "127.0.0.1");
    QVERIFY(!isLocal(request));
}

QTEST_GUILESS_MAIN(tst_LocalPeer)
#include "tst_LocalPeer.moc"
