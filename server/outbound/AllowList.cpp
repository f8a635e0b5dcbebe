// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/AllowList.h"

#include "outbound/AddressClass.h"

#include <algorithm>

namespace Tickwell {

namespace {

int defaultPort(const QUrl &url)
{
    return url.scheme() == u"https" ? 443 : 80;
}

/// Without the dot that makes a name absolute, which DNS takes and no list has.
QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

bool matches(const HostRule &rule, const QUrl &url)
{
    if (portOf(url) != (rule.port ? rule.port : defaultPort(url)))
        return false;
    const QString host = hostOf(url);
    return rule.isBelow ? host.endsWith(u'.' + rule.host) : host == rule.host;
}

bool matchesAny(const QList<HostRule> &rules, const QUrl &url)
{
    return std::any_of(rules.begin(), rules.end(),
                       [&url](const HostRule &rule) { return matches(rule, url); });
}

} // namespace

AllowList::AllowList(QList<HostRule> hosts, QList<HostRule> privateHosts)
    : m_hosts(std::move(hosts))
    , m_privateHosts(std::move(privateHosts))
{
}

AllowList AllowList::with(const QUrl &url) const
{
    AllowList wider = *this;
    wider.m_privateHosts.append(HostRule{hostOf(url), false, portOf(url)});
    return wider;
}

Result<AllowList::Reach> AllowList::check(const QUrl &url) const
{
    if (matchesAny(m_privateHosts, url))
        return Reach::Any;
    if (matchesAny(m_hosts, url))
        return Reach::Public;
    return failure(QStringLiteral("%1 is not on the allow list: see [outbound] allow in the "
                                  "configuration file")
                       .arg(authorityOf(url)));
}

Result<void> AllowList::check(const QUrl &url, Reach reach, const QList<QHostAddress> &addresses)
{
    if (reach == Reach::Any || std::all_of(addresses.begin(), addresses.end(), isPublicAddress))
        return {};
    // Which address it is, is nobody's business but the administrator's.
    return failure(QStringLiteral("%1 has an address that is not public: see [outbound] "
                                  "allow-private in the configuration file")
                       .arg(authorityOf(url)));
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(defaultPort(url)));
}

QString authorityOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return portOf(url) == defaultPort(url) ? host
                                           : QStringLiteral("%1:%2").arg(host).arg(portOf(url));
}

} // namespace Tickwell
