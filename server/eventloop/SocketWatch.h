// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

class QSocketNotifier;
struct epoll_event;

namespace Tickwell {

/// The socket notifiers of one thread, in an epoll set. One thread at a time.
///
/// Notifiers that are switched off and on again between two waits, as those for writing are at
/// each full socket, cost no system call.
class SocketWatch
{
public:
    /// Ends the program with a message when the system gives no epoll set.
    SocketWatch();
    ~SocketWatch();
    SocketWatch(const SocketWatch &) = delete;
    SocketWatch &operator=(const SocketWatch &) = delete;

    [[nodiscard]] int fd() const { return m_epoll; }

    void add(QSocketNotifier *notifier);
    void remove(QSocketNotifier *notifier);

    /// Tells the system what is watched now. Before each wait. Notifiers of what is no open file
    /// are warned of and switched off.
    void commit();
    /// Some file is always ready (a regular one is, and epoll takes none): do not wait.
    [[nodiscard]] bool neverWaits() const { return !m_alwaysReady.empty(); }
    /// Remembers what a wait has reported.
    void take(const epoll_event &event);
    /// Tells the notifiers of what take() remembered. Handlers may add and remove notifiers, and
    /// run an event loop that calls this again: it then goes on where this has come to. Returns
    /// how many were told.
    int activate();

private:
    static constexpr int Types = 3; ///< of QSocketNotifier::Type

    struct Entry
    {
        std::array<QSocketNotifier *, Types> notifiers{};
        quint32 known = 0; ///< what the system watches it for
        quint8 ready = 0;  ///< a bit for each type that waits in m_ready
        bool changed = false;
        bool alwaysReady = false;

        [[nodiscard]] quint32 wanted() const;
    };
    struct Ready
    {
        int fd = -1;
        int type = 0;
    };

    Entry &entry(int fd);
    void change(int fd, Entry &entry);
    void update(int fd, Entry &entry);
    void switchOff(int fd);
    void markReady(int fd, quint32 events);

    int m_epoll = -1;
    std::vector<Entry> m_entries; ///< by file descriptor
    std::vector<int> m_changed;
    std::vector<int> m_alwaysReady;
    std::vector<Ready> m_ready;
    size_t m_nextReady = 0;
};

} // namespace Tickwell
