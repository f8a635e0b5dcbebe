// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace Tickwell {

/// The host's readings, once a second, aligned to the second. Lives on the server's thread; the
/// files are read on a thread of its own, because one of them may hang.
class MonitorService : public QObject
{
    Q_OBJECT

public:
    /// The newest samples kept in memory: an hour of them.
    static constexpr int HistorySize = 3'600;

    explicit MonitorService(QObject *parent = nullptr);
    ~MonitorService() override;

    /// Asked once for each sample, on the server's thread, for HostSample::activeConnections.
    void setConnectionCounter(std::function<int()> counter);

    void start();
    void stop();

    [[nodiscard]] std::optional<HostSample> latest() const;
    /// What is kept in memory, oldest first.
    [[nodiscard]] QList<HostSample> history() const;

signals:
    void sampled(const Tickwell::HostSample &sample);
};

} // namespace Tickwell
