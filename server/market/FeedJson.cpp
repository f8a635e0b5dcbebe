// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedJson.h"

#include <algorithm>

namespace Tickwell {

class FeedJson::Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    bool read(FeedJson &value, int depth)
    {
        skipBlanks();
        switch (peek()) {
        case '{':
            return depth < MaxDepth && readObject(value, depth + 1);
        case '[':
            return depth < MaxDepth && readArray(value, depth + 1);
        case '"':
            value.m_kind = Kind::Text;
            return readText(value.m_text);
        case 't':
            return readWord("true", Kind::Boolean, value);
        case 'f':
            return readWord("false", Kind::Boolean, value);
        case 'n':
            return readWord("null", Kind::Null, value);
        default:
            value.m_kind = Kind::Number;
            return readNumber(value.m_text);
        }
    }
    bool isAtEnd()
    {
        skipBlanks();
        return m_at == m_text.size();
    }
    [[nodiscard]] qsizetype position() const { return m_at; }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c)
    {
        if (peek() != c || m_at == m_text.size())
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
            ++m_at;
    }
    bool readWord(QByteArrayView word, Kind kind, FeedJson &value)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        value.m_kind = kind;
        return true;
    }
    bool readArray(FeedJson &value, int depth)
    {
        value.m_kind = Kind::Array;
        ++m_at;
        skipBlanks();
        if (take(']'))
            return true;
        do {
            if (!read(value.m_elements.emplace_back(), depth))
                return false;
            skipBlanks();
        } while (take(','));
        return take(']');
    }
    bool readObject(FeedJson &value, int depth)
    {
        value.m_kind = Kind::Object;
        ++m_at;
        skipBlanks();
        if (take('}'))
            return true;
        do {
            skipBlanks();
            if (!readText(value.m_keys.emplace_back()))
                return false;
            skipBlanks();
            if (!take(':') || !read(value.m_elements.emplace_back(), depth))
                return false;
            skipBlanks();
        } while (take(','));
        return take('}');
    }
    bool takeDigits()
    {
        const qsizetype start = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > start;
    }
    bool readNumber(QByteArray &text)
    {
        const qsizetype start = m_at;
        take('-');
        if (!take('0') && !takeDigits())
            return false;
        if (take('.') && !takeDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!takeDigits())
                return false;
        }
        text = m_text.sliced(start, m_at - start).toByteArray();
        return true;
    }
    bool readText(QByteArray &text)
    {
        if (!take('"'))
            return false;
        for (;;) {
            const qsizetype start = m_at;
            while (m_at < m_text.size() && m_text[m_at] != '"' && m_text[m_at] != '\\'
                   && static_cast<uchar>(m_text[m_at]) >= 0x20)
                ++m_at;
            text += m_text.sliced(start, m_at - start);
            if (take('"'))
                return true;
            if (!take('\\') || !readEscape(text))
                return false;
        }
    }
    bool readEscape(QByteArray &text)
    {
        static constexpr QByteArrayView Escapes = "\"\\/bfnrt";
        static constexpr QByteArrayView Meanings = "\"\\/\b\f\n\r\t";
        const char c = peek();
        ++m_at;
        if (c == 'u')
            return readCodeUnits(text);
        const qsizetype known = c != '\0' ? Escapes.indexOf(c) : -1;
        if (known < 0)
            return false;
        text += Meanings[known];
        return true;
    }
    bool readCodeUnits(QByteArray &text)
    {
        const auto high = readHex();
        if (!high)
            return false;
        QString decoded{QChar(*high)};
        if (QChar::isHighSurrogate(*high)) {
            if (!take('\\') || !take('u'))
                return false;
            const auto low = readHex();
            if (!low || !QChar::isLowSurrogate(*low))
                return false;
            decoded += QChar(*low);
        } else if (QChar::isLowSurrogate(*high)) {
            return false;
        }
        text += decoded.toUtf8();
        return true;
    }
    std::optional<char16_t> readHex()
    {
        if (m_text.size() - m_at < 4)
            return std::nullopt;
        unsigned unit = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = m_text[m_at++];
            const char lower = static_cast<char>(c | 0x20);
            if (c >= '0' && c <= '9')
                unit = unit * 16 + static_cast<unsigned>(c - '0');
            else if (lower >= 'a' && lower <= 'f')
                unit = unit * 16 + static_cast<unsigned>(lower - 'a' + 10);
            else
                return std::nullopt;
        }
        return static_cast<char16_t>(unit);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

Result<FeedJson> FeedJson::parse(QByteArrayView utf8)
{
    FeedJson value;
    Reader reader(utf8);
    if (!reader.read(value, 0) || !reader.isAtEnd())
        return failure(QStringLiteral("it is no JSON from byte %1 on").arg(reader.position()));
    return value;
}

const FeedJson &FeedJson::operator[](QByteArrayView key) const
{
    static const FeedJson null;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        if (key == m_keys[i])
            return m_elements[i];
    }
    return null;
}

QString FeedJson::text() const
{
    return m_kind == Kind::Text ? QString::fromUtf8(m_text) : QString();
}

std::optional<qint64> FeedJson::integer() const
{
    bool ok = false;
    const qint64 number = m_kind == Kind::Number ? m_text.toLongLong(&ok) : 0;
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<Decimal> FeedJson::decimal() const
{
    if (m_kind != Kind::Number && m_kind != Kind::Text)
        return std::nullopt;
    return parseJsonDecimal(m_text);
}

std::optional<Decimal> parseJsonDecimal(QByteArrayView text)
{
    const auto isMark = [](char c) { return c == 'e' || c == 'E'; };
    const auto mark = std::find_if(text.begin(), text.end(), isMark) - text.begin();
    const auto mantissa = Decimal::parse(text.first(mark));
    if (!mantissa)
        return std::nullopt;
    if (mark == text.size())
        return *mantissa;
    bool ok = false;
    const int exponent = text.sliced(mark + 1).toByteArray().toInt(&ok);
    if (!ok || exponent < -40 || exponent > 40)
        return std::nullopt;
    qint64 units = mantissa->units();
    int scale = mantissa->scale() - exponent;
    for (; scale < 0; ++scale) {
        if (__builtin_mul_overflow(units, qint64(10), &units))
            return std::nullopt;
    }
    for (; scale > Decimal::MaxScale && units % 10 == 0 && units != 0; --scale)
        units /= 10;
    if (scale > Decimal::MaxScale)
        return units == 0 ? std::optional(Decimal()) : std::nullopt;
    return Decimal(units, scale);
}

} // namespace Tickwell
