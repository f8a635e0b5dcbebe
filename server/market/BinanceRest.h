// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"
#include "core/Time.h"
#include "market/Feed.h"

#include <QUrl>

namespace Tickwell {

class HttpClient;

/// What Binance says over REST. Times and bars are the exchange's own; bars without trades, which
/// it lists with a volume of zero, are left out (MARKETS.md, Bars). NotFound: it does not know the
/// symbol; Limit: it was asked too often. The client outlives what is under way.
namespace BinanceRest {

/// The exchange's time of day (`/api/v3/time`).
[[nodiscard]] Async<Timestamp> time(HttpClient &client, QUrl base, CancelToken token);

/// The bars of @p query (`/api/v3/klines`), in as many requests as it takes; when trades are so
/// rare that this were more than a few dozen, those that were found.
[[nodiscard]] Async<QList<Candle>> bars(HttpClient &client, QUrl base, HistoryQuery query,
                                        CancelToken token);

/// Where @p symbol stood at @p asOf, a full second that is over: its open bars are put together
/// from whole shorter ones, so that trades from asOf on join without gap or overlap.
[[nodiscard]] Async<FeedSnapshot> snapshot(HttpClient &client, QUrl base, QString symbol,
                                           Timestamp asOf, CancelToken token);

} // namespace BinanceRest

} // namespace Tickwell
