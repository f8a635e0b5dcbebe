// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/JsonWriter.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace Tickwell {

namespace {

void appendEscape(QByteArray &out, char16_t c)
{
    static constexpr char Hex[] = "0123456789abcdef";
    switch (c) {
    case u'"':
        out.append("\\\"", 2);
        return;
    case u'\\':
        out.append("\\\\", 2);
        return;
    case u'\b':
        out.append("\\b", 2);
        return;
    case u'\f':
        out.append("\\f", 2);
        return;
    case u'\n':
        out.append("\\n", 2);
        return;
    case u'\r':
        out.append("\\r", 2);
        return;
    case u'\t':
        out.append("\\t", 2);
        return;
    default:
        out.append("\\u00", 4);
        out.append(Hex[(c >> 4) & 0xf]);
        out.append(Hex[c & 0xf]);
    }
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto byte = [&out](char32_t value) { out.append(static_cast<char>(value)); };
    if (c < 0x800) {
        byte(0xc0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            byte(0xe0 | (c >> 12));
        } else {
            byte(0xf0 | (c >> 18));
            byte(0x80 | ((c >> 12) & 0x3f));
        }
        byte(0x80 | ((c >> 6) & 0x3f));
    }
    byte(0x80 | (c & 0x3f));
}

template<typename Number>
void appendInteger(QByteArray &out, Number number)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr - digits.data());
}

} // namespace

void appendJsonString(QByteArray &out, QStringView text)
{
    out.append('"');
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c < 0x80) {
            if (c < 0x20 || c == u'"' || c == u'\\')
                appendEscape(out, c);
            else
                out.append(static_cast<char>(c));
        } else if (!QChar::isSurrogate(c)) {
            appendUtf8(out, c);
        } else if (QChar::isHighSurrogate(c) && i + 1 < text.size()
                   && text[i + 1].isLowSurrogate()) {
            appendUtf8(out, QChar::surrogateToUcs4(c, text[i + 1].unicode()));
            ++i;
        } else {
            appendUtf8(out, QChar::ReplacementCharacter);
        }
    }
    out.append('"');
}

void appendJsonNumber(QByteArray &out, double value)
{
    if (!std::isfinite(value)) {
        out.append("null", 4);
        return;
    }
    // Left to itself to_chars says 1e+05 for 100000: right, but not what people expect to read.
    const double size = std::abs(value);
    const bool plain = value == 0 || (size >= 1e-6 && size < 1e17);
    std::array<char, 40> digits;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value,
                      plain ? std::chars_format::fixed : std::chars_format::scientific);
    out.append(digits.data(), end.ptr - digits.data());
}

JsonWriter &JsonWriter::key(const char *name)
{
    separate();
    m_out.append('"').append(name).append("\":", 2);
    m_comma = false;
    return *this;
}

JsonWriter &JsonWriter::keyOf(QStringView name)
{
    separate();
    appendJsonString(m_out, name);
    m_out.append(':');
    m_comma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    separate();
    appendJsonString(m_out, text);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::value(const char *ascii)
{
    separate();
    m_out.append('"').append(ascii).append('"');
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    separate();
    appendJsonNumber(m_out, number);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::value(const Decimal &number)
{
    separate();
    number.appendTo(m_out);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::value(Timestamp time)
{
    separate();
    m_out.append('"');
    appendRfc3339(m_out, time);
    m_out.append('"');
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::seconds(Timestamp time)
{
    separate();
    const qint64 micros = toMicros(time);
    // Division of a negative number drops the sign of what is under a second.
    if (micros < 0)
        m_out.append('-');
    const quint64 size =
        micros < 0 ? quint64(0) - static_cast<quint64>(micros) : static_cast<quint64>(micros);
    appendInteger(m_out, size / 1'000'000);
    if (quint64 fraction = size % 1'000'000) {
        int digits = 6;
        while (fraction % 10 == 0) {
            fraction /= 10;
            --digits;
        }
        std::array<char, 7> text{'.', '0', '0', '0', '0', '0', '0'};
        for (std::size_t i = static_cast<std::size_t>(digits); fraction > 0; --i, fraction /= 10)
            text[i] = static_cast<char>('0' + fraction % 10);
        m_out.append(text.data(), digits + 1);
    }
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out.append(json);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_comma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_out.append(bracket);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::signedInteger(qint64 number)
{
    separate();
    appendInteger(m_out, number);
    m_comma = true;
    return *this;
}

JsonWriter &JsonWriter::unsignedInteger(quint64 number)
{
    separate();
    appendInteger(m_out, number);
    m_comma = true;
    return *this;
}

} // namespace Tickwell
