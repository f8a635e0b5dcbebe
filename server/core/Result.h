// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace Tickwell {

/// Why an operation failed. `message` is one sentence that a user can act on: what happened,
/// to what, and where it helps what to do about it. No trailing period, no line break.
struct Error
{
    enum class Kind {
        Invalid,     ///< the request itself is wrong: repeating it cannot succeed
        NotFound,    ///< what was asked for does not exist
        Conflict,    ///< it clashes with what is there
        Limit,       ///< a quota, queue or size limit was reached
        Unavailable, ///< it cannot be done now: disk full, peer gone, closing
        Internal,    ///< a fault of the program
        TimedOut,    ///< it took too long
        Cancelled,   ///< whoever wanted it does not any more
    };

    QString message;
    Kind kind = Kind::Internal;
};

/// A value, or the Error that prevented it. Errors are values here: nothing throws across a room.
template<typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(QString message,
                                                   Error::Kind kind = Error::Kind::Invalid)
{
    return tl::unexpected<Error>(Error{std::move(message), kind});
}

} // namespace Tickwell
