// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/SocketWatch.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>

#include <algorithm>

#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <unistd.h>

namespace Tickwell {

namespace {

constexpr const char *TypeNames[] = {"Read", "Write", "Exception"};
constexpr quint32 TypeEvents[] = {EPOLLIN, EPOLLOUT, EPOLLPRI};
/// Reported whether one asks or not; whoever watches is told, as with poll(2).
constexpr quint32 Broken = EPOLLHUP | EPOLLERR;

} // namespace

quint32 SocketWatch::Entry::wanted() const
{
    quint32 events = 0;
    for (size_t type = 0; type < Types; ++type) {
        if (notifiers[type])
            events |= TypeEvents[type];
    }
    return events;
}

SocketWatch::SocketWatch()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        qFatal("An event loop needs epoll: %s", std::strerror(errno));
}

SocketWatch::~SocketWatch()
{
    ::close(m_epoll);
}

SocketWatch::Entry &SocketWatch::entry(int fd)
{
    const auto index = static_cast<size_t>(fd);
    if (index >= m_entries.size())
        m_entries.resize(std::max(index + 1, 2 * m_entries.size()));
    return m_entries[index];
}

void SocketWatch::change(int fd, Entry &entry)
{
    if (entry.changed)
        return;
    entry.changed = true;
    m_changed.push_back(fd);
}

void SocketWatch::add(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto type = static_cast<size_t>(notifier->type());
    if (fd < 0 || type >= Types) {
        qWarning("QSocketNotifier: Invalid socket specified");
        return;
    }
    Entry &watched = entry(fd);
    if (watched.notifiers[type] && watched.notifiers[type] != notifier)
        qWarning("QSocketNotifier: Multiple socket notifiers for same socket %d and type %s", fd,
                 TypeNames[type]);
    watched.notifiers[type] = notifier;
    change(fd, watched);
}

void SocketWatch::remove(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto type = static_cast<size_t>(notifier->type());
    if (fd < 0 || static_cast<size_t>(fd) >= m_entries.size() || type >= Types)
        return;
    Entry &watched = entry(fd);
    if (watched.notifiers[type] != notifier)
        return;
    watched.notifiers[type] = nullptr;
    watched.ready = static_cast<quint8>(watched.ready & ~(1U << type));
    if (watched.wanted() != 0) {
        change(fd, watched);
        return;
    }
    // At once: the file may be closed next, and its number given to another.
    if (watched.known != 0)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    watched.known = 0;
    if (watched.alwaysReady) {
        watched.alwaysReady = false;
        std::erase(m_alwaysReady, fd);
    }
}

void SocketWatch::commit()
{
    for (size_t i = 0; i < m_changed.size(); ++i) {
        const int fd = m_changed[i];
        Entry &watched = entry(fd);
        watched.changed = false;
        update(fd, watched);
    }
    m_changed.clear();
    for (const int fd : m_alwaysReady)
        markReady(fd, EPOLLIN | EPOLLOUT);
}

void SocketWatch::update(int fd, Entry &watched)
{
    const quint32 wanted = watched.wanted();
    if (wanted == watched.known || watched.alwaysReady)
        return;
    epoll_event event{};
    event.events = wanted;
    event.data.fd = fd;
    int failed = epoll_ctl(m_epoll, watched.known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    // The number now means another file than when it was last watched.
    if (failed && errno == ENOENT)
        failed = epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    else if (failed && errno == EEXIST)
        failed = epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    if (!failed) {
        watched.known = wanted;
    } else if (errno == EPERM) {
        watched.known = 0;
        watched.alwaysReady = true;
        m_alwaysReady.push_back(fd);
    } else {
        watched.known = 0;
        switchOff(fd);
    }
}

void SocketWatch::switchOff(int fd)
{
    for (size_t type = 0; type < Types; ++type) {
        QSocketNotifier *notifier = entry(fd).notifiers[type];
        if (!notifier)
            continue;
        qWarning("QSocketNotifier: Invalid socket %d with type %s, disabling...", fd,
                 TypeNames[type]);
        notifier->setEnabled(false);
    }
}

void SocketWatch::take(const epoll_event &event)
{
    markReady(event.data.fd, event.events);
}

void SocketWatch::markReady(int fd, quint32 events)
{
    Entry &watched = entry(fd);
    for (size_t type = 0; type < Types; ++type) {
        const auto bit = static_cast<quint8>(1U << type);
        if (!watched.notifiers[type] || (watched.ready & bit)
            || !(events & (TypeEvents[type] | Broken)))
            continue;
        watched.ready |= bit;
        m_ready.push_back({fd, static_cast<int>(type)});
    }
}

int SocketWatch::activate()
{
    int told = 0;
    while (m_nextReady < m_ready.size()) {
        const Ready next = m_ready[m_nextReady++];
        Entry &watched = entry(next.fd);
        const auto bit = static_cast<quint8>(1U << next.type);
        if (!(watched.ready & bit))
            continue;
        watched.ready = static_cast<quint8>(watched.ready & ~bit);
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(watched.notifiers[static_cast<size_t>(next.type)], &event);
        ++told;
    }
    m_ready.clear();
    m_nextReady = 0;
    return told;
}

} // namespace Tickwell
