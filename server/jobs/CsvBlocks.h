// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "jobs/CsvFault.h"
#include "jobs/CsvScan.h"
#include "jobs/CsvSource.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace Tickwell {

/// Whole rows of a CSV file: what one thread parses at a time. Reused for the next ones.
struct CsvBlock
{
    qsizetype index = 0; ///< from 0
    qint64 offset = 0;   ///< of its first byte in the file
    qsizetype size = 0;
    qsizetype capacity = 0; ///< without the padding
    std::unique_ptr<char[]> bytes = {};

    /// Ends with a line end, and ScanPadding more bytes may be read.
    QByteArrayView text() const { return QByteArrayView(bytes.get(), size); }
    /// Bytes of the byte order mark in front of the text.
    qsizetype markSize() const;
    void reserve(qsizetype wanted);
};

/// That the byte @p at of @p block belongs to no text (findInvalidUtf8).
[[nodiscard]] CsvFault textFault(const CsvBlock &block, qsizetype at);

/// Cuts a CSV file into blocks between rows, with an eye on quotes, in one pass. One thread at a
/// time.
class CsvBlocks
{
public:
    /// A row that is longer is refused, unless it comes with the end of the file.
    static constexpr qsizetype MaxRow = 16 * 1024 * 1024;

    /// Reads from @p source, which outlives it.
    CsvBlocks(CsvSource &source, qsizetype blockSize);

    /// About how much comes at a time, from the next block on.
    void setBlockSize(qsizetype size) { m_blockSize = size; }

    /// Puts the next rows into @p block; false at the end of the file, and when there is a fault().
    [[nodiscard]] Result<bool> next(CsvBlock &block);

    const std::optional<CsvFault> &fault() const { return m_fault; }
    /// Bytes read.
    qint64 position() const { return m_offset + m_rest.size(); }

private:
    void findFault(const CsvBlock &block);

    CsvSource &m_source;
    qsizetype m_blockSize;
    qsizetype m_index = 0;
    qint64 m_offset = 0; ///< of the next block
    QByteArray m_rest;   ///< its first bytes, which were read already
    bool m_atEnd = false;
    std::optional<CsvFault> m_fault;
};

} // namespace Tickwell
