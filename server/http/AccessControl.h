// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <functional>
#include <optional>

class QObject;

namespace Tickwell {

/// Who may ask.
enum class Access {
    Open,          ///< anyone; a token is not looked at
    Caller,        ///< anyone; who has a valid token is told apart
    Member,        ///< Token where the server asks for tokens, else Caller
    Token,         ///< whoever has a valid token
    Account,       ///< the same; when the token's account is gone, that is what is not found
    Administrator, ///< whose token is an administrator's
};

/// Knows who asks, and says whether they may. One thread: the server's.
class AccessControl
{
public:
    /// Either the answer to who may not, or who the caller is.
    struct Verdict
    {
        std::optional<Response> refusal = {};
        Caller caller = {};
    };
    using Decided = std::function<void(Verdict)>;

    virtual ~AccessControl() = default;

    /// Calls @p decided once, now or later; not when @p context dies first. @p access is not Open.
    virtual void decide(Access access, const Request &request, QObject *context,
                        Decided decided) = 0;

    /// What Access::Member means here.
    [[nodiscard]] virtual bool membersNeedToken() const = 0;
};

} // namespace Tickwell
