// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TokenAccess.h"

#include "accounts/AccountService.h"
#include "api/ErrorStatus.h"

namespace Tickwell {

namespace {

AccessControl::Verdict refused(int status, const char *detail)
{
    return {Response::error(status, QString::fromLatin1(detail)), {}};
}

AccessControl::Verdict verdictOn(Access access, const Result<User> &user)
{
    if (access == Access::Caller && (!user || !user->isActive))
        return {};
    if (!user) {
        switch (user.error().kind) {
        case Error::Kind::NotFound:
            if (access == Access::Account)
                return refused(404, "User not found");
            [[fallthrough]];
        case Error::Kind::Invalid:
            return refused(401, "Could not validate credentials");
        default:
            return {errorResponse(user.error()), {}};
        }
    }
    if (!user->isActive)
        return refused(400, "Inactive user");
    if (access == Access::Administrator && !user->isAdministrator)
        return refused(403, "Not enough permissions");
    return {{}, {user->id, user->name, user->isAdministrator}};
}

} // namespace

bool isLocal(const Request &request)
{
    const auto isForwarded = [&](QByteArrayView name) { return request.headers.contains(name); };
    return request.peerAddress.isLoopback() && !isForwarded("Forwarded")
        && !isForwarded("X-Forwarded-For") && !isForwarded("X-Real-IP");
}

void TokenAccess::decide(Access access, const Request &request, QObject *context, Decided decided)
{
    if (access == Access::Member)
        access = m_membersNeedToken ? Access::Token : Access::Caller;
    if (access == Access::Administrator && !m_accounts.hasAccounts() && isLocal(request))
        return decided({});
    const QByteArray token = request.bearerToken();
    if (token.isEmpty())
        return decided(access == Access::Caller ? Verdict() : refused(401, "Not authenticated"));
    m_accounts.identify(token, context,
                        [access, decided = std::move(decided)](const Result<User> &user) {
                            decided(verdictOn(access, user));
                        });
}

} // namespace Tickwell
