// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Headers.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <optional>

namespace Tickwell {

/// One `name=value` of the query string, of a form or of the path, decoded.
struct Parameter
{
    QString name;
    QString value;

    friend bool operator==(const Parameter &, const Parameter &) = default;
};

/// Who asks, as a valid token says; `id` is 0 without one.
struct Caller
{
    qint64 id = 0;
    QString name = {};
    bool isAdministrator = false;

    [[nodiscard]] bool isKnown() const { return id != 0; }
};

/// A request as it was received: a plain value that any thread may keep.
///
/// Framing fields (Content-Length, Transfer-Encoding, Connection, Expect) have been dealt with and
/// are not among the headers; the body is whole and de-chunked.
struct Request
{
    QByteArray method; ///< as sent: methods have case
    QByteArray path;   ///< percent-encoded, as sent, starts with `/`; `*` for the server itself
    QByteArray queryString; ///< percent-encoded, as sent, without `?`
    QStringList segments; ///< of the path, each decoded on its own: `%2F` stays inside its segment
    QList<Parameter> query; ///< in order, `+` and `%XX` decoded
    Headers headers;
    QByteArray body;
    QHostAddress peerAddress;
    quint16 peerPort = 0;
    int minorVersion = 1;            ///< of HTTP/1.x
    QByteArray id;                   ///< X-Request-ID: the client's own, else a UUID
    QByteArray routeTemplate;        ///< `/users/{user_id}`; empty when no route matched
    QList<Parameter> pathParameters; ///< by the names of the route's template
    Caller caller;                   ///< once an AccessControl has said who it is

    /// The last value under @p name, as FastAPI takes it; none when it is absent.
    [[nodiscard]] std::optional<QString> queryValue(QStringView name) const;
    [[nodiscard]] QStringList queryValues(QStringView name) const;
    [[nodiscard]] QString pathParameter(QStringView name) const;

    /// The body as `application/x-www-form-urlencoded`; none when it is not valid UTF-8.
    [[nodiscard]] std::optional<QList<Parameter>> form() const;

    /// The token of `Authorization: Bearer`, else of `?token=`; empty without one.
    [[nodiscard]] QByteArray bearerToken() const;
};

/// Decodes `a=1&b=x+y%21`. A `%` that starts no escape stays as it is, as browsers and FastAPI do;
/// none when the decoded bytes are not UTF-8.
[[nodiscard]] std::optional<QList<Parameter>> decodeQuery(QByteArrayView encoded);

/// Decodes one path segment; none on a broken escape, NUL or invalid UTF-8.
[[nodiscard]] std::optional<QString> decodeSegment(QByteArrayView encoded);

/// Splits a path into decoded segments: `/a/b%2Fc/` is `a`, `b/c` and an empty one; none when a
/// segment cannot be decoded.
[[nodiscard]] std::optional<QStringList> splitPath(QByteArrayView path);

} // namespace Tickwell
