// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <functional>

namespace Tickwell {

/// The thread of all sockets, timers and domain services, with an event loop of its own.
/// Owned and called by the thread that made it.
class ServerThread
{
public:
    ServerThread();
    /// Stops it.
    ~ServerThread();
    ServerThread(const ServerThread &) = delete;
    ServerThread &operator=(const ServerThread &) = delete;

    /// Returns once its event loop takes work.
    void start();

    /// Runs @p work on the thread and waits for it to return: for starting up and shutting down,
    /// when nothing else is going on. @p work must not throw. Not from the thread itself.
    void runAndWait(const std::function<void()> &work);

    /// Ends the event loop and waits for the thread. Objects that live there must be gone
    /// (delete them with runAndWait()). Harmless when it does not run.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_thread.isRunning(); }
    [[nodiscard]] QThread *thread() { return &m_thread; }

private:
    QThread m_thread;
    QObject m_doorman; ///< lives on the thread; runAndWait() calls reach it through its queue
};

} // namespace Tickwell
