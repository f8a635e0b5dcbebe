// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"

#include <QObject>

#include <functional>
#include <memory>
#include <thread>

namespace Tickwell {

/// A thread that does nothing but take readings, because one may hang in the kernel for as long as
/// a dead network file system or a sick disk does. Belongs to the thread that made it, which
/// never waits for it: not in request(), and in the destructor for at most ShutdownWait.
class SamplerThread : public QObject
{
    Q_OBJECT

public:
    using Reader = std::function<HostSample()>;
    static constexpr std::chrono::milliseconds ShutdownWait{1'000};

    /// @p reader is called on the thread alone, and dies there.
    explicit SamplerThread(Reader reader, QObject *parent = nullptr);
    ~SamplerThread() override;

    /// Asks for one reading: finished() brings it later. False, and nothing is asked, while the
    /// last one still goes on.
    [[nodiscard]] bool request();

signals:
    void finished(const Tickwell::HostSample &sample);

private:
    struct Shared;
    static void run(const std::shared_ptr<Shared> &shared, const Reader &reader);
    void deliver(const HostSample &sample);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
    bool m_busy = false;
};

} // namespace Tickwell
