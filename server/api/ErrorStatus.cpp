// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ErrorStatus.h"

namespace Tickwell {

Response errorResponse(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Invalid:
        return Response::error(400, error.message);
    case Error::Kind::NotFound:
        return Response::error(404, error.message);
    case Error::Kind::Conflict:
        return Response::error(409, error.message);
    case Error::Kind::Limit:
    case Error::Kind::Unavailable:
    case Error::Kind::TimedOut:
    case Error::Kind::Cancelled:
        return Response::error(503, error.message).with("Retry-After", "5");
    case Error::Kind::Internal:
        return Response::error(500, error.message);
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
