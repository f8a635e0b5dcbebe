// SPDX-License-Identifier: GPL-3.0-or-later
#include "UnixSignals.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Tickwell {

namespace {

std::array<int, 2> signalPipe{-1, -1};

/// Only async-signal-safe calls: a byte into a pipe that the event loop reads.
void onSignal(int number)
{
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
    // Whoever presses Ctrl+C twice does not want to wait for the flush.
    if (number != SIGHUP)
        std::signal(number, SIG_DFL);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &UnixSignals::read);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, onSignal);
    // A client that goes away while we write to it is an error code, not an end.
    std::signal(SIGPIPE, SIG_IGN);
}

UnixSignals::~UnixSignals()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &fd : signalPipe) {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }
}

void UnixSignals::read()
{
    unsigned char byte = 0;
    bool isHangUp = false;
    bool isTermination = false;
    while (::read(signalPipe[0], &byte, 1) == 1)
        (byte == SIGHUP ? isHangUp : isTermination) = true;
    if (isTermination)
        emit terminationRequested();
    else if (isHangUp)
        emit hangUp();
}

} // namespace Tickwell
