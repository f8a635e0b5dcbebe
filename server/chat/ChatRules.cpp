// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatRules.h"

namespace Tickwell::ChatRules {

namespace {

/// The character at @p at, which moves behind it; a lone surrogate counts as one.
char32_t nextCharacter(QStringView text, qsizetype &at)
{
    const char16_t unit = text[at++].unicode();
    if (QChar::isHighSurrogate(unit) && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text[at++].unicode());
    return unit;
}

template<typename Predicate>
bool all(QStringView text, Predicate isFine)
{
    for (qsizetype at = 0; at < text.size();) {
        if (!isFine(nextCharacter(text, at)))
            return false;
    }
    return true;
}

bool isLineBreak(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

} // namespace

QString generalRoom()
{
    return QStringLiteral("general");
}

Result<void> checkUser(QStringView userId)
{
    if (userId.isEmpty() || userId.size() > MaxNameLength)
        return failure(QStringLiteral("A user name has 1 to %1 characters").arg(MaxNameLength));
    // isPrint() is false for controls, lone surrogates, and the invisible characters by which
    // one name could be made to look like another.
    const bool printable = all(userId, [](char32_t c) {
        return QChar::isPrint(c) && !isLineBreak(c) && c != U'/' && c != U'\\';
    });
    if (!printable)
        return failure(QStringLiteral("A user name has printable characters only, and no slash"));
    if (userId.trimmed().size() != userId.size())
        return failure(QStringLiteral("A user name does not begin or end with a blank"));
    return {};
}

Result<void> checkRoom(QStringView room)
{
    if (room.isEmpty() || room.size() > MaxNameLength)
        return failure(QStringLiteral("A room name has 1 to %1 characters").arg(MaxNameLength));
    const bool fine = all(room, [](char32_t c) {
        return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'_' || c == U'.'
            || c == U'-';
    });
    if (!fine || room.front() == u'.')
        return failure(QStringLiteral("A room name has letters, digits, '_', '-' and '.' only, and "
                                      "does not begin with a dot"));
    return {};
}

Result<void> checkClientId(QStringView clientId)
{
    if (clientId.size() > MaxClientIdLength)
        return failure(
            QStringLiteral("A client_id has at most %1 characters").arg(MaxClientIdLength));
    return {};
}

Result<QString> cleanText(QStringView text)
{
    QString kept;
    kept.reserve(text.size());
    qsizetype length = 0;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = nextCharacter(text, at);
        const bool control = QChar::category(c) == QChar::Other_Control && c != U'\n' && c != U'\t';
        if (!control && !QChar::isSurrogate(c))
            kept.append(QChar::fromUcs4(c));
    }
    kept = kept.trimmed();
    for (const QChar unit : std::as_const(kept))
        length += unit.isLowSurrogate() ? 0 : 1;
    if (length == 0)
        return failure(QStringLiteral("A message needs some text"));
    if (length > MaxTextLength)
        return failure(QStringLiteral("A message has at most %1 characters; this one has %2")
                           .arg(MaxTextLength)
                           .arg(length));
    return kept;
}

} // namespace Tickwell::ChatRules
