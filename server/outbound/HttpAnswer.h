// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <memory>

namespace Tickwell {

/// What another server answered to a GET.
struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray location;                  ///< of a redirect
    QByteArray retryAfter;                ///< as it was sent
    QByteArray body;                      ///< decoded; empty unless it was to be kept
    qint64 bytes = 0;                     ///< of the body, decoded
    std::chrono::microseconds elapsed{0}; ///< from the request to the end of the body
};

/// Sums over the requests that were answered, tries included.
struct FetchTally
{
    qint64 requests = 0;
    std::chrono::microseconds responseTime{0};
};

/// What is to be fetched.
struct FetchRequest
{
    QUrl url; ///< as parseWebUrl() gives it
    int retries = 3;
    std::chrono::milliseconds tryTimeout{10'000}; ///< with redirects, without the wait for a place
    bool keepBody = false;
    bool isTrusted = false; ///< the URL's own host may be reached whatever the allow list says
    std::shared_ptr<FetchTally> tally = {}; ///< added to, when there is one
};

} // namespace Tickwell
