// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvNumbers.h"

#include "jobs/CsvBlockParser.h"
#include "jobs/CsvHeader.h"

#include <algorithm>
#include <mutex>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype UsualBlock = 1024 * 1024;

/// A block has rows enough that what is kept for each of its columns does not weigh; a small file
/// fits one.
qsizetype blockSizeFor(qsizetype headerSize, const CsvSource &source)
{
    const qint64 wanted = std::clamp<qint64>(32 * headerSize, UsualBlock, CsvBlocks::MaxRow);
    return static_cast<qsizetype>(std::min(wanted, source.size() + 1));
}

/// One reading of one file, by several threads.
class Reader
{
public:
    Reader(CsvSource &source, const CsvReading &reading, ParallelWork &work)
        : m_source(source)
        , m_reading(reading)
        , m_work(work)
        , m_blocks(source, reading.blockSize > 0 ? reading.blockSize : blockSizeFor(0, source))
    {
    }

    Result<CsvNumbers> read();

private:
    Result<bool> readHeaderBlock(CsvBlock &block, qsizetype &skipped);
    void parseBlocks(TextColumns &text, CsvBlock *first, qsizetype skipped);
    bool takeBlock(CsvBlock &block);
    void keep(const CsvBlock &block, qint64 rows, NumberPack pack);
    void noteFault(const CsvFault &fault);
    Error errorOf(const CsvFault &fault);

    CsvSource &m_source;
    const CsvReading m_reading;
    ParallelWork &m_work;
    std::mutex m_blocksMutex;
    CsvBlocks m_blocks;
    qsizetype m_firstIndex = 0; ///< of the block with the header
    std::mutex m_mutex;         ///< of what follows
    CsvNumbers m_numbers;
    std::optional<CsvFault> m_fault; ///< the first in the file, of those found
    qint64 m_bytes = 0;
};

Result<CsvNumbers> Reader::read()
{
    CsvBlock first;
    qsizetype skipped = 0;
    const Result<bool> found = readHeaderBlock(first, skipped);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return tl::unexpected(m_fault
                                  ? errorOf(*m_fault)
                                  : Error{u"Line 1 names no columns: the file is empty or blank"_s,
                                          Error::Kind::Invalid});

    TextColumns text(m_numbers.names.size());
    std::atomic<bool> isFirst = true;
    const bool single = m_source.size() <= m_blocks.position();
    m_work.run(single ? 1 : m_reading.threads,
               [&] { parseBlocks(text, isFirst.exchange(false) ? &first : nullptr, skipped); });
    if (const Result<void> result = m_work.result(); !result)
        return tl::unexpected(result.error());
    if (m_fault)
        return tl::unexpected(errorOf(*m_fault));

    for (qsizetype i = 0; i < text.count() && m_numbers.rows > 0; ++i) {
        ColumnType type;
        for (const NumberPack &pack : m_numbers.packs)
            type.append(pack.column(i).type);
        if (type.isNumeric())
            m_numbers.numeric.push_back(i);
    }
    return std::move(m_numbers);
}

/// The first block with a row in it; false when there is none, or a fault.
Result<bool> Reader::readHeaderBlock(CsvBlock &block, qsizetype &skipped)
{
    for (;;) {
        const Result<bool> more = m_blocks.next(block);
        if (!more || !*more) {
            m_fault = m_blocks.fault();
            return more;
        }
        auto header = readHeader(block);
        if (!header) {
            m_fault = header.error();
            return false;
        }
        if (header->size > 0) {
            skipped = header->size;
            m_firstIndex = block.index;
            m_numbers.names = std::move(header->names);
            if (m_reading.blockSize <= 0)
                m_blocks.setBlockSize(blockSizeFor(skipped, m_source));
            return true;
        }
    }
}

void Reader::parseBlocks(TextColumns &text, CsvBlock *first, qsizetype skipped)
{
    CsvBlockParser parser(text);
    CsvBlock own;
    CsvBlock *block = first ? first : &own;
    bool taken = first != nullptr;
    while (!m_work.isStopped()) {
        if (!taken && !takeBlock(*block))
            return;
        NumberPack pack;
        if (const auto fault = parser.parse(*block, taken ? skipped : 0, pack))
            noteFault(*fault);
        else
            keep(*block, parser.rows(), std::move(pack));
        taken = false;
    }
}

bool Reader::takeBlock(CsvBlock &block)
{
    const std::lock_guard lock(m_blocksMutex);
    {
        // What is behind a fault does not matter; what is before it has been taken already.
        const std::lock_guard inner(m_mutex);
        if (m_fault)
            return false;
    }
    const Result<bool> more = m_blocks.next(block);
    if (!more) {
        m_work.fail(more.error());
        return false;
    }
    if (m_blocks.fault())
        noteFault(*m_blocks.fault());
    if (m_source.size() > 0)
        m_work.report(m_reading.share
                      * std::min(1.0, double(m_blocks.position()) / double(m_source.size())));
    return *more;
}

void Reader::keep(const CsvBlock &block, qint64 rows, NumberPack pack)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += pack.bytes();
    if (m_bytes > m_reading.memoryLimit)
        return m_work.fail({u"The file has more numbers than fit into %1 MiB of memory"_s.arg(
                                m_reading.memoryLimit / 1024 / 1024),
                            Error::Kind::Limit});
    const auto index = static_cast<std::size_t>(block.index - m_firstIndex);
    if (m_numbers.packs.size() <= index)
        m_numbers.packs.resize(index + 1);
    m_numbers.packs[index] = std::move(pack);
    m_numbers.rows += rows;
}

void Reader::noteFault(const CsvFault &fault)
{
    const std::lock_guard lock(m_mutex);
    if (!m_fault || fault.offset < m_fault->offset)
        m_fault = fault;
}

/// Counts the lines up to @p fault, by reading once more what is before it.
Error Reader::errorOf(const CsvFault &fault)
{
    m_source.rewind();
    QByteArray bytes(UsualBlock, Qt::Uninitialized);
    qint64 line = 1;
    char before = 0;
    for (qint64 left = fault.offset; left > 0 && !m_work.isStopped();) {
        const Result<qint64> got = m_source.read(bytes.data(), std::min<qint64>(left, UsualBlock));
        if (!got || *got == 0)
            break;
        line += countLines(QByteArrayView(bytes.constData(), *got), before);
        before = bytes[*got - 1];
        left -= *got;
    }
    if (m_work.isStopped())
        return m_work.result().error();
    return {u"Line %1 %2"_s.arg(line).arg(fault.message), Error::Kind::Invalid};
}

} // namespace

Result<CsvNumbers> readNumbers(CsvSource &source, const CsvReading &reading, ParallelWork &work)
{
    return Reader(source, reading, work).read();
}

} // namespace Tickwell
