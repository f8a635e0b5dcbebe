// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace Tickwell {

namespace {

bool looksLikeFormula(QByteArrayView text)
{
    return !text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front());
}

bool needsQuotes(QByteArrayView text)
{
    return std::ranges::any_of(
        text, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

} // namespace

void appendCsvText(QByteArray &out, QByteArrayView utf8)
{
    const bool guarded = looksLikeFormula(utf8);
    if (!needsQuotes(utf8)) {
        if (guarded)
            out += '\'';
        out += utf8;
        return;
    }
    out += guarded ? "\"'" : "\"";
    for (const char c : utf8) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void appendCsvNumber(QByteArray &out, std::optional<double> value)
{
    if (!value || !std::isfinite(*value))
        return;
    char text[400]; // the smallest double has 324 digits before its first that is not zero
    const auto end = std::to_chars(text, text + sizeof text, *value, std::chars_format::fixed);
    if (end.ec == std::errc())
        out.append(text, end.ptr - text);
}

void appendCsvNumber(QByteArray &out, qint64 value)
{
    char text[24];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr - text);
}

} // namespace Tickwell
