// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Headers.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <optional>

namespace Tickwell {

/// One `key=value` of the query string or of a form, decoded.
struct QueryItem
{
    QString key;
    QString value;

    friend bool operator==(const QueryItem &, const QueryItem &) = default;
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
    QList<QueryItem> query; ///< in order, `+` and `%XX` decoded
    Headers headers;
    QByteArray body;
    QHostAddress peerAddress;
    quint16 peerPort = 0;
    int minorVersion = 1;            ///< of HTTP/1.x
    QByteArray id;                   ///< X-Request-ID: the client's own, else a UUID
    QByteArray routeTemplate;        ///< `/users/{user_id}`; empty when no route matched
    QList<QueryItem> pathParameters; ///< by the names of the route's template

    /// The first value under @p key; none when it is absent.
    [[nodiscard]] std::optional<QString> queryValue(QStringView key) const;
    [[nodiscard]] QStringList queryValues(QStringView key) const;
    [[nodiscard]] QString pathParameter(QStringView name) const;

    /// The body as `application/x-www-form-urlencoded`; none when it is not valid UTF-8.
    [[nodiscard]] std::optional<QList<QueryItem>> form() const;

    /// The token of `Authorization: Bearer`, else of `?token=`; empty without one.
    [[nodiscard]] QByteArray bearerToken() const;
};

/// Decodes `a=1&b=x+y%21`. A `%` that starts no escape stays as it is, as browsers and FastAPI do;
/// none when the decoded bytes are not UTF-8.
[[nodiscard]] std::optional<QList<QueryItem>> decodeQuery(QByteArrayView encoded);

/// Decodes one path segment; none on a broken escape, NUL or invalid UTF-8.
[[nodiscard]] std::optional<QString> decodeSegment(QByteArrayView encoded);

} // namespace Tickwell
