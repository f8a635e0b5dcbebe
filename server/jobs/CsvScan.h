// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Looking for what matters in CSV text, many bytes at a time.
namespace Tickwell {

/// How far beyond the text that is looked through memory must be readable.
constexpr qsizetype ScanPadding = 32;

/// The first comma, CR or LF from @p p on; there must be one.
inline const char *findCellEnd(const char *p)
{
#ifdef __SSE2__
    const __m128i comma = _mm_set1_epi8(',');
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    for (;; p += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
        const __m128i found =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, comma),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr)));
        const auto mask = static_cast<quint32>(_mm_movemask_epi8(found));
        if (mask)
            return p + std::countr_zero(mask);
    }
#else
    while (*p != ',' && *p != '\n' && *p != '\r')
        ++p;
    return p;
#endif
}

/// The quote that closes the one at @p open, before @p end; a doubled one closes nothing. Null when
/// there is none.
inline const char *findClosingQuote(const char *open, const char *end)
{
    const char *p = open + 1;
    while (p < end) {
        p = static_cast<const char *>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
        if (!p || p + 1 == end || p[1] != '"')
            return p;
        p += 2;
    }
    return nullptr;
}

/// Behind the last line end in @p text that is not in quotes, or 0; @p text begins with a row. CR
/// LF is one line end; a CR or a closing quote as the last byte, which the next byte may change,
/// counts only if @p atEnd.
[[nodiscard]] qsizetype findLastRowEnd(QByteArrayView text, bool atEnd);

/// Behind the blank lines at @p line, where a line begins; @p end if there are no others.
[[nodiscard]] const char *skipBlankLines(const char *line, const char *end);

/// How many lines end in @p text. @p before is the byte in front of it: the LF of a CR LF ends no
/// line of its own.
[[nodiscard]] qint64 countLines(QByteArrayView text, char before);

/// Where @p text stops being UTF-8 (RFC 3629) without NUL bytes; its size if it does not.
[[nodiscard]] qsizetype findInvalidUtf8(QByteArrayView text);

} // namespace Tickwell
