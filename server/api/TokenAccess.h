// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/AccessControl.h"

namespace Tickwell {

class AccountService;
struct User;

/// Whether a program of this machine asks, and not one behind a proxy that runs here.
[[nodiscard]] bool isLocal(const Request &request);

/// Tells who asks by the bearer token (API.md §2). As long as there are no accounts, programs of
/// this machine may do what an administrator may.
class TokenAccess final : public AccessControl
{
public:
    /// @p accounts outlives it. @p membersNeedToken is what Access::Member means.
    TokenAccess(AccountService &accounts, bool membersNeedToken)
        : m_accounts(accounts)
        , m_membersNeedToken(membersNeedToken)
    {
    }

    void decide(Access access, const Request &request, QObject *context, Decided decided) override;
    [[nodiscard]] bool membersNeedToken() const override { return m_membersNeedToken; }

private:
    AccountService &m_accounts;
    bool m_membersNeedToken;
};

} // namespace Tickwell
