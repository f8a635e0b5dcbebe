// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventloop/EpollDispatcher.h"

#include <QCoreApplication>

#include <array>

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Tickwell {

namespace {

/// Reports taken from the system at a time; more wait for the next turn, in which others come
/// first.
constexpr int MaxReports = 512;

TimerQueue::TimePoint now()
{
    return std::chrono::steady_clock::now();
}

timespec toTimespec(TimerQueue::Duration duration)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
    return {.tv_sec = static_cast<time_t>(seconds.count()),
            .tv_nsec = static_cast<long>((duration - seconds).count())};
}

/// epoll_wait(2) that can wait for parts of a millisecond, where the kernel has that (5.11).
int waitForReports(int epoll, epoll_event *reports, int count, const timespec *timeout)
{
    static std::atomic<bool> missing = false;
    if (!missing.load(std::memory_order_relaxed)) {
        const int got = epoll_pwait2(epoll, reports, count, timeout, nullptr);
        if (got >= 0 || errno != ENOSYS)
            return got;
        missing.store(true, std::memory_order_relaxed);
    }
    // Rounded up: a timer must not find itself too early.
    const auto milliseconds =
        timeout ? timeout->tv_sec * 1000 + (timeout->tv_nsec + 999'999) / 1'000'000 : -1;
    return epoll_wait(epoll, reports, count,
                      static_cast<int>(std::min<qint64>(milliseconds, 1'000'000)));
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : EventDispatcherBase(parent)
    , m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wakeFd;
    if (m_wakeFd < 0 || epoll_ctl(m_sockets.fd(), EPOLL_CTL_ADD, m_wakeFd, &event) != 0)
        qFatal("An event loop needs an eventfd: %s", std::strerror(errno));
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeFd);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    emit awake();
    QCoreApplication::sendPostedEvents();

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const Sockets sockets =
        flags.testFlag(QEventLoop::ExcludeSocketNotifiers) ? Sockets::Excluded : Sockets::Included;
    // Whoever posts an event wakes up, this thread itself too.
    const bool mayWait =
        flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_interrupted.load() && !m_woken.load();
    if (mayWait)
        emit aboutToBlock();
    if (m_interrupted.load())
        return false;

    if (sockets == Sockets::Included)
        m_sockets.commit();
    std::optional<TimerQueue::TimePoint> until;
    if (!mayWait || (sockets == Sockets::Included && m_sockets.neverWaits()))
        until = TimerQueue::TimePoint();
    else if (withTimers)
        until = m_timers.next();

    bool handled = wait(sockets, until);
    if (sockets == Sockets::Included && m_sockets.activate() > 0)
        handled = true;
    if (withTimers && m_timers.activate(now()) > 0)
        handled = true;
    return handled;
}

bool EpollDispatcher::wait(Sockets sockets, std::optional<TimerQueue::TimePoint> until)
{
    for (;;) {
        timespec timeout{};
        if (until && *until > TimerQueue::TimePoint())
            timeout = toTimespec(std::max(TimerQueue::Duration(0), *until - now()));
        const timespec *limit = until ? &timeout : nullptr;
        bool woken = false;
        int got = 0;
        if (sockets == Sockets::Included) {
            std::array<epoll_event, MaxReports> reports;
            got = waitForReports(m_sockets.fd(), reports.data(), MaxReports, limit);
            for (int i = 0; i < got; ++i) {
                const epoll_event &report = reports[static_cast<size_t>(i)];
                if (report.data.fd == m_wakeFd)
                    woken = true;
                else
                    m_sockets.take(report);
            }
        } else {
            pollfd wake{m_wakeFd, POLLIN, 0};
            got = ppoll(&wake, 1, limit, nullptr);
            woken = got > 0;
        }
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            qWarning("The event loop cannot wait: %s", std::strerror(errno));
        if (woken)
            drainWakeUps();
        return woken;
    }
}

void EpollDispatcher::drainWakeUps()
{
    quint64 count = 0;
    while (::read(m_wakeFd, &count, sizeof count) < 0 && errno == EINTR) { }
    // After the read: a wakeUp() in between needs no second one, the posted events come next.
    m_woken.store(false);
}

void EpollDispatcher::wakeUp()
{
    if (m_woken.exchange(true))
        return;
    const quint64 one = 1;
    while (::write(m_wakeFd, &one, sizeof one) < 0 && errno == EINTR) { }
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)

void EpollDispatcher::registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type,
                                    QObject *object)
{
    m_timers.add(qToUnderlying(id), interval, type, object, now());
}

bool EpollDispatcher::unregisterTimer(Qt::TimerId id)
{
    return m_timers.remove(qToUnderlying(id));
}

QList<QAbstractEventDispatcher::TimerInfoV2> EpollDispatcher::timersForObject(QObject *object) const
{
    QList<TimerInfoV2> infos;
    for (const TimerQueue::Info &info : m_timers.timersOf(object))
        infos.append({info.interval, Qt::TimerId(info.id), info.type});
    return infos;
}

QAbstractEventDispatcher::Duration EpollDispatcher::remainingTime(Qt::TimerId id) const
{
    return m_timers.remaining(qToUnderlying(id), now()).value_or(Duration::min());
}

#else

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, std::chrono::milliseconds(interval), type, object, now());
}

bool EpollDispatcher::unregisterTimer(int id)
{
    return m_timers.remove(id);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    for (const TimerQueue::Info &info : m_timers.timersOf(object)) {
        const auto interval = std::chrono::duration_cast<std::chrono::milliseconds>(info.interval);
        infos.append(TimerInfo(info.id, static_cast<int>(interval.count()), info.type));
    }
    return infos;
}

int EpollDispatcher::remainingTime(int id)
{
    const auto remaining = m_timers.remaining(id, now());
    if (!remaining)
        return -1;
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(*remaining).count());
}

#endif

} // namespace Tickwell
