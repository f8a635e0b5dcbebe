// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

class QTimer;

namespace Tickwell {

class SamplerThread;

/// The host's readings, once a second, aligned to the second. Lives on the server's thread; the
/// files are read on a thread of its own, because one of them may hang.
class MonitorService : public QObject
{
    Q_OBJECT

public:
    /// The newest samples kept in memory: an hour of them.
    static constexpr int HistorySize = 3'600;

    /// Takes one reading; called on the monitor's own thread, and may block there.
    using Reader = std::function<HostSample()>;

    explicit MonitorService(QObject *parent = nullptr);
    /// Reads by @p reader instead of from the host.
    explicit MonitorService(Reader reader, QObject *parent = nullptr);
    ~MonitorService() override;

    /// Asked once for each sample, on the server's thread, for HostSample::activeConnections.
    void setConnectionCounter(std::function<int()> counter);

    /// Samples from the next start() on say how full the file system is on which @p folder lies.
    void watchFileSystem(const QString &folder);

    /// Takes a first sample at once, which has no rates, and then one at each full second. A
    /// reading that hangs makes samples missing: none is made up and nothing waits for it.
    void start();
    /// No sample comes after this. History stays.
    void stop();

    [[nodiscard]] std::optional<HostSample> latest() const;
    /// What is kept in memory, oldest first.
    [[nodiscard]] QList<HostSample> history() const;

signals:
    void sampled(const Tickwell::HostSample &sample);

private:
    void tick();
    void scheduleTick();
    void accept(HostSample sample);

    Reader m_reader; ///< null: the host's own
    QByteArray m_folder;
    std::function<int()> m_connections;
    std::unique_ptr<SamplerThread> m_thread; ///< while started
    QTimer *m_timer = nullptr;
    QList<HostSample> m_history;
    int m_missed = 0; ///< seconds since the last reading was asked for
};

} // namespace Tickwell
