// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvCell.h"

#include "jobs/CsvScan.h"
#include "jobs/DecimalValue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace Tickwell {

namespace {

constexpr int MaxExponent = 308;
constexpr int MaxDigits = 17;
constexpr quint64 MaxInteger = std::numeric_limits<qint64>::max();

constexpr std::array<QByteArrayView, 17> MissingWords = {
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",      "NA",  "NULL",    "NaN",      "n/a",  "nan",  "null"};

bool isMissing(QByteArrayView text)
{
    if (text.isEmpty())
        return true;
    if (text.size() > 8 || !QByteArrayView("#-1<Nn").contains(text.front()))
        return false;
    return std::find(MissingWords.begin(), MissingWords.end(), text) != MissingWords.end();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isInfinity(QByteArrayView text)
{
    if (text.startsWith('+') || text.startsWith('-'))
        text = text.sliced(1);
    return text.compare("inf", Qt::CaseInsensitive) == 0
        || text.compare("infinity", Qt::CaseInsensitive) == 0;
}

/// The digits at the beginning of a number.
struct Digits
{
    quint64 mantissa = 0;   ///< of the first 17
    int count = 0;          ///< 17 at most
    int exponent = 0;       ///< to multiply it by a power of ten
    quint64 whole = 0;      ///< those before the point
    bool overflows = false; ///< they exceed uint64
    bool isInteger = true;
};

void take(Digits &digits, char c)
{
    digits.mantissa = digits.mantissa * 10 + static_cast<quint64>(c - '0');
    ++digits.count;
}

Digits takeDigits(const char *&p, const char *end)
{
    Digits digits;
    for (; p < end && isDigit(*p); ++p) {
        digits.overflows |= __builtin_mul_overflow(digits.whole, quint64(10), &digits.whole);
        digits.overflows |=
            __builtin_add_overflow(digits.whole, static_cast<quint64>(*p - '0'), &digits.whole);
        if (digits.count < MaxDigits)
            take(digits, *p);
        else
            digits.exponent = std::min(digits.exponent + 1, 2 * MaxExponent);
    }
    if (p == end || *p != '.')
        return digits;
    digits.isInteger = false;
    for (++p; p < end && isDigit(*p); ++p) {
        if (digits.count < MaxDigits) {
            take(digits, *p);
            --digits.exponent;
        }
    }
    return digits;
}

/// Reads an exponent of at most 17 digits behind its "e"; false when there is none.
bool takeExponent(const char *&p, const char *end, int &exponent)
{
    bool negative = false;
    if (p < end && (*p == '-' || *p == '+'))
        negative = *p++ == '-';
    int value = 0;
    int count = 0;
    for (; p < end && isDigit(*p) && count < MaxDigits; ++p, ++count)
        value = std::min(value * 10 + (*p - '0'), 10000);
    exponent += negative ? -value : value;
    return count > 0;
}

/// NaN beyond the range of a double.
double scaled(quint64 mantissa, int exponent)
{
    const double value = static_cast<double>(mantissa);
    if (exponent > MaxExponent)
        return qQNaN();
    if (exponent >= 0) {
        const double product = value * powerOfTen(exponent);
        return std::isinf(product) ? qQNaN() : product;
    }
    if (exponent >= -MaxDigits)
        return decimalValue(mantissa, -exponent);
    if (exponent >= -MaxExponent)
        return value / powerOfTen(-exponent);
    if (exponent >= -2 * MaxExponent)
        return value / powerOfTen(-MaxExponent - exponent) / powerOfTen(MaxExponent);
    return 0;
}

CellKind kindOf(const Digits &digits, bool negative)
{
    if (negative) {
        if (digits.overflows || digits.whole > MaxInteger + 1)
            return CellKind::NegativeHuge;
        return digits.isInteger ? CellKind::NegativeInteger : CellKind::NegativeReal;
    }
    if (digits.overflows)
        return CellKind::Huge;
    if (digits.whole > MaxInteger)
        return digits.isInteger ? CellKind::Unsigned : CellKind::UnsignedReal;
    return digits.isInteger ? CellKind::Integer : CellKind::Real;
}

} // namespace

double powerOfTen(int exponent)
{
    static const auto powers = [] {
        std::array<double, MaxExponent + 1> table;
        for (int i = 0; i <= MaxExponent; ++i) {
            const QByteArray text = "1e" + QByteArray::number(i);
            std::from_chars(text.begin(), text.end(), table[static_cast<std::size_t>(i)]);
        }
        return table;
    }();
    return powers[static_cast<std::size_t>(exponent)];
}

CsvCell readCell(QByteArrayView text)
{
    if (isMissing(text))
        return {CellKind::Missing};
    const char *p = text.begin();
    const char *const end = text.end();
    while (p < end && isSpace(*p))
        ++p;
    bool negative = false;
    if (p < end && (*p == '-' || *p == '+'))
        negative = *p++ == '-';

    Digits digits = takeDigits(p, end);
    if (digits.count == 0) {
        if (!isInfinity(text))
            return {CellKind::Text};
        return negative ? CsvCell{CellKind::NegativeReal, -qInf()}
                        : CsvCell{CellKind::Real, qInf()};
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        digits.isInteger = false;
        if (!takeExponent(++p, end, digits.exponent))
            return {CellKind::Text};
    }
    while (p < end && isSpace(*p))
        ++p;
    if (p < end)
        return {CellKind::Text};

    const double size = digits.isInteger && !digits.overflows
        ? static_cast<double>(digits.whole)
        : scaled(digits.mantissa, digits.exponent);
    if (std::isnan(size))
        return {CellKind::Text};
    return {kindOf(digits, negative), negative ? -size : size};
}

CsvCellExtent findCell(const char *begin, const char *end, QByteArray &unquoted)
{
    if (*begin != '"') {
        const char *const last = findCellEnd(begin);
        return {last, QByteArrayView(begin, last)};
    }
    unquoted.clear();
    const char *from = begin + 1;
    const char *quote = findClosingQuote(begin, end);
    if (!quote)
        return {};
    for (const char *p = from; p < quote; ++p) {
        if (*p == '"') {
            unquoted.append(from, p + 1 - from);
            from = p + 2;
            ++p;
        }
    }
    const char *const last = findCellEnd(quote + 1);
    if (unquoted.isEmpty() && last == quote + 1)
        return {last, QByteArrayView(from, quote)};
    unquoted.append(from, quote - from);
    unquoted.append(quote + 1, last - quote - 1);
    return {last, unquoted};
}

} // namespace Tickwell
