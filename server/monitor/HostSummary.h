// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HostSample.h"

#include <QList>

#include <array>
#include <chrono>

namespace Tickwell {

/// Least, mean and greatest of the readings that were there.
struct Spread
{
    double least = 0;
    double sum = 0;
    double greatest = 0;
    qint64 count = 0;

    void add(std::optional<double> value);
    [[nodiscard]] double mean() const { return sum / static_cast<double>(count); }
};

/// The samples of one step of time together.
struct HostSummary
{
    enum Reading {
        CpuUsage,
        MemoryUsage,
        SwapUsage,
        NetworkIn,
        NetworkOut,
        DiskRead,
        DiskWrite,
        Load1,
        ActiveConnections,
        Readings,
    };

    Timestamp start;
    qint64 samples = 0;
    std::array<Spread, Readings> readings;
};

/// Makes summaries of samples that come oldest first. Steps begin at whole multiples of their
/// length since the epoch, so that the same time is always in the same step; one without a sample
/// is left out.
class HostSummarizer
{
public:
    /// @p step is positive.
    explicit HostSummarizer(std::chrono::seconds step)
        : m_step(step)
    {
    }

    void add(const HostSample &sample);
    [[nodiscard]] const QList<HostSummary> &summaries() const { return m_summaries; }

private:
    std::chrono::seconds m_step;
    QList<HostSummary> m_summaries;
};

} // namespace Tickwell
