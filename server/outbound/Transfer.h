// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"
#include "outbound/Connections.h"
#include "outbound/HttpAnswer.h"

#include <QHostAddress>
#include <QSslConfiguration>

namespace Tickwell {

/// One request to one address.
struct TransferRequest
{
    QUrl url;
    QHostAddress address; ///< of the URL's host: connected to, instead of looking it up
    qint64 maxBytes = 0;  ///< of the body, decoded; Kind::Limit beyond
    bool keepBody = false;
    QSslConfiguration tls;
};

/// Sends a GET and takes its answer, redirects as any other. What cannot be reached, or breaks off,
/// fails with Kind::Unavailable; what is no HTTP, or not whom it says it is, with Kind::Invalid.
/// HTTP/1.1 over one of @p connections, without cookies, cache, credentials or proxy.
[[nodiscard]] Async<HttpAnswer> transfer(Connections &connections, TransferRequest request,
                                         CancelToken token);

} // namespace Tickwell
