// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/NumberPack.h"
#include "jobs/ParallelWork.h"

#include <array>
#include <concepts>
#include <span>
#include <vector>

namespace Tickwell {

/// The numbers of one column, wherever they are.
class ColumnNumbers
{
public:
    /// Those of the column @p index in @p packs; stops where @p work does. Both outlive it.
    ColumnNumbers(std::span<const NumberPack> packs, qsizetype index, ParallelWork &work)
        : m_packs(packs)
        , m_index(index)
        , m_work(work)
    {
    }

    qint64 count() const;

    /// Hands over all numbers, some thousand at a time; false when the work was stopped meanwhile.
    template<std::invocable<std::span<const double>> Take>
    bool forEachRun(Take take) const
    {
        std::array<double, 4096> run;
        for (const NumberPack &pack : m_packs) {
            if (m_work.isStopped())
                return false;
            const NumberPack::Column &column = pack.column(m_index);
            for (qsizetype first = 0; first < column.count; first += qsizetype(run.size())) {
                const qsizetype count =
                    std::min<qsizetype>(column.count - first, qsizetype(run.size()));
                pack.unpack(column, first, count, run.data());
                take(std::span<const double>(run.data(), static_cast<std::size_t>(count)));
            }
        }
        return true;
    }

private:
    std::span<const NumberPack> m_packs;
    qsizetype m_index;
    ParallelWork &m_work;
};

/// The numbers in the places @p ranks (from 0, ascending) of @p numbers in order, which lie between
/// @p min and @p max. Takes a few passes over them and memory that does not depend on their number.
/// Empty when the work was stopped meanwhile.
[[nodiscard]] std::vector<double> selectRanks(const ColumnNumbers &numbers, double min, double max,
                                              std::span<const qint64> ranks);

} // namespace Tickwell
