// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/ColumnType.h"

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace Tickwell {

/// The numbers of a column of one block while they are read: integers that count tenths, hundredths
/// … (`scale` digits) while that is exact, doubles once it is not.
class StagedNumbers
{
public:
    /// Integers up to here, and their distance from one another, are exact as doubles.
    static constexpr qint64 MaxUnits = (qint64(1) << 53) - (qint64(1) << 32);
    static constexpr int MaxScale = 18;

    /// Begins anew, with @p room, where all numbers to come have a place of 8 bytes.
    void reset(qint64 *room);

    /// @p units / 10^@p scale. @p units fits 19 digits, @p scale is at most MaxScale.
    void addDecimal(quint64 units, int scale, bool negative)
    {
        if (m_scale == scale && !m_isReal && units <= quint64(MaxUnits)) [[likely]]
            *m_end++ = negative ? -static_cast<qint64>(units) : static_cast<qint64>(units);
        else
            addOddDecimal(units, scale, negative);
    }
    void addReal(double value);

    qsizetype count() const { return m_end - m_begin; }
    bool isReal() const { return m_isReal; }
    int scale() const { return m_scale; }
    std::span<const qint64> values() const { return {m_begin, m_end}; }

private:
    void addOddDecimal(quint64 units, int scale, bool negative);
    [[nodiscard]] bool rescale(int scale);
    void becomeReal();

    qint64 *m_begin = nullptr;
    qint64 *m_end = nullptr;
    int m_scale = 0;
    bool m_isReal = false; ///< what is staged are the bits of doubles
};

/// The numbers of one block, each column in as few bytes as its range takes, at most 8 for a
/// number. Nothing is lost: what is unpacked is the double nearest to what the file says.
class NumberPack
{
public:
    struct Column
    {
        qint64 base = 0; ///< added to each
        quint32 offset = 0;
        quint32 count = 0;
        quint8 width = 0; ///< bytes: 0, 1, 2 or 4 of an integer, 8 of a double
        quint8 scale = 0; ///< digits behind the point
        ColumnType type = {};
    };

    /// @p columns: all of the file's, those without numbers, too, with the types of @p types.
    void pack(std::span<const StagedNumbers> columns, std::span<const ColumnType> types);

    const Column &column(qsizetype index) const
    {
        return m_columns[static_cast<std::size_t>(index)];
    }
    /// Writes the numbers from the @p first on of a column to @p out, @p count of them.
    void unpack(const Column &column, qsizetype first, qsizetype count, double *out) const;
    /// What it takes in memory.
    qint64 bytes() const;

private:
    std::vector<Column> m_columns;
    std::unique_ptr<std::byte[]> m_bytes;
    qsizetype m_size = 0;
};

} // namespace Tickwell
