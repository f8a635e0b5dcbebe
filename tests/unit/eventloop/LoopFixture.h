// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "eventloop/EpollDispatcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QObject>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimerEvent>

#include <functional>
#include <memory>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The loops that must behave alike: each test runs on all of them with one expectation.
inline void addLoops()
{
    QTest::addColumn<QByteArray>("loop");
    QTest::newRow("Qt's on glib") << QByteArray("glib");
    QTest::newRow("Qt's on poll") << QByteArray("poll");
    QTest::newRow("ours on epoll") << QByteArray("epoll");
}

/// What happened, in order.
using Log = QStringList;

/// Runs @p work on a new thread with the @p loop of the test's row, and gives what it returns.
inline Log onLoop(const QByteArray &loop, const std::function<Log()> &work)
{
    qputenv("QT_NO_GLIB", loop == "poll" ? "1" : "");
    Log log;
    std::unique_ptr<QThread> thread(QThread::create([&] { log = work(); }));
    if (loop == "epoll")
        thread->setEventDispatcher(new Tickwell::EpollDispatcher);
    thread->start();
    if (!thread->wait(30'000))
        qFatal("The loop hangs");
    return log;
}

/// An object whose events call functions.
class Handler : public QObject
{
public:
    std::function<void(int id)> onTimer = [](int) {};
    std::function<void(int type)> onEvent = [](int) {};

protected:
    void timerEvent(QTimerEvent *event) override { onTimer(event->timerId()); }
    void customEvent(QEvent *event) override { onEvent(event->type() - QEvent::User); }
};

inline void post(QObject *to, int number)
{
    QCoreApplication::postEvent(to, new QEvent(static_cast<QEvent::Type>(QEvent::User + number)));
}

/// Two connected stream sockets, closed at the end.
class SocketPair
{
public:
    SocketPair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_fds) != 0)
            qFatal("No socket pair");
    }
    ~SocketPair()
    {
        closeOne(0);
        closeOne(1);
    }
    SocketPair(const SocketPair &) = delete;
    SocketPair &operator=(const SocketPair &) = delete;

    [[nodiscard]] int a() const { return m_fds[0]; }
    [[nodiscard]] int b() const { return m_fds[1]; }
    void closeOne(int index)
    {
        if (m_fds[index] >= 0)
            ::close(m_fds[index]);
        m_fds[index] = -1;
    }
    static void say(int fd, char what = 'x') { (void)!::write(fd, &what, 1); }
    static void drain(int fd)
    {
        char buffer[4096];
        while (::read(fd, buffer, sizeof buffer) > 0) { }
    }

private:
    int m_fds[2] = {-1, -1};
};

/// Runs turns of this thread's loop until @p done, for at most five seconds.
inline bool turnUntil(const std::function<bool()> &done)
{
    QElapsedTimer clock;
    clock.start();
    while (!done() && clock.elapsed() < 5'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    return done();
}

inline void turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    QCoreApplication::processEvents(flags);
}
