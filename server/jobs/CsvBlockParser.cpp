// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvBlockParser.h"

#include "jobs/CsvCell.h"
#include "jobs/CsvScan.h"
#include "jobs/DecimalValue.h"

#include <QtEndian>

#include <bit>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// The number that eight digits make, the first in the lowest byte, each byte a digit's value.
quint64 eightDigits(quint64 digits)
{
    constexpr quint64 Mask = 0x000000ff000000ff;
    digits = digits * 10 + (digits >> 8);
    return ((digits & Mask) * 0x000f424000000064 + ((digits >> 16) & Mask) * 0x0000271000000001)
        >> 32;
}

/// Reads the digits at @p p, and returns where they end. Of more than 19, @p number is anything.
[[gnu::always_inline]] inline const char *takeDigits(const char *p, quint64 &number)
{
    number = 0;
    for (;;) {
        const auto digits = qFromLittleEndian<quint64>(p) ^ 0x3030303030303030;
        const quint64 others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
        if (others == 0) [[unlikely]] {
            number = number * 100'000'000 + eightDigits(digits);
            p += 8;
            continue;
        }
        const int count = std::countr_zero(others) >> 3;
        // The last digit into the highest byte; in two steps, for none may be left.
        const quint64 last = eightDigits(digits << (56 - 8 * count) << 8);
        number = number * decimalPower(count) + last;
        return p + count;
    }
}

bool isCellEnd(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

const char *pastLineEnd(const char *p)
{
    return p + (p[0] == '\r' && p[1] == '\n' ? 2 : 1);
}

} // namespace

TextColumns::TextColumns(qsizetype count)
    : m_count(count)
    , m_text(new std::atomic<bool>[static_cast<std::size_t>(count)]())
{
}

CsvBlockParser::CsvBlockParser(TextColumns &textColumns)
    : m_textColumns(textColumns)
    , m_staged(static_cast<std::size_t>(textColumns.count()))
    , m_types(static_cast<std::size_t>(textColumns.count()))
{
}

std::optional<CsvFault> CsvBlockParser::parse(const CsvBlock &block, qsizetype skipped,
                                              NumberPack &numbers)
{
    stage(block);
    m_end = block.text().end();
    const std::optional<CsvFault> fault = parseRows(block, block.text().begin() + skipped);
    const qsizetype valid = findInvalidUtf8(block.text());
    if (valid < block.size && (!fault || block.offset + valid <= fault->offset))
        return textFault(block, valid);
    if (fault)
        return fault;
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        if (m_types[i].isText()) {
            m_textColumns.insert(qsizetype(i));
            m_staged[i].reset(nullptr);
        }
    }
    numbers.pack(m_staged, m_types);
    return std::nullopt;
}

/// A place for every number that the block can hold.
void CsvBlockParser::stage(const CsvBlock &block)
{
    // A row takes a separator for each cell, and one more byte for each number.
    const std::size_t rows = static_cast<std::size_t>(block.size) / (m_staged.size() + 1) + 1;
    // Apart from a power of two, lest the columns compete for the same lines of the cache.
    const std::size_t stride = (rows | 7) + 2;
    if (stride * m_staged.size() > m_roomSize) {
        m_roomSize = stride * m_staged.size();
        m_room.reset();
        m_room.reset(new qint64[m_roomSize]);
    }
    for (std::size_t i = 0; i < m_staged.size(); ++i) {
        m_staged[i].reset(m_room.get() + i * stride);
        m_types[i] = {};
        if (m_textColumns.contains(qsizetype(i)))
            m_types[i].add(CellKind::Text);
    }
}

std::optional<CsvFault> CsvBlockParser::parseRows(const CsvBlock &block, const char *p)
{
    const std::size_t last = m_staged.size() - 1;
    m_rows = 0;
    while (p < m_end) {
        if (*p <= ' ') {
            p = skipBlankLines(p, m_end);
            if (p == m_end)
                break;
        }
        const char *const row = p;
        for (std::size_t i = 0; i < last; ++i) {
            p = takeCell(p, i);
            if (!p || *p != ',') [[unlikely]]
                return faultOfRow(block, row);
            ++p;
        }
        p = takeCell(p, last);
        if (!p || *p == ',') [[unlikely]]
            return faultOfRow(block, row);
        p = pastLineEnd(p);
        ++m_rows;
    }
    return std::nullopt;
}

/// The cell at @p p; returns the comma or line end behind it, null when a quote is not closed.
[[gnu::always_inline]] inline const char *CsvBlockParser::takeCell(const char *p,
                                                                   std::size_t column)
{
    ColumnType &type = m_types[column];
    if (type.isText())
        return takeText(p);
    const char *q = p;
    const bool quoted = *q == '"';
    q += quoted;
    const bool negative = *q == '-';
    q += negative;

    quint64 whole;
    const char *const point = takeDigits(q, whole);
    auto digits = point - q;
    if (*point != '.') {
        const char *const end = point + (quoted && *point == '"');
        if (digits > 0 && digits <= 18 && isCellEnd(*end) && (end > point) == quoted) [[likely]] {
            m_staged[column].addDecimal(whole, 0, negative);
            type.addPlain(false, negative);
            return end;
        }
        if (p == point && isCellEnd(*p)) {
            type.add(CellKind::Missing);
            return p;
        }
        return takeOddCell(p, column);
    }

    quint64 fraction;
    const char *const behind = takeDigits(point + 1, fraction);
    auto scale = behind - point - 1;
    digits += scale;
    const char *const end = behind + (quoted && *behind == '"');
    if (digits == 0 || digits > 19 || !isCellEnd(*end) || (end > behind) != quoted) [[unlikely]]
        return takeOddCell(p, column);
    quint64 units = whole * decimalPower(scale) + fraction;
    if (digits > 17) {
        // No more than 17 count.
        const auto dropped = digits - 17;
        if (scale < dropped)
            return takeOddCell(p, column);
        units /= decimalPower(dropped);
        scale -= dropped;
    }
    m_staged[column].addDecimal(units, static_cast<int>(scale), negative);
    type.addPlain(true, negative);
    return end;
}

const char *CsvBlockParser::takeText(const char *p) const
{
    if (*p == '"') {
        const char *const closing = findClosingQuote(p, m_end);
        if (!closing)
            return nullptr;
        p = closing + 1;
    }
    return findCellEnd(p);
}

[[gnu::noinline]] const char *CsvBlockParser::takeOddCell(const char *p, std::size_t column)
{
    const CsvCellExtent extent = findCell(p, m_end, m_unquoted);
    if (!extent.end)
        return nullptr;
    const CsvCell cell = readCell(extent.text);
    m_types[column].add(cell.kind);
    if (cell.kind != CellKind::Text && cell.kind != CellKind::Missing)
        m_staged[column].addReal(cell.value);
    return extent.end;
}

/// Why the row at @p row could not be read.
CsvFault CsvBlockParser::faultOfRow(const CsvBlock &block, const char *row)
{
    const qint64 offset = block.offset + (row - block.text().begin());
    qsizetype cells = 0;
    const char *p = row;
    for (;; ++p) {
        p = takeText(p);
        if (!p)
            return {offset, u"begins a row in which a quote is not closed"_s};
        ++cells;
        if (*p != ',')
            break;
    }
    return {
        offset,
        (cells == 1 ? u"has %1 cell, the header has %2"_s : u"has %1 cells, the header has %2"_s)
            .arg(cells)
            .arg(m_staged.size())};
}

} // namespace Tickwell
