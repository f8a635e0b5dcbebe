// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/JsonSyntax.h"

#include "http/HttpGrammar.h"

namespace Tickwell {

namespace {

class JsonReader
{
public:
    JsonReader(QByteArrayView json, int maxDepth)
        : m_json(json)
        , m_maxDepth(maxDepth)
    {
    }

    std::optional<JsonFault> fault()
    {
        skipBlanks();
        if (readValue()) {
            skipBlanks();
            if (!atEnd())
                fail(m_at, QStringLiteral("Extra data"));
        }
        return std::move(m_fault);
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_json.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_json[m_at]; }
    [[nodiscard]] bool isDigit() const { return peek() >= '0' && peek() <= '9'; }

    bool take(char c)
    {
        if (atEnd() || m_json[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void skipBlanks()
    {
        while (!atEnd() && QByteArrayView(" \t\r\n").contains(m_json[m_at]))
            ++m_at;
    }

    bool fail(qsizetype at, const QString &error)
    {
        qsizetype characters = 0;
        for (const char c : m_json.first(at))
            characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
        m_fault = JsonFault{characters, error};
        return false;
    }

    bool readValue()
    {
        const qsizetype start = m_at;
        switch (peek()) {
        case '{':
            return nested([this] { return readObject(); });
        case '[':
            return nested([this] { return readArray(); });
        case '"':
            return readString();
        case 't':
            return readWord("true");
        case 'f':
            return readWord("false");
        case 'n':
            return readWord("null");
        default:
            return readNumber() || fail(start, QStringLiteral("Expecting value"));
        }
    }

    template<typename Read>
    bool nested(Read read)
    {
        if (m_depth == m_maxDepth)
            return fail(m_at, QStringLiteral("Nested deeper than %1 levels").arg(m_maxDepth));
        ++m_depth;
        ++m_at;
        skipBlanks();
        const bool isSound = read();
        --m_depth;
        return isSound;
    }

    bool readObject()
    {
        if (take('}'))
            return true;
        while (true) {
            if (peek() != '"')
                return fail(m_at,
                            QStringLiteral("Expecting property name enclosed in double quotes"));
            if (!readString())
                return false;
            skipBlanks();
            if (!take(':'))
                return fail(m_at, QStringLiteral("Expecting ':' delimiter"));
            skipBlanks();
            if (!readValue())
                return false;
            skipBlanks();
            if (take('}'))
                return true;
            if (!take(','))
                return fail(m_at, QStringLiteral("Expecting ',' delimiter"));
            skipBlanks();
        }
    }

    bool readArray()
    {
        if (take(']'))
            return true;
        while (true) {
            if (!readValue())
                return false;
            skipBlanks();
            if (take(']'))
                return true;
            if (!take(','))
                return fail(m_at, QStringLiteral("Expecting ',' delimiter"));
            skipBlanks();
        }
    }

    bool readString()
    {
        const qsizetype start = m_at++;
        while (!atEnd()) {
            const char c = m_json[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return fail(m_at, QStringLiteral("Invalid control character at"));
            if (c == '\\' && !readEscape(start))
                return false;
            ++m_at;
        }
        return fail(start, QStringLiteral("Unterminated string starting at"));
    }

    /// Leaves the reader on the last character of the escape.
    bool readEscape(qsizetype stringStart)
    {
        const qsizetype backslash = m_at++;
        if (atEnd())
            return fail(stringStart, QStringLiteral("Unterminated string starting at"));
        if (m_json[m_at] == 'u') {
            const qsizetype u = m_at;
            for (int i = 0; i < 4; ++i) {
                ++m_at;
                if (HttpGrammar::hexDigit(peek()) < 0)
                    return fail(u, QStringLiteral("Invalid \\uXXXX escape"));
            }
            return true;
        }
        return QByteArrayView("\"\\/bfnrt").contains(m_json[m_at])
            || fail(backslash, QStringLiteral("Invalid \\escape"));
    }

    bool readWord(QByteArrayView word)
    {
        if (!m_json.sliced(m_at).startsWith(word))
            return fail(m_at, QStringLiteral("Expecting value"));
        m_at += word.size();
        return true;
    }

    /// Takes the longest number there is; what follows it is its reader's business.
    bool readNumber()
    {
        take('-');
        if (!isDigit())
            return false;
        if (!take('0'))
            skipDigits();
        qsizetype sound = m_at;
        if (take('.') && isDigit()) {
            skipDigits();
            sound = m_at;
        }
        m_at = sound;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (isDigit()) {
                skipDigits();
                sound = m_at;
            }
        }
        m_at = sound;
        return true;
    }

    void skipDigits()
    {
        while (isDigit())
            ++m_at;
    }

    QByteArrayView m_json;
    int m_maxDepth;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<JsonFault> m_fault;
};

} // namespace

std::optional<JsonFault> findJsonFault(QByteArrayView json, int maxDepth)
{
    return JsonReader(json, maxDepth).fault();
}

} // namespace Tickwell
