// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobs/ColumnType.h"
#include "jobs/CsvBlocks.h"
#include "jobs/CsvFault.h"
#include "jobs/NumberPack.h"

#include <atomic>
#include <memory>
#include <vector>

namespace Tickwell {

/// The columns that were found to hold text, which nobody need read any more. For many threads.
class TextColumns
{
public:
    explicit TextColumns(qsizetype count);

    qsizetype count() const { return m_count; }
    bool contains(qsizetype column) const
    {
        return m_text[static_cast<std::size_t>(column)].load(std::memory_order_relaxed);
    }
    void insert(qsizetype column)
    {
        m_text[static_cast<std::size_t>(column)].store(true, std::memory_order_relaxed);
    }

private:
    qsizetype m_count;
    std::unique_ptr<std::atomic<bool>[]> m_text;
};

/// Reads the rows of one block after the other. Each thread has its own.
class CsvBlockParser
{
public:
    /// For rows of as many cells as there are @p textColumns, which outlive it.
    explicit CsvBlockParser(TextColumns &textColumns);

    /// Reads the rows of @p block behind the first @p skipped bytes into @p numbers; what went
    /// wrong first, if anything did.
    [[nodiscard]] std::optional<CsvFault> parse(const CsvBlock &block, qsizetype skipped,
                                                NumberPack &numbers);
    /// How many rows the last block held.
    qint64 rows() const { return m_rows; }

private:
    const char *takeCell(const char *p, std::size_t column);
    const char *takeOddCell(const char *p, std::size_t column);
    const char *takeText(const char *p) const;
    void stage(const CsvBlock &block);
    std::optional<CsvFault> parseRows(const CsvBlock &block, const char *p);
    CsvFault faultOfRow(const CsvBlock &block, const char *row);

    TextColumns &m_textColumns;
    std::vector<StagedNumbers> m_staged;
    std::vector<ColumnType> m_types;
    std::unique_ptr<qint64[]> m_room;
    std::size_t m_roomSize = 0;
    QByteArray m_unquoted;
    const char *m_end = nullptr;
    qint64 m_rows = 0;
};

} // namespace Tickwell
