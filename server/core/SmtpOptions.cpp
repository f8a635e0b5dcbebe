// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/SmtpOptions.h"

#include "core/Configuration.h"
#include "core/EmailAddress.h"

#include <QDir>
#include <QUrl>

#include <array>
#include <utility>

namespace Tickwell {

namespace {

using Apply = Result<void> (*)(SmtpOptions &, const QString &);

Result<void> setUrl(SmtpOptions &options, const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    // A password in it would be shown here and there.
    if (!url.userInfo().isEmpty())
        return failure(QStringLiteral("it names a user: use the keys user and password"));
    if (!url.isValid() || (url.scheme() != u"smtp" && url.scheme() != u"smtps")
        || url.host().isEmpty() || (!url.path().isEmpty() && url.path() != u"/") || url.hasQuery()
        || url.hasFragment())
        return failure(QStringLiteral("%1 is no mail server, such as smtp://mail.example:587 or "
                                      "smtps://mail.example")
                           .arg(quoted(value)));
    options.url = QString::fromLatin1(url.toEncoded(QUrl::RemovePath));
    return {};
}

Result<void> setFrom(SmtpOptions &options, const QString &value)
{
    if (const QString fault = emailFault(value); !fault.isEmpty())
        return failure(QStringLiteral("%1 is no e-mail address: %2")
                           .arg(quoted(value), fault.chopped(fault.endsWith(u'.') ? 1 : 0)));
    options.from = value;
    return {};
}

Result<void> setUser(SmtpOptions &options, const QString &value)
{
    options.user = value;
    return {};
}

Result<void> setPassword(SmtpOptions &options, const QString &value)
{
    options.password = value;
    return {};
}

Result<void> setStartTls(SmtpOptions &options, const QString &value)
{
    if (value != u"true" && value != u"false")
        return failure(QStringLiteral("%1 is neither true nor false").arg(quoted(value)));
    options.startTls = value == u"true";
    return {};
}

Result<void> setCaFile(SmtpOptions &options, const QString &value)
{
    if (!QDir::isAbsolutePath(value))
        return failure(QStringLiteral("%1 is no absolute path").arg(quoted(value)));
    options.caFile = QDir::cleanPath(value);
    return {};
}

Result<void> setTries(SmtpOptions &options, const QString &value)
{
    bool ok = false;
    const int tries = value.toInt(&ok);
    if (!ok || tries < 1 || tries > 20)
        return failure(QStringLiteral("%1 is not a whole number from 1 to 20").arg(quoted(value)));
    options.tries = tries;
    return {};
}

template<std::chrono::milliseconds SmtpOptions::*member>
Result<void> setSeconds(SmtpOptions &options, const QString &value)
{
    bool ok = false;
    const double seconds = value.toDouble(&ok);
    if (!ok || !(seconds >= 0.01) || seconds > 3'600)
        return failure(
            QStringLiteral("%1 is not a number of seconds from 0.01 to 3600").arg(quoted(value)));
    options.*member = std::chrono::milliseconds(static_cast<qint64>(seconds * 1'000));
    return {};
}

constexpr std::array<std::pair<const char *, Apply>, 9> Keys{{
    {"url", setUrl},
    {"from", setFrom},
    {"user", setUser},
    {"password", setPassword},
    {"starttls", setStartTls},
    {"ca-file", setCaFile},
    {"tries", setTries},
    {"retry-delay", setSeconds<&SmtpOptions::retryDelay>},
    {"timeout", setSeconds<&SmtpOptions::timeout>},
}};

} // namespace

QStringList smtpKeys()
{
    QStringList keys;
    for (const auto &[key, apply] : Keys)
        keys.append(QLatin1String(key));
    return keys;
}

Result<void> applySmtp(SmtpOptions &options, const QString &key, const QString &value)
{
    for (const auto &[known, apply] : Keys) {
        if (key == QLatin1String(known))
            return apply(options, value);
    }
    return failure(QStringLiteral("%1 is no key of [smtp]").arg(quoted(key)));
}

Result<void> checkSmtp(const SmtpOptions &options)
{
    if (!options.isEnabled()) {
        if (options == SmtpOptions())
            return {};
        return failure(QStringLiteral("[smtp] has no url: it takes one, such as "
                                      "smtp://mail.example:587"));
    }
    if (options.from.isEmpty())
        return failure(QStringLiteral("[smtp] has no from: it takes the address that mail is to "
                                      "come from"));
    if (options.user.isEmpty() != options.password.isEmpty())
        return failure(QStringLiteral("[smtp] takes user and password together, or neither"));
    const QUrl url(options.url);
    if (!options.password.isEmpty() && url.scheme() == u"smtp" && !options.startTls
        && !isLoopback(url.host()))
        return failure(QStringLiteral("[smtp] would send its password in the clear: use smtps:// "
                                      "or leave starttls on"));
    return {};
}

} // namespace Tickwell
