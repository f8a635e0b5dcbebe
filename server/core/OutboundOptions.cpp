// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/OutboundOptions.h"

#include "core/Configuration.h"

#include <array>
#include <cmath>
#include <variant>

namespace Tickwell {

namespace {

using Count = int OutboundOptions::*;
using Bytes = qint64 OutboundOptions::*;
using Seconds = std::chrono::milliseconds OutboundOptions::*;

struct Number
{
    const char *key;
    std::variant<Count, Bytes, Seconds> member;
    qint64 least;
    qint64 most;
};

constexpr std::array Numbers{
    Number{"concurrent", &OutboundOptions::concurrent, 1, 256},
    Number{"waiting", &OutboundOptions::waiting, 0, 1'000'000},
    Number{"retries", &OutboundOptions::retries, 0, 5},
    Number{"answer", &OutboundOptions::answerBytes, 1024, 1024 * 1024 * 1024},
    Number{"try-timeout", &OutboundOptions::tryTimeout, 1, 60},
    Number{"total-timeout", &OutboundOptions::totalTimeout, 1, 3600},
    Number{"batch-timeout", &OutboundOptions::batchTimeout, 1, 3600},
    Number{"longest-wait", &OutboundOptions::longestWait, 1, 3600},
};

tl::unexpected<Error> notWithin(const Number &number, const QString &text, const char *what)
{
    return failure(QStringLiteral("%1 is not a %2 from %3 to %4")
                       .arg(quoted(text), QLatin1String(what))
                       .arg(number.least)
                       .arg(number.most));
}

Result<void> setNumber(OutboundOptions &options, const Number &number, const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    const bool isWithin = ok && value >= static_cast<double>(number.least)
        && value <= static_cast<double>(number.most);
    if (const auto *member = std::get_if<Seconds>(&number.member)) {
        if (!isWithin)
            return notWithin(number, text, "number of seconds");
        options.*(*member) = std::chrono::milliseconds(std::llround(value * 1000));
        return {};
    }
    if (!isWithin || value != std::floor(value))
        return notWithin(number, text, "whole number");
    if (const auto *count = std::get_if<Count>(&number.member))
        options.*(*count) = static_cast<int>(value);
    else
        options.*std::get<Bytes>(number.member) = static_cast<qint64>(value);
    return {};
}

Result<QList<HostRule>> parseRules(const QStringList &texts, bool mayBePattern)
{
    QList<HostRule> rules;
    for (const QString &text : texts) {
        if (text.isEmpty() && texts.size() == 1)
            break;
        const auto rule = parseHostRule(text.trimmed(), mayBePattern);
        if (!rule)
            return tl::unexpected(rule.error());
        if (!rules.contains(*rule))
            rules.append(*rule);
    }
    return rules;
}

tl::unexpected<Error> noRule(const QString &text, bool mayBePattern)
{
    return failure(
        QStringLiteral("%1 is no host, such as api.example%2 or api.example:8443, without "
                       "http:// and path")
            .arg(quoted(text), mayBePattern ? QStringLiteral(", *.example") : QString()));
}

} // namespace

QStringList outboundKeys()
{
    QStringList keys{QStringLiteral("allow"), QStringLiteral("allow-private"),
                     QStringLiteral("upstream")};
    for (const Number &number : Numbers)
        keys.append(QLatin1String(number.key));
    return keys;
}

Result<void> applyOutbound(OutboundOptions &options, const QString &key, const QStringList &values)
{
    if (key == u"allow" || key == u"allow-private") {
        const bool isPrivate = key == u"allow-private";
        return parseRules(values, !isPrivate).map([&](const QList<HostRule> &rules) {
            (isPrivate ? options.allowPrivate : options.allow) = rules;
        });
    }
    // A comma makes a list of a value in an INI file.
    const QString text = values.join(u',');
    if (key == u"upstream")
        return parseWebUrl(text).map([&](const QUrl &url) { options.upstream = url; });
    for (const Number &number : Numbers) {
        if (key == QLatin1String(number.key))
            return setNumber(options, number, text);
    }
    return failure(QStringLiteral("%1 is no option of [outbound]").arg(quoted(key)));
}

Result<HostRule> parseHostRule(const QString &text, bool mayBePattern)
{
    HostRule rule;
    QString host = text;
    if (host.startsWith(QLatin1String("*."))) {
        if (!mayBePattern)
            return failure(QStringLiteral("%1 is a pattern: hosts on private addresses are named "
                                          "one by one")
                               .arg(quoted(text)));
        rule.isBelow = true;
        host.remove(0, 2);
    }
    // QUrl knows what hosts and ports are, and gives names their ASCII form.
    const QUrl url(QStringLiteral("http://") + host, QUrl::StrictMode);
    rule.host = url.host(QUrl::FullyEncoded).toLower();
    if (!url.isValid() || rule.host.isEmpty() || !url.path().isEmpty() || url.hasQuery()
        || url.hasFragment() || !url.userInfo().isEmpty() || host.contains(u'@')
        || host.endsWith(u':') || host.contains(u'*') || url.port() == 0)
        return noRule(text, mayBePattern);
    rule.port = static_cast<quint16>(std::max(url.port(), 0));
    return rule;
}

Result<QUrl> parseWebUrl(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative())
        return failure(
            QStringLiteral("%1 is no URL, such as https://api.example/path").arg(quoted(text)));
    if (url.scheme() != u"http" && url.scheme() != u"https")
        return failure(QStringLiteral("%1 is neither an http nor an https URL").arg(quoted(text)));
    if (url.host().isEmpty() || url.port() == 0)
        return failure(QStringLiteral("%1 names no host and port").arg(quoted(text)));
    if (url.authority().contains(u'@')) {
        // Without the text: it has a password in it.
        return failure(QStringLiteral("The URL for host %1 has a user or password in it, which is "
                                      "not sent: leave it out")
                           .arg(url.host()));
    }
    url.setFragment(QString());
    return url;
}

} // namespace Tickwell
