// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Response.h"

#include <QByteArray>

namespace Tickwell {

/// What decides how an answer is put on the wire, besides the answer.
struct WireForm
{
    enum class Body {
        Whole,      ///< with Content-Length
        Suppressed, ///< for HEAD: Content-Length, but no body
        Chunked,    ///< pieces follow
        UntilClose, ///< pieces follow, up to the end of the connection: HTTP/1.0
    };
    Body body = Body::Whole;
    bool keepAlive = true;
    int minorVersion = 1;
    QByteArray id;                         ///< X-Request-ID
    double seconds = 0;                    ///< X-Process-Time
    const Headers *extraHeaders = nullptr; ///< Vary is merged with the answer's own
};

/// Status line, headers and, for a whole body, the body: one buffer for one write.
[[nodiscard]] QByteArray writeResponse(const Response &response, const WireForm &form);

/// A time as `Date` has it (RFC 9110 §5.6.7), @p seconds since the epoch.
[[nodiscard]] QByteArray httpDate(qint64 seconds);

/// A fresh X-Request-ID.
[[nodiscard]] QByteArray makeRequestId();

} // namespace Tickwell
