// SPDX-License-Identifier: GPL-3.0-or-later
#include "../eventloop/LoopFixture.h"
#include "../http/TestCertificate.h"
#include "RawUpstream.h"

#include "outbound/HttpClient.h"

#include <QEventLoop>
#include <QNetworkProxyFactory>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>

using namespace Tickwell;

namespace {

FetchRequest requestFor(const QUrl &url)
{
    FetchRequest request;
    request.url = url;
    request.keepBody = true;
    request.retries = 0;
    return request;
}

QCoro::Task<> note(Log &log, QEventLoop &loop, Async<HttpAnswer> fetched)
{
    const auto answer = co_await fetched;
    log.append(answer ? QString::fromLatin1(answer->body) : answer.error().message);
    loop.quit();
}

/// Answers every request over TLS.
class SecureUpstream : public QSslServer
{
public:
    explicit SecureUpstream(const TestCertificate &identity)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(identity.certificate()));
        tls.setPrivateKey(QSslKey(identity.key(), QSsl::Ec));
        setSslConfiguration(tls);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    socket->readAll();
                    socket->write(RawUpstream::answer("200 OK", "secret"));
                });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("No port for the upstream");
    }
    [[nodiscard]] QUrl url(const QString &host) const
    {
        return QUrl(u"https://%1:%2/"_s.arg(host).arg(serverPort()));
    }
};

} // namespace

/// The client in the real world: real loops, times, names and TLS.
class tst_HttpClientWorld : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void fetchesOnEachLoop_data() { addLoops(); }
    void fetchesOnEachLoop();
    void timesOutOnEachLoop_data() { addLoops(); }
    void timesOutOnEachLoop();
    void looksNamesUp();
    void takesNoProxyFromTheEnvironment();

    void trustsACertificateItKnows();
    void refusesACertificateItDoesNotKnow();
    void refusesACertificateOfAnotherName();

private:
    /// What a fetch of @p url comes to.
    [[nodiscard]] static QString fetched(const QUrl &url, const HttpClient::World &world = {})
    {
        OutboundOptions options;
        options.allowPrivate = {{url.host(), false, static_cast<quint16>(url.port())}};
        HttpClient client(options, world);
        Log log;
        QEventLoop loop;
        note(log, loop, client.fetch(requestFor(url), CancelToken()));
        if (log.isEmpty())
            loop.exec();
        return log.value(0);
    }
    [[nodiscard]] HttpClient::World trusting() const
    {
        HttpClient::World world;
        world.tls.setCaCertificates({QSslCertificate(m_identity->certificate())});
        world.resolve = [](QString, CancelToken) -> Async<QList<QHostAddress>> {
            co_return QList{QHostAddress(QHostAddress::LocalHost)};
        };
        return world;
    }

    QTemporaryDir m_folder;
    std::optional<TestCertificate> m_identity; ///< for 127.0.0.1 alone
};

void tst_HttpClientWorld::initTestCase()
{
    m_identity.emplace(m_folder.path(), u"identity"_s);
}

void tst_HttpClientWorld::fetchesOnEachLoop()
{
    QFETCH(QByteArray, loop);
    QCOMPARE(onLoop(loop,
                    [] {
                        RawUpstream upstream;
                        upstream.answerWith({RawUpstream::answer("200 OK", "hello")});
                        return Log(fetched(upstream.url()));
                    }),
             Log("hello"));
}

void tst_HttpClientWorld::timesOutOnEachLoop()
{
    QFETCH(QByteArray, loop);
    const Log log = onLoop(loop, [] {
        const RawUpstream upstream;
        OutboundOptions options;
        options.allowPrivate = {{"127.0.0.1", false, upstream.serverPort()}};
        HttpClient client(options);
        Log said;
        QEventLoop turns;
        FetchRequest request = requestFor(upstream.url());
        request.tryTimeout = 50ms;
        note(said, turns, client.fetch(request, CancelToken()));
        turns.exec();
        return said;
    });
    QVERIFY2(log.first().endsWith("gave no answer in 0.05 s"), qPrintable(log.first()));
}

void tst_HttpClientWorld::looksNamesUp()
{
    RawUpstream upstream;
    upstream.answerWith({RawUpstream::answer("200 OK", "here")});
    QCOMPARE(fetched(upstream.url(u"localhost"_s)), "here");
}

void tst_HttpClientWorld::takesNoProxyFromTheEnvironment()
{
    RawUpstream proxy;
    RawUpstream upstream;
    upstream.answerWith({RawUpstream::answer("200 OK", "direct")});
    const QByteArray address = proxy.url().toEncoded();
    qputenv("http_proxy", address);
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    const QString body = fetched(upstream.url());
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    qunsetenv("http_proxy");
    QCOMPARE(body, "direct");
    QCOMPARE(proxy.connections, 0);
}

void tst_HttpClientWorld::trustsACertificateItKnows()
{
    const SecureUpstream upstream(*m_identity);
    QCOMPARE(fetched(upstream.url(u"127.0.0.1"_s), trusting()), "secret");
}

void tst_HttpClientWorld::refusesACertificateItDoesNotKnow()
{
    const SecureUpstream upstream(*m_identity);
    const QString said = fetched(upstream.url(u"127.0.0.1"_s));
    QVERIFY2(said.startsWith("No secure connection to 127.0.0.1:"), qPrintable(said));
}

void tst_HttpClientWorld::refusesACertificateOfAnotherName()
{
    // It is good for the address that is connected to, and not for the name that was asked for.
    const SecureUpstream upstream(*m_identity);
    const QString said = fetched(upstream.url(u"other.test"_s), trusting());
    QVERIFY2(said.startsWith("No secure connection to other.test:"), qPrintable(said));
}

QTEST_GUILESS_MAIN(tst_HttpClientWorld)
#include "tst_HttpClientWorld.moc"
