// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvScan.h"

#include <algorithm>

namespace Tickwell {

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// Behind the last line end in [begin, end), or null. A CR at the very end counts if @p atEnd.
const char *lastLineEnd(const char *begin, const char *end, bool atEnd)
{
    const char *p = end;
    if (!atEnd && p > begin && p[-1] == '\r')
        --p;
    while (p > begin && !isLineEnd(p[-1]))
        --p;
    return p > begin ? p : nullptr;
}

/// The last row end at @p from or behind it; null when there is none.
const char *lastRowEnd(const char *begin, const char *from, const char *end, bool atEnd)
{
    const char *last = nullptr;
    const char *outside = begin; // no quote has opened since
    const char *p = begin;
    while (p < end) {
        const auto *quote =
            static_cast<const char *>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
        if (!quote)
            break;
        p = quote + 1;
        const bool opens = quote == begin || quote[-1] == ',' || isLineEnd(quote[-1]);
        if (!opens)
            continue;
        if (quote > from) {
            if (const char *found = lastLineEnd(std::max(outside, from), quote, true))
                last = found;
        }
        const char *const closing = findClosingQuote(quote, end);
        if (!closing || (closing + 1 == end && !atEnd))
            return last;
        p = outside = closing + 1;
    }
    const char *const found = lastLineEnd(std::max(outside, from), end, atEnd);
    return found ? found : last;
}

bool isContinuation(char c)
{
    return (static_cast<quint8>(c) & 0xc0) == 0x80;
}

/// Bytes of the character that begins at @p p, which is not ASCII; 0 when it is none.
int characterSize(const char *p, const char *end)
{
    const auto lead = static_cast<quint8>(*p);
    const int size = lead >= 0xc2 && lead <= 0xdf ? 2
        : (lead & 0xf0) == 0xe0                   ? 3
        : lead >= 0xf0 && lead <= 0xf4            ? 4
                                                  : 0;
    if (size == 0 || end - p < size)
        return 0;
    for (int i = 1; i < size; ++i) {
        if (!isContinuation(p[i]))
            return 0;
    }
    const auto second = static_cast<quint8>(p[1]);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : size;
}

} // namespace

qsizetype findLastRowEnd(QByteArrayView text, bool atEnd)
{
    // A row is short beside what is read at a time, so the last one ends where it is looked for
    // first; only the quotes matter before that.
    constexpr qsizetype Near = 16 * 1024;
    const char *const begin = text.begin();
    const char *found =
        lastRowEnd(begin, begin + std::max<qsizetype>(0, text.size() - Near), text.end(), atEnd);
    if (!found && text.size() > Near)
        found = lastRowEnd(begin, begin, text.end(), atEnd);
    return found ? found - begin : 0;
}

const char *skipBlankLines(const char *line, const char *end)
{
    for (const char *p = line; p < end; ++p) {
        if (isLineEnd(*p))
            line = p + 1;
        else if (*p != ' ' && *p != '\t')
            return line;
    }
    return end;
}

qint64 countLines(QByteArrayView text, char before)
{
    qint64 lines = 0;
    for (const char c : text) {
        lines += (c == '\r') + (c == '\n' && before != '\r');
        before = c;
    }
    return lines;
}

qsizetype findInvalidUtf8(QByteArrayView text)
{
    constexpr quint64 Ones = 0x0101010101010101;
    constexpr quint64 Highs = 0x8080808080808080;
    const char *p = text.begin();
    const char *const end = text.end();
    while (p < end) {
        if (end - p >= 8) {
            quint64 bytes;
            std::memcpy(&bytes, p, 8);
            // Neither a high bit nor, once one is taken off each byte, a borrow from a zero.
            if (((bytes | (bytes - Ones)) & Highs) == 0) {
                p += 8;
                continue;
            }
        }
        if (static_cast<quint8>(*p) < 0x80) {
            if (*p == 0)
                break;
            ++p;
            continue;
        }
        const int size = characterSize(p, end);
        if (size == 0)
            break;
        p += size;
    }
    return p - text.begin();
}

} // namespace Tickwell
