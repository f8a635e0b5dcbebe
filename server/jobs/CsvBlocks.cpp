// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvBlocks.h"

#include <algorithm>
#include <cstring>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

qsizetype lastRowEnd(const CsvBlock &block)
{
    const qsizetype mark = block.markSize();
    const qsizetype found = findLastRowEnd(block.text().sliced(mark), false);
    return found > 0 ? mark + found : 0;
}

} // namespace

qsizetype CsvBlock::markSize() const
{
    return offset == 0 && text().startsWith("\xef\xbb\xbf") ? 3 : 0;
}

void CsvBlock::reserve(qsizetype wanted)
{
    if (wanted <= capacity)
        return;
    const auto whole = static_cast<std::size_t>(wanted + ScanPadding);
    std::unique_ptr<char[]> larger(new char[whole]);
    // What is behind the text is looked at, never minded.
    std::memset(larger.get() + size, 0, whole - static_cast<std::size_t>(size));
    if (size > 0)
        std::memcpy(larger.get(), bytes.get(), static_cast<std::size_t>(size));
    bytes = std::move(larger);
    capacity = wanted;
}

CsvFault textFault(const CsvBlock &block, qsizetype at)
{
    return {block.offset + at,
            block.bytes[static_cast<std::size_t>(at)] == 0
                ? u"holds a NUL byte, which no text does"_s
                : u"is not UTF-8 text"_s};
}

CsvBlocks::CsvBlocks(CsvSource &source, qsizetype blockSize)
    : m_source(source)
    , m_blockSize(blockSize)
{
}

Result<bool> CsvBlocks::next(CsvBlock &block)
{
    if (m_fault || (m_atEnd && m_rest.isEmpty()))
        return false;
    block.index = m_index++;
    block.offset = m_offset;
    block.size = 0;
    block.reserve(m_rest.size() + m_blockSize + 1);
    std::copy(m_rest.begin(), m_rest.end(), block.bytes.get());
    block.size = m_rest.size();

    qsizetype rows = 0;
    for (qsizetype wanted = m_blockSize; rows == 0;
         wanted = std::min(block.size, MaxRow - block.size)) {
        block.reserve(block.size + wanted + 1);
        const Result<qint64> got = m_source.read(block.bytes.get() + block.size, wanted);
        if (!got)
            return tl::unexpected(got.error());
        block.size += *got;
        m_atEnd = *got < wanted;
        if (block.size == 0)
            return false;
        rows = m_atEnd ? block.size : lastRowEnd(block);
        if (rows == 0 && block.size >= MaxRow) {
            findFault(block);
            return false;
        }
    }
    m_rest = block.text().sliced(rows).toByteArray();
    m_offset += rows;
    block.size = rows;
    const char last = block.bytes[static_cast<std::size_t>(rows - 1)];
    if (last != '\n' && last != '\r')
        block.bytes[static_cast<std::size_t>(block.size++)] = '\n';
    return true;
}

void CsvBlocks::findFault(const CsvBlock &block)
{
    // Where there are no lines, there may be no text.
    const qsizetype valid = findInvalidUtf8(block.text());
    if (valid < block.size - 4)
        m_fault = textFault(block, valid);
    else
        m_fault =
            CsvFault{block.offset, u"begins a row of more than 16 MiB; is a quote not closed?"_s};
}

} // namespace Tickwell
