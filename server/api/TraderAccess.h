// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "http/Request.h"
#include "http/Response.h"

#include <functional>

class QObject;

namespace Tickwell {

struct ApiContext;

/// Whose paper account a request works on: that of its token, else the one that it names, else the
/// local one, which is the window's too. The account of a registered user needs that user's token.
/// @p decided gets the trader, or the answer to who may not; not when @p object dies first.
void decideTrader(const ApiContext &context, const Request &request, const QString &named,
                  QObject *object,
                  std::function<void(const tl::expected<QString, Response> &)> decided);

} // namespace Tickwell
