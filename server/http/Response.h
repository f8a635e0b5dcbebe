// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Headers.h"

#include <QString>

namespace Tickwell {

/// An answer: status, headers and a whole body. The server itself adds Date, Content-Length,
/// Connection, X-Request-ID, X-Process-Time, and what CORS and compression need.
struct Response
{
    int status = 200;
    Headers headers;
    QByteArray body;

    /// @p body as `application/json`.
    [[nodiscard]] static Response json(QByteArray body, int status = 200);
    /// @p body as `text/plain; charset=utf-8`.
    [[nodiscard]] static Response text(QByteArray body, int status = 200);
    [[nodiscard]] static Response data(QByteArray body, QByteArrayView contentType,
                                       int status = 200);
    [[nodiscard]] static Response empty(int status = 204);
    [[nodiscard]] static Response redirect(QByteArrayView location, int status = 307);

    /// `{"detail": detail}`; a 401 also carries `WWW-Authenticate: Bearer`.
    [[nodiscard]] static Response error(int status, const QString &detail);
    /// With the standard phrase of @p status as detail (`Not Found`).
    [[nodiscard]] static Response error(int status);

    /// The same answer with one header more.
    [[nodiscard]] Response with(QByteArrayView name, QByteArrayView value) &&;
};

/// The standard phrase of a status (RFC 9110 §15); empty when it has none.
[[nodiscard]] QByteArrayView reasonPhrase(int status);

} // namespace Tickwell
