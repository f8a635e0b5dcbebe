// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HostCheck.h"

#include "http/HttpGrammar.h"

#include <arpa/inet.h>

namespace Tickwell {

using namespace HttpGrammar;

namespace {

bool endsWithIgnoringCase(QByteArrayView text, QByteArrayView end)
{
    return text.size() > end.size() && equalsIgnoringCase(text.last(end.size()), end);
}

/// A whole dotted quad, as browsers write it whatever the person typed.
bool isLoopbackV4(QByteArrayView name)
{
    in_addr address{};
    return name.startsWith("127.") && ::inet_pton(AF_INET, name.toByteArray(), &address) == 1;
}

bool isThisMachine(QByteArrayView name)
{
    if (equalsIgnoringCase(name, "localhost") || isLoopbackV4(name) || name == "[::1]")
        return true;
    return endsWithIgnoringCase(name, ".localhost"); // RFC 6761 §6.3
}

} // namespace

QByteArrayView hostName(QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
        const QByteArrayView port = host.sliced(colon + 1);
        if (!std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return {};
        host = host.first(colon);
    }
    return host.endsWith('.') ? host.chopped(1) : host;
}

HostCheck::HostCheck(const QStringList &trusted)
{
    for (const QString &name : trusted)
        m_trusted.append(name.contains(u':') && !name.startsWith(u'[') ? '[' + name.toLatin1() + ']'
                                                                       : name.toLatin1());
}

bool HostCheck::allows(QByteArrayView host) const
{
    if (m_trusted.isEmpty())
        return true;
    const QByteArrayView name = hostName(host);
    if (name.isEmpty())
        return false;
    return isThisMachine(name)
        || std::any_of(m_trusted.begin(), m_trusted.end(), [name](QByteArrayView pattern) {
               return pattern.startsWith("*.") ? endsWithIgnoringCase(name, pattern.sliced(1))
                                               : equalsIgnoringCase(name, pattern);
           });
}

} // namespace Tickwell
