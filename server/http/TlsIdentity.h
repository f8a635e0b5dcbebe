// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QSslConfiguration>

namespace Tickwell {

/// What a server shows to who connects over TLS: its certificate chain and the key to it.
struct TlsIdentity
{
    QByteArray certificatePem;
    QByteArray keyPem;

    /// Reads both files. Blocks.
    [[nodiscard]] static Result<TlsIdentity> read(const QString &certificateFile,
                                                  const QString &keyFile);

    /// Ready for a server, once the chain and the key were found to belong together. The error is
    /// for the end of a sentence that names the files. Takes a millisecond.
    [[nodiscard]] Result<QSslConfiguration> configuration() const;

    friend bool operator==(const TlsIdentity &, const TlsIdentity &) = default;
};

/// Both of the above, with errors that name the file at fault. Warns in the log of a certificate
/// that has expired. Blocks.
[[nodiscard]] Result<QSslConfiguration> loadTls(const QString &certificateFile,
                                                const QString &keyFile);

} // namespace Tickwell
