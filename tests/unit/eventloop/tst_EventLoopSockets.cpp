// SPDX-License-Identifier: GPL-3.0-or-later
#include "LoopFixture.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTimer>

#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace {

/// A notifier that logs @p word when it is told.
std::unique_ptr<QSocketNotifier> watch(int fd, QSocketNotifier::Type type, Log &log,
                                       const QString &word)
{
    auto notifier = std::make_unique<QSocketNotifier>(fd, type);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                     [&log, word] { log.append(word); });
    return notifier;
}

void turns(int count)
{
    for (int i = 0; i < count; ++i)
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
}

} // namespace

/// Socket notifiers, and Qt's sockets on them.
class tst_EventLoopSockets : public QObject
{
    Q_OBJECT

private slots:
    void toldUntilItIsRead_data() { addLoops(); }
    void toldUntilItIsRead();
    void toldThatItCanBeWritten_data() { addLoops(); }
    void toldThatItCanBeWritten();
    void notToldWhileItIsFull_data() { addLoops(); }
    void notToldWhileItIsFull();
    void bothWaysOfOneSocket_data() { addLoops(); }
    void bothWaysOfOneSocket();
    void urgentDataIsAnException_data() { addLoops(); }
    void urgentDataIsAnException();
    void aGonePeerIsReadable_data() { addLoops(); }
    void aGonePeerIsReadable();
    void switchedOffIsNotTold_data() { addLoops(); }
    void switchedOffIsNotTold();
    void switchedOffAndOnAgainIsTold_data() { addLoops(); }
    void switchedOffAndOnAgainIsTold();
    void switchedOffByAnothersHandlerIsNotTold_data() { addLoops(); }
    void switchedOffByAnothersHandlerIsNotTold();
    void mayBeDeletedInItsHandler_data() { addLoops(); }
    void mayBeDeletedInItsHandler();
    void excludedForATurn_data() { addLoops(); }
    void excludedForATurn();
    void aNumberThatIsUsedAgainIsTheNewSockets_data() { addLoops(); }
    void aNumberThatIsUsedAgainIsTheNewSockets();
    void aRegularFileIsAlwaysReady_data() { addLoops(); }
    void aRegularFileIsAlwaysReady();
    void whatIsNoOpenFileIsSwitchedOff_data() { addLoops(); }
    void whatIsNoOpenFileIsSwitchedOff();
    void timersRunBesideABusySocket_data() { addLoops(); }
    void timersRunBesideABusySocket();
    void toldWithinAHandlersLoop_data() { addLoops(); }
    void toldWithinAHandlersLoop();
    void thousandsAreTold_data() { addLoops(); }
    void thousandsAreTold();
    void tcpSocketsTalk_data() { addLoops(); }
    void tcpSocketsTalk();
    void aBigTransferArrivesWhole_data() { addLoops(); }
    void aBigTransferArrivesWhole();
};

void tst_EventLoopSockets::toldUntilItIsRead()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        turns(2);
        log.append(u"nothing yet"_s);
        SocketPair::say(pair.b());
        turns(2);
        SocketPair::drain(pair.a());
        turns(2);
        return log;
    });
    QCOMPARE(seen, Log({u"nothing yet"_s, u"readable"_s, u"readable"_s}));
}

void tst_EventLoopSockets::toldThatItCanBeWritten()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto writer = watch(pair.a(), QSocketNotifier::Write, log, u"writable"_s);
        turns(3);
        return log;
    });
    QCOMPARE(seen, Log({u"writable"_s, u"writable"_s, u"writable"_s}));
}

void tst_EventLoopSockets::notToldWhileItIsFull()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const QByteArray much(64 * 1024, 'x');
        while (::write(pair.a(), much.constData(), static_cast<size_t>(much.size())) > 0) { }
        const auto writer = watch(pair.a(), QSocketNotifier::Write, log, u"writable"_s);
        turns(3);
        log.append(u"full"_s);
        SocketPair::drain(pair.b());
        turns(1);
        return log;
    });
    QCOMPARE(seen, Log({u"full"_s, u"writable"_s}));
}

void tst_EventLoopSockets::bothWaysOfOneSocket()
{
    QFETCH(QByteArray, loop);
    Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        const auto writer = watch(pair.a(), QSocketNotifier::Write, log, u"writable"_s);
        SocketPair::say(pair.b());
        turns(1);
        return log;
    });
    seen.sort();
    QCOMPARE(seen, Log({u"readable"_s, u"writable"_s}));
}

void tst_EventLoopSockets::urgentDataIsAnException()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *raw = reinterpret_cast<sockaddr *>(&address);
        if (::bind(listener, raw, size) || ::listen(listener, 1)
            || ::getsockname(listener, raw, &size))
            return Log{u"no listener"_s};
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(client, raw, size))
            return Log{u"no connection"_s};
        const int server = ::accept(listener, nullptr, nullptr);
        const auto exception = watch(server, QSocketNotifier::Exception, log, u"urgent"_s);
        turns(2);
        log.append(u"nothing yet"_s);
        ::send(client, "!", 1, MSG_OOB);
        turnUntil([&] { return log.size() > 1; });
        for (const int fd : {listener, client, server})
            ::close(fd);
        return Log{log.first(), log.last()};
    });
    QCOMPARE(seen, Log({u"nothing yet"_s, u"urgent"_s}));
}

void tst_EventLoopSockets::aGonePeerIsReadable()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        pair.closeOne(1);
        turns(1);
        return log;
    });
    QCOMPARE(seen, Log{u"readable"_s});
}

void tst_EventLoopSockets::switchedOffIsNotTold()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        SocketPair::say(pair.b());
        turns(1);
        reader->setEnabled(false);
        turns(3);
        return log;
    });
    QCOMPARE(seen, Log{u"readable"_s});
}

void tst_EventLoopSockets::switchedOffAndOnAgainIsTold()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        const auto writer = watch(pair.a(), QSocketNotifier::Write, log, u"writable"_s);
        for (int i = 0; i < 3; ++i) {
            writer->setEnabled(false);
            writer->setEnabled(true);
        }
        turns(1);
        writer->setEnabled(false);
        reader->setEnabled(false);
        turns(1);
        reader->setEnabled(true);
        SocketPair::say(pair.b());
        turns(1);
        return log;
    });
    QCOMPARE(seen, Log({u"writable"_s, u"readable"_s}));
}

void tst_EventLoopSockets::switchedOffByAnothersHandlerIsNotTold()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        int told = 0;
        SocketPair one;
        SocketPair two;
        QSocketNotifier a(one.a(), QSocketNotifier::Read);
        QSocketNotifier b(two.a(), QSocketNotifier::Read);
        const auto both = [&] {
            ++told;
            a.setEnabled(false);
            b.setEnabled(false);
        };
        QObject::connect(&a, &QSocketNotifier::activated, &a, both);
        QObject::connect(&b, &QSocketNotifier::activated, &b, both);
        SocketPair::say(one.b());
        SocketPair::say(two.b());
        turns(3);
        return Log{QString::number(told)};
    });
    QCOMPARE(seen, Log{u"1"_s});
}

void tst_EventLoopSockets::mayBeDeletedInItsHandler()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        auto *reader = new QSocketNotifier(pair.a(), QSocketNotifier::Read);
        auto *writer = new QSocketNotifier(pair.a(), QSocketNotifier::Write);
        QObject::connect(reader, &QSocketNotifier::activated, reader, [&] {
            log.append(u"told"_s);
            delete writer;
            reader->setEnabled(false);
            reader->deleteLater();
            pair.closeOne(0);
        });
        writer->setEnabled(false);
        SocketPair::say(pair.b());
        QTimer::singleShot(0, [] {});
        turn();
        turn();
        return log;
    });
    QCOMPARE(seen, Log{u"told"_s});
}

void tst_EventLoopSockets::excludedForATurn()
{
    QFETCH(QByteArray, loop);
    if (loop == "glib")
        QSKIP("Qt's loop on glib takes no notice");
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair pair;
        const auto reader = watch(pair.a(), QSocketNotifier::Read, log, u"readable"_s);
        SocketPair::say(pair.b());
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::ExcludeSocketNotifiers);
        log.append(u"excluded"_s);
        turns(1);
        return log;
    });
    QCOMPARE(seen, Log({u"excluded"_s, u"readable"_s}));
}

void tst_EventLoopSockets::aNumberThatIsUsedAgainIsTheNewSockets()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        auto first = std::make_unique<SocketPair>();
        const int number = first->a();
        auto old = watch(number, QSocketNotifier::Read, log, u"old"_s);
        turns(1);
        old.reset();
        first.reset();
        SocketPair second;
        if (second.a() != number)
            return Log{u"another number"_s};
        const auto reader = watch(number, QSocketNotifier::Read, log, u"new"_s);
        turns(1);
        SocketPair::say(second.b());
        turns(1);
        return log;
    });
    QCOMPARE(seen, Log{u"new"_s});
}

void tst_EventLoopSockets::aRegularFileIsAlwaysReady()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        QTemporaryFile file;
        if (!file.open())
            return Log{u"no file"_s};
        auto reader = watch(file.handle(), QSocketNotifier::Read, log, u"readable"_s);
        turns(2);
        reader.reset();
        turns(2);
        return log;
    });
    QCOMPARE(seen, Log({u"readable"_s, u"readable"_s}));
}

void tst_EventLoopSockets::whatIsNoOpenFileIsSwitchedOff()
{
    QFETCH(QByteArray, loop);
    if (loop == "glib")
        QSKIP("Qt's loop on glib does not look");
    QTest::ignoreMessage(QtWarningMsg,
                         "QSocketNotifier: Invalid socket 987654 with type Read, disabling...");
    const Log seen = onLoop(loop, [] {
        QSocketNotifier notifier(987'654, QSocketNotifier::Read);
        turns(2);
        return Log{notifier.isEnabled() ? u"on"_s : u"off"_s};
    });
    QCOMPARE(seen, Log{u"off"_s});
}

void tst_EventLoopSockets::timersRunBesideABusySocket()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        SocketPair pair;
        int told = 0;
        int fired = 0;
        QSocketNotifier writer(pair.a(), QSocketNotifier::Write);
        QObject::connect(&writer, &QSocketNotifier::activated, &writer, [&] { ++told; });
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] { ++fired; });
        timer.start(1);
        turnUntil([&] { return fired >= 5 && told >= 5; });
        return Log{fired >= 5 && told >= 5 ? u"both"_s : u"one"_s};
    });
    QCOMPARE(seen, Log{u"both"_s});
}

void tst_EventLoopSockets::toldWithinAHandlersLoop()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        SocketPair outer;
        SocketPair inner;
        QSocketNotifier a(outer.a(), QSocketNotifier::Read);
        QSocketNotifier b(inner.a(), QSocketNotifier::Read);
        QObject::connect(&a, &QSocketNotifier::activated, &a, [&] {
            SocketPair::drain(outer.a());
            log.append(u"outer"_s);
            SocketPair::say(inner.b());
            turnUntil([&] { return log.contains(u"inner"_s); });
            log.append(u"outer ends"_s);
        });
        QObject::connect(&b, &QSocketNotifier::activated, &b, [&] {
            SocketPair::drain(inner.a());
            log.append(u"inner"_s);
        });
        SocketPair::say(outer.b());
        turnUntil([&] { return log.size() == 3; });
        return log;
    });
    QCOMPARE(seen, Log({u"outer"_s, u"inner"_s, u"outer ends"_s}));
}

void tst_EventLoopSockets::thousandsAreTold()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        constexpr int Count = 400; // below the usual limit of open files
        std::vector<std::unique_ptr<SocketPair>> pairs;
        std::vector<std::unique_ptr<QSocketNotifier>> readers;
        int told = 0;
        for (int i = 0; i < Count; ++i) {
            pairs.push_back(std::make_unique<SocketPair>());
            const int fd = pairs.back()->a();
            readers.push_back(std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read));
            QObject::connect(readers.back().get(), &QSocketNotifier::activated,
                             readers.back().get(), [&told, fd] {
                                 SocketPair::drain(fd);
                                 ++told;
                             });
        }
        for (int round = 0; round < 3; ++round) {
            for (const auto &pair : pairs)
                SocketPair::say(pair->b());
            turnUntil([&] { return told >= (round + 1) * Count; });
        }
        turns(2);
        return Log{QString::number(told)};
    });
    QCOMPARE(seen, Log{u"1200"_s});
}

void tst_EventLoopSockets::tcpSocketsTalk()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        Log log;
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return Log{u"no server"_s};
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *peer = server.nextPendingConnection();
            QObject::connect(peer, &QTcpSocket::readyRead, peer,
                             [peer] { peer->write(peer->readAll().toUpper()); });
        });
        QTcpSocket client;
        QObject::connect(&client, &QTcpSocket::connected, &client, [&] { client.write("hello"); });
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [&] {
            log.append(QString::fromUtf8(client.readAll()));
            client.disconnectFromHost();
        });
        QObject::connect(&client, &QTcpSocket::disconnected, &client,
                         [&] { log.append(u"gone"_s); });
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        turnUntil([&] { return log.contains(u"gone"_s); });
        return log;
    });
    QCOMPARE(seen, Log({u"HELLO"_s, u"gone"_s}));
}

void tst_EventLoopSockets::aBigTransferArrivesWhole()
{
    QFETCH(QByteArray, loop);
    const Log seen = onLoop(loop, [] {
        constexpr qint64 Size = 20 << 20;
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return Log{u"no server"_s};
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *peer = server.nextPendingConnection();
            peer->write(QByteArray(Size, 'x'));
            peer->disconnectFromHost();
        });
        qint64 got = 0;
        bool gone = false;
        QTcpSocket client;
        QObject::connect(&client, &QTcpSocket::readyRead, &client,
                         [&] { got += client.readAll().size(); });
        QObject::connect(&client, &QTcpSocket::disconnected, &client, [&] { gone = true; });
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        turnUntil([&] { return gone; });
        return Log{QString::number(got)};
    });
    QCOMPARE(seen, Log{QString::number(20 << 20)});
}

QTEST_GUILESS_MAIN(tst_EventLoopSockets)
#include "tst_EventLoopSockets.moc"
