// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/EmailAddress.h"

#include <QUrl>

#include <algorithm>

namespace Tickwell {

namespace {

constexpr qsizetype MaxLength = 254;
constexpr qsizetype MaxLocal = 64;
constexpr qsizetype MaxDomain = 253;

bool isAlphanumeric(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9');
}

QString tooLong(const QString &where, qsizetype by)
{
    return QStringLiteral("The email address is too long%1 (%2 %3 too many).")
        .arg(where)
        .arg(by)
        .arg(by == 1 ? QStringLiteral("character") : QStringLiteral("characters"));
}

QString localFault(QStringView local)
{
    if (local.isEmpty())
        return QStringLiteral("There must be something before the @-sign.");
    if (local.size() > MaxLocal)
        return tooLong(QStringLiteral(" before the @-sign"), local.size() - MaxLocal);
    if (local.startsWith(u'.'))
        return QStringLiteral("An email address cannot start with a period.");
    if (local.endsWith(u'.'))
        return QStringLiteral("An email address cannot have a period immediately before the "
                              "@-sign.");
    if (local.contains(u".."))
        return QStringLiteral("An email address cannot have two periods in a row.");
    const auto isAllowed = [](QChar c) {
        return isAlphanumeric(c) || QStringView(u"!#$%&'*+-/=?^_`{|}~.").contains(c);
    };
    if (!std::all_of(local.begin(), local.end(), isAllowed))
        return QStringLiteral("The email address contains invalid characters before the @-sign.");
    return {};
}

QString domainFault(const QString &domain)
{
    if (domain.isEmpty())
        return QStringLiteral("There must be something after the @-sign.");
    if (domain.startsWith(u'.'))
        return QStringLiteral("An email address cannot have a period immediately after the "
                              "@-sign.");
    if (domain.endsWith(u'.'))
        return QStringLiteral("An email address cannot end with a period.");
    if (domain.contains(u".."))
        return QStringLiteral("An email address cannot have two periods in a row.");
    if (!domain.contains(u'.'))
        return QStringLiteral("The part after the @-sign is not valid. It should have a period.");
    // Before IDNA, which drops or maps some of what must not be there. What it does not take, empty
    // labels, long ones and hyphens at their ends among it, comes out as nothing.
    const auto isForbidden = [](QChar c) {
        return c.unicode() < 0x80 && !isAlphanumeric(c) && c != u'-' && c != u'.';
    };
    const QByteArray ascii = QUrl::toAce(domain);
    if (std::any_of(domain.begin(), domain.end(), isForbidden) || ascii.isEmpty())
        return QStringLiteral("The part after the @-sign contains invalid characters.");
    if (ascii.size() > MaxDomain)
        return tooLong(QStringLiteral(" after the @-sign"), ascii.size() - MaxDomain);
    return {};
}

} // namespace

QString emailFault(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 0)
        return QStringLiteral("An email address must have an @-sign.");
    // So that nothing costly is done to what is far too long.
    if (text.size() > 4 * MaxLength)
        return tooLong(QString(), text.size() - MaxLength);
    if (const QString fault = localFault(QStringView(text).first(at)); !fault.isEmpty())
        return fault;
    if (const QString fault = domainFault(text.mid(at + 1)); !fault.isEmpty())
        return fault;
    if (const qsizetype length = asciiAddress(text).size(); length > MaxLength)
        return tooLong(QString(), length - MaxLength);
    return {};
}

QString canonicalAddress(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    return email.left(at) + email.mid(at).toLower();
}

QByteArray asciiAddress(const QString &email)
{
    const qsizetype at = email.lastIndexOf(u'@');
    return email.left(at + 1).toLatin1() + QUrl::toAce(email.mid(at + 1));
}

} // namespace Tickwell
