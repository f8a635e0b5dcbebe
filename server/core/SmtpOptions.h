// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QStringList>

#include <chrono>

namespace Tickwell {

/// The mail server that delivers notifications: the configuration file's section `[smtp]`.
struct SmtpOptions
{
    QString url; ///< `smtp://host:587` or `smtps://host`; empty: no mail is sent
    QString from;
    QString user;
    QString password;     ///< secret: in no message, log or answer
    bool startTls = true; ///< `smtp://` is used with TLS or not at all
    QString caFile;       ///< absolute; certificates to trust instead of the system's
    int tries = 6;        ///< of a mail, when the failures may pass
    /// Before the second try; three times as long before each further one.
    std::chrono::milliseconds retryDelay = std::chrono::seconds(10);
    std::chrono::milliseconds timeout = std::chrono::seconds(60); ///< of one try

    [[nodiscard]] bool isEnabled() const { return !url.isEmpty(); }
    friend bool operator==(const SmtpOptions &, const SmtpOptions &) = default;
};

/// The keys of the section.
[[nodiscard]] QStringList smtpKeys();

/// Sets @p key to @p value. On failure nothing is changed, and the message does not quote a secret.
[[nodiscard]] Result<void> applySmtp(SmtpOptions &options, const QString &key,
                                     const QString &value);

/// Checks what single values cannot: that all is there, and that no password would go in the clear.
[[nodiscard]] Result<void> checkSmtp(const SmtpOptions &options);

} // namespace Tickwell
