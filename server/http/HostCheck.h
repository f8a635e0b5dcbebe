// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QStringList>

namespace Tickwell {

/// Whether a request means this server by the name in its Host header. A page of another site can
/// point its own name at this machine (DNS rebinding), and the browser then takes our answers for
/// that page's; only the name it asks by tells.
class HostCheck
{
public:
    /// @p trusted are names (`dash.example`), `*.example` for all names below one, or addresses,
    /// without a port. Empty: every host passes. Otherwise those pass, and what always means
    /// this machine: `localhost`, names below it, 127.0.0.0/8 and [::1].
    explicit HostCheck(const QStringList &trusted = {});

    /// @p host is the field's value, with or without a port.
    [[nodiscard]] bool allows(QByteArrayView host) const;

private:
    QList<QByteArray> m_trusted;
};

/// The host of a Host header: no port, no dot at the end. Empty when the port is none.
[[nodiscard]] QByteArrayView hostName(QByteArrayView host);

} // namespace Tickwell
