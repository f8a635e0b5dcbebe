// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QList>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace Tickwell {

/// Hosts that requests may go to: `api.example`, `*.example` (what is below it), either with
/// `:8443`. Without a port, the scheme's own is meant, as in Content Security Policy.
struct HostRule
{
    QString host;         ///< in lower case, names in their ASCII form, addresses without brackets
    bool isBelow = false; ///< what is below `host`, not itself
    quint16 port = 0;     ///< 0: the scheme's own

    friend bool operator==(const HostRule &, const HostRule &) = default;
};

/// The configuration file's section `[outbound]`: what the server may ask of other servers.
struct OutboundOptions
{
    QList<HostRule> allow;                        ///< on public addresses only
    QList<HostRule> allowPrivate;                 ///< on any address; none is a pattern
    QUrl upstream;                                ///< of GET /external-api; empty: none
    int concurrent = 32;                          ///< requests under way at once, over all who ask
    int waiting = 1000;                           ///< for one of them; more are refused
    int retries = 3;                              ///< of the upstream
    qint64 answerBytes = 10 * 1024 * 1024;        ///< of a body, decoded
    std::chrono::milliseconds tryTimeout{10'000}; ///< of one try at the upstream
    /// For all tries at one URL, with the waits between them.
    std::chrono::milliseconds totalTimeout{60'000};
    /// For all URLs of one POST /fetch.
    std::chrono::milliseconds batchTimeout{300'000};
    /// A server that asks for more patience than this is not asked again.
    std::chrono::milliseconds longestWait{30'000};

    friend bool operator==(const OutboundOptions &, const OutboundOptions &) = default;
};

/// What keys of the configuration file's section `[outbound]` begin with.
inline constexpr QLatin1String OutboundPrefix("outbound.");

/// Its keys.
[[nodiscard]] QStringList outboundKeys();

/// Sets the option @p key to @p values. On failure nothing is changed.
[[nodiscard]] Result<void> applyOutbound(OutboundOptions &options, const QString &key,
                                         const QStringList &values);

/// @p text as a rule; a `*` only where @p mayBePattern.
[[nodiscard]] Result<HostRule> parseHostRule(const QString &text, bool mayBePattern);

/// @p text as an absolute URL that can be asked for: http or https, a host, no user or password.
/// The fragment is dropped.
[[nodiscard]] Result<QUrl> parseWebUrl(const QString &text);

} // namespace Tickwell
