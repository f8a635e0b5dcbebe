// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace Tickwell::HttpGrammar {

/// A character of a token: of method and field names (RFC 9110 §5.6.2).
[[nodiscard]] constexpr bool isTokenChar(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    switch (c) {
    case '!':
    case '#':
    case '$':
    case '%':
    case '&':
    case '\'':
    case '*':
    case '+':
    case '-':
    case '.':
    case '^':
    case '_':
    case '`':
    case '|':
    case '~':
        return true;
    default:
        return false;
    }
}

[[nodiscard]] inline bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

[[nodiscard]] inline bool isKnownMethod(QByteArrayView method)
{
    static constexpr std::array<QByteArrayView, 7> Known{"GET",   "HEAD",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "OPTIONS"};
    return std::find(Known.begin(), Known.end(), method) != Known.end();
}

/// Printable ASCII without the blank.
[[nodiscard]] constexpr bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

/// What a field value may hold: printable, blank, tab, and bytes above ASCII (RFC 9110 §5.5).
[[nodiscard]] constexpr bool isFieldChar(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return (u >= 0x20 && u != 0x7f) || u == '\t';
}

/// A host with or without a port: the characters of RFC 3986 §3.2.2, no user.
[[nodiscard]] inline bool isHost(QByteArrayView host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return isTokenChar(c) ? c != '#' && c != '^' && c != '`' && c != '|'
                              : QByteArrayView(":[](),;=").contains(c);
    });
}

/// Without blanks and tabs at both ends.
[[nodiscard]] constexpr QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text = text.chopped(1);
    return text;
}

[[nodiscard]] inline bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

/// The value of a hexadecimal digit; -1 for another character.
[[nodiscard]] constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Calls @p visit with each element of a comma-separated list, without blanks; empty ones too.
template<typename Visit>
void forEachListed(QByteArrayView list, Visit visit)
{
    while (true) {
        const qsizetype comma = list.indexOf(',');
        visit(trimmed(comma < 0 ? list : list.first(comma)));
        if (comma < 0)
            return;
        list = list.sliced(comma + 1);
    }
}

} // namespace Tickwell::HttpGrammar
