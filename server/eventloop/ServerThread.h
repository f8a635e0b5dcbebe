// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThread>

#include <functional>

namespace Tickwell {

/// A thread with an event loop of its own, for sockets, timers and domain services: on epoll where
/// there is one. Owned and called by the thread that made it.
class ServerThread
{
public:
    /// @p name is what the system's tools call the thread.
    explicit ServerThread(const QString &name = QStringLiteral("server"));
    /// Stops it.
    ~ServerThread();
    ServerThread(const ServerThread &) = delete;
    ServerThread &operator=(const ServerThread &) = delete;

    /// Returns once its event loop takes work.
    void start();

    /// Runs @p work on the thread and waits for it to return: for starting up and shutting down,
    /// when nothing else is going on. @p work must not throw. Not from the thread itself.
    void runAndWait(const std::function<void()> &work);

    /// Ends the event loop and waits for the thread, and for all it has of its own to be freed.
    /// Objects that live there must be gone (delete them with runAndWait()). Harmless when it does
    /// not run.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_thread.isRunning(); }
    [[nodiscard]] QThread *thread() { return &m_thread; }

private:
    QThread m_thread;
    int m_systemId = 0; ///< of the thread that runs; only on Linux
    QObject m_doorman;  ///< lives on the thread; runAndWait() calls reach it through its queue
};

} // namespace Tickwell
