// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/OutboundOptions.h"

#include <QHostAddress>

namespace Tickwell {

/// Where requests may go. A host is looked up once; what it resolves to is checked, and connected
/// to, so that a name cannot change its mind in between (DNS rebinding).
class AllowList
{
public:
    /// Which addresses a host may have.
    enum class Reach {
        Public,
        Any,
    };

    AllowList(QList<HostRule> hosts, QList<HostRule> privateHosts);

    /// The same, which also lets @p url's own host and port be reached on any address.
    [[nodiscard]] AllowList with(const QUrl &url) const;

    /// What @p url's host may be, or that it is not allowed and how to allow it.
    [[nodiscard]] Result<Reach> check(const QUrl &url) const;

    /// Fails when one of @p addresses is out of @p reach: one is enough, whichever would be taken.
    [[nodiscard]] static Result<void> check(const QUrl &url, Reach reach,
                                            const QList<QHostAddress> &addresses);

private:
    QList<HostRule> m_hosts;
    QList<HostRule> m_privateHosts;
};

/// The port that @p url means.
[[nodiscard]] quint16 portOf(const QUrl &url);

/// @p url's host as it is written in a Host header and in messages: in ASCII, IPv6 addresses in
/// brackets, with the port unless it is the scheme's own.
[[nodiscard]] QString authorityOf(const QUrl &url);

} // namespace Tickwell
