// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BinanceRest.h"

#include "market/FeedJson.h"
#include "outbound/HttpClient.h"

#include <QUrlQuery>

namespace Tickwell {

namespace {

constexpr int PageSize = 1'000; ///< the most that /klines gives
constexpr int MaxPages = 30;
/// Digits that are kept though they are zeros; the exchange always writes eight.
constexpr int PriceDigits = 2;
constexpr qint64 UnknownSymbol = -1121;

Timestamp fromMillis(qint64 millis)
{
    return Timestamp(std::chrono::milliseconds(millis));
}

QUrl addressOf(QUrl base, const QString &path, const QUrlQuery &query = {})
{
    base.setPath(base.path() + path);
    base.setQuery(query);
    return base;
}

Async<FeedJson> ask(HttpClient &client, QUrl url, CancelToken token)
{
    FetchRequest request;
    request.url = url;
    request.retries = 2;
    request.keepBody = true;
    request.isTrusted = true;
    const auto answer = co_await client.fetch(request, token);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto json = FeedJson::parse(answer->body);
    if (answer->status == 429 || answer->status == 418) {
        co_return failure(QStringLiteral("%1 was asked too often: it gives past bars again later")
                              .arg(url.host()),
                          Error::Kind::Limit);
    }
    if (answer->status != 200) {
        const bool isUnknown = json && (*json)["code"].integer() == UnknownSymbol;
        co_return failure(isUnknown ? QStringLiteral("Binance does not know this symbol")
                                    : QStringLiteral("%1 answered HTTP %2 to a question for bars")
                                          .arg(url.host())
                                          .arg(answer->status),
                          isUnknown ? Error::Kind::NotFound : Error::Kind::Unavailable);
    }
    if (!json) {
        co_return failure(QStringLiteral("%1 answered no JSON").arg(url.host()),
                          Error::Kind::Unavailable);
    }
    co_return *json;
}

std::optional<Candle> toCandle(const FeedJson &row, const HistoryQuery &query)
{
    const auto &cells = row.elements();
    if (cells.size() < 9)
        return std::nullopt;
    const auto start = cells[0].integer();
    const auto open = cells[1].decimal();
    const auto high = cells[2].decimal();
    const auto low = cells[3].decimal();
    const auto close = cells[4].decimal();
    const auto volume = cells[5].decimal();
    const auto trades = cells[8].integer();
    if (!start || !open || !high || !low || !close || !volume || !trades)
        return std::nullopt;
    return Candle{query.symbol,
                  query.interval,
                  fromMillis(*start),
                  open->trimmed(PriceDigits),
                  high->trimmed(PriceDigits),
                  low->trimmed(PriceDigits),
                  close->trimmed(PriceDigits),
                  volume->trimmed(0),
                  *trades,
                  true};
}

/// All of @p parts, in order, as the bar that starts at @p start; nothing when there are none.
std::optional<Candle> joined(const QList<Candle> &parts, Interval interval, Timestamp start)
{
    std::optional<Candle> whole;
    for (const Candle &part : parts) {
        if (part.start < start)
            continue;
        if (!whole) {
            whole = part;
            whole->interval = interval;
            whole->start = start;
            whole->closed = false;
            continue;
        }
        whole->high = std::max(whole->high, part.high);
        whole->low = std::min(whole->low, part.low);
        whole->close = part.close;
        whole->volume = whole->volume + part.volume;
        whole->ticks += part.ticks;
    }
    return whole;
}

} // namespace

namespace BinanceRest {

Async<Timestamp> time(HttpClient &client, QUrl base, CancelToken token)
{
    const auto json = co_await ask(client, addressOf(base, QStringLiteral("/api/v3/time")), token);
    if (!json)
        co_return tl::unexpected(json.error());
    const auto millis = (*json)["serverTime"].integer();
    if (!millis)
        co_return failure(QStringLiteral("%1 did not tell its time").arg(base.host()),
                          Error::Kind::Unavailable);
    co_return fromMillis(*millis);
}

Async<QList<Candle>> bars(HttpClient &client, QUrl base, HistoryQuery query, CancelToken token)
{
    QList<Candle> newestFirst;
    Timestamp end = query.to;
    const Timestamp from = query.from.value_or(Timestamp());
    for (int page = 0; page < MaxPages && end > from && newestFirst.size() < query.limit; ++page) {
        const int limit = std::min<int>(PageSize, query.limit);
        QUrlQuery parameters;
        parameters.addQueryItem(QStringLiteral("symbol"), query.symbol);
        parameters.addQueryItem(QStringLiteral("interval"), toString(query.interval));
        parameters.addQueryItem(QStringLiteral("endTime"), QString::number(toMillis(end) - 1));
        parameters.addQueryItem(QStringLiteral("limit"), QString::number(limit));
        const auto json = co_await ask(
            client, addressOf(base, QStringLiteral("/api/v3/klines"), parameters), token);
        if (!json)
            co_return tl::unexpected(json.error());
        const auto &rows = json->elements();
        const Timestamp before = end;
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            const auto candle = toCandle(*row, query);
            if (!candle || candle->start >= end) {
                co_return failure(
                    QStringLiteral("%1 sent bars that are not understood").arg(base.host()),
                    Error::Kind::Unavailable);
            }
            end = candle->start;
            if (candle->ticks > 0 && candle->start >= from && newestFirst.size() < query.limit)
                newestFirst.append(*candle);
        }
        if (end == before || rows.size() < static_cast<size_t>(limit))
            break;
    }
    std::reverse(newestFirst.begin(), newestFirst.end());
    co_return newestFirst;
}

Async<FeedSnapshot> snapshot(HttpClient &client, QUrl base, QString symbol, Timestamp asOf,
                             CancelToken token)
{
    using namespace std::chrono_literals;
    const Timestamp minute = bucketStart(asOf, Interval::Minute1);
    const Timestamp hour = bucketStart(asOf, Interval::Hour1);
    const Timestamp day = bucketStart(asOf, Interval::Day1);
    // The day before too, for its last price.
    auto hours = co_await bars(client, base, {symbol, Interval::Hour1, day - 24h, hour, 48}, token);
    if (!hours)
        co_return tl::unexpected(hours.error());
    auto minutes =
        co_await bars(client, base, {symbol, Interval::Minute1, hour, minute, 60}, token);
    if (!minutes)
        co_return tl::unexpected(minutes.error());
    const auto seconds =
        co_await bars(client, base, {symbol, Interval::Second1, minute, asOf, 60}, token);
    if (!seconds)
        co_return tl::unexpected(seconds.error());

    FeedSnapshot snapshot;
    snapshot.symbol = symbol;
    snapshot.asOf = asOf;
    std::optional<Candle> latest;
    for (const Candle &bar : std::as_const(*hours)) {
        if (bar.start < day)
            snapshot.previousClose = bar.close;
        latest = bar;
    }
    if (!minutes->isEmpty())
        latest = minutes->last();
    if (!seconds->isEmpty())
        latest = seconds->last();
    if (latest) {
        const Timestamp end = std::min(latest->start + duration(latest->interval), asOf);
        snapshot.last = Tick{symbol, end - Microseconds(1), latest->close, Decimal(), 0};
    }
    const auto add = [&](QList<Candle> *parts, const QList<Candle> &shorter, Interval interval) {
        const auto open = joined(shorter, interval, bucketStart(asOf, interval));
        if (open)
            snapshot.bars.append(*open);
        if (open && parts)
            parts->append(*open);
    };
    add(&*minutes, *seconds, Interval::Minute1);
    add(nullptr, *minutes, Interval::Minute5);
    add(&*hours, *minutes, Interval::Hour1);
    add(nullptr, *hours, Interval::Day1);
    co_return snapshot;
}

} // namespace BinanceRest

} // namespace Tickwell
