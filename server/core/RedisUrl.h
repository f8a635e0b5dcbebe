// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

namespace Tickwell {

/// Where a Redis is and how it is entered.
struct RedisUrl
{
    QString host = {}; ///< a name or an address; empty: the socket
    quint16 port = 6379;
    QString socket = {}; ///< the path of a Unix socket; empty: host and port
    QByteArray user = {};
    QByteArray password = {}; ///< a secret; empty: none is sent
    int database = 0;

    /// For logs, errors and people: without user and password.
    [[nodiscard]] QString shown() const;

    friend bool operator==(const RedisUrl &, const RedisUrl &) = default;
};

/// Reads `redis://[[user]:password@]host[:port][/database]` or
/// `unix://[[user]:password@]/path[?db=database]`; what stands in user and password is
/// percent-encoded. The error does not repeat @p text, which may hold a password.
[[nodiscard]] Result<RedisUrl> parseRedisUrl(const QString &text);

} // namespace Tickwell
