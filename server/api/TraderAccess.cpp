// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TraderAccess.h"

#include "accounts/AccountService.h"
#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "market/TradingService.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

void decideTrader(const ApiContext &context, const Request &request, const QString &named,
                  QObject *object,
                  std::function<void(const tl::expected<QString, Response> &)> decided)
{
    const Caller &caller = request.caller;
    if (caller.isKnown()) {
        if (named.isEmpty() || named.compare(caller.name, Qt::CaseInsensitive) == 0)
            return decided(caller.name);
        return decided(tl::unexpected(Response::error(403, u"This account is another trader's"_s)));
    }
    if (named.isEmpty() || named == TradingService::localTrader()
        || !context.accounts->hasAccounts())
        return decided(named.isEmpty() ? TradingService::localTrader() : named);
    context.accounts->findByName(
        named, object, [named, decided = std::move(decided)](const Result<User> &user) {
            if (user)
                return decided(tl::unexpected(
                    Response::error(401,
                                    u"This account belongs to a registered user: show their "
                                    "token"_s)
                        .with("WWW-Authenticate", "Bearer")));
            if (user.error().kind == Error::Kind::NotFound)
                return decided(named);
            decided(tl::unexpected(errorResponse(user.error())));
        });
}

} // namespace Tickwell
