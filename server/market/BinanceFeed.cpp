// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/BinanceFeed.h"

#include "core/AsyncTimeout.h"
#include "core/Log.h"
#include "market/BinanceRest.h"
#include "market/FeedJson.h"
#include "outbound/HttpClient.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace Tickwell {

namespace {

/// The exchange takes five messages a second, pings and pongs among them.
constexpr std::chrono::milliseconds ControlInterval(250);
constexpr int StreamsInAddress = 100;
constexpr int StreamsInMessage = 100;
constexpr int RestPlaces = 4;
constexpr int PriceDigits = 2;
constexpr qsizetype MaxUnknown = 10'000;

QString streamOf(const QString &symbol)
{
    return symbol.toLower() + QStringLiteral("@trade");
}

/// A full second of the exchange that begins after now, once it is over.
Async<Timestamp> nextSecond(HttpClient &client, QUrl rest, std::chrono::milliseconds settling,
                            Timers &timers, CancelToken token)
{
    const auto now = co_await BinanceRest::time(client, rest, token);
    if (!now)
        co_return now;
    const Timestamp second =
        std::chrono::floor<std::chrono::seconds>(*now) + std::chrono::seconds(1);
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(second - *now) + settling;
    const auto slept = co_await sleepFor(timers, wait, token);
    if (!slept)
        co_return tl::unexpected(slept.error());
    co_return second;
}

/// One of few at a time.
Async<FeedSnapshot> snapshotInTurn(HttpClient &client, Semaphore &places, QUrl rest, QString symbol,
                                   Timestamp asOf, CancelToken token)
{
    const auto place = co_await places.acquire(token);
    if (!place)
        co_return tl::unexpected(place.error());
    co_return co_await BinanceRest::snapshot(client, rest, symbol, asOf, token);
}

} // namespace

BinanceFeed::BinanceFeed(const Settings &settings, HttpClient &client, const World &world,
                         QObject *parent)
    : StreamFeed({QStringLiteral("binance"), settings.stream, MaxStreams}, settings.link, world,
                 parent)
    , m_settings(settings)
    , m_client(client)
    , m_places(RestPlaces)
{
}

BinanceFeed::~BinanceFeed()
{
    m_session.reset();
}

Result<void> BinanceFeed::canWatch(const QString &symbol) const
{
    static const QRegularExpression pair(QStringLiteral("^[A-Z0-9]{2,12}$"));
    if (!pair.match(symbol).hasMatch() || m_unknown.contains(symbol)) {
        return failure(QStringLiteral("Binance does not know %1: its symbols are pairs such as "
                                      "BTCUSDT")
                           .arg(symbol),
                       Error::Kind::NotFound);
    }
    return StreamFeed::canWatch(symbol);
}

Instrument BinanceFeed::describe(const QString &symbol) const
{
    return {QString(), m_scales.value(symbol, PriceDigits)};
}

QUrl BinanceFeed::address() const
{
    QUrl address = url();
    address.setPath(address.path() + QStringLiteral("/stream"));
    QStringList streams;
    for (const QString &symbol :
         symbols().first(std::min<qsizetype>(symbols().size(), StreamsInAddress)))
        streams.append(streamOf(symbol));
    if (!streams.isEmpty())
        address.setQuery(QStringLiteral("streams=") + streams.join(u'/'));
    return address;
}

void BinanceFeed::greet()
{
    m_session = std::make_unique<QObject>();
    // What was watched or dropped since the address was made is asked for like the rest.
    const QString asked = link().connectedTo().query();
    QStringList subscribed;
    for (const QString &symbol : symbols()) {
        m_books.insert(symbol, {});
        const QString stream = streamOf(symbol);
        if (QStringView(asked).mid(QStringLiteral("streams=").size()).split(u'/').contains(stream))
            subscribed.append(symbol);
        else
            m_toSubscribe.insert(symbol);
    }
    link().setReady();
    openSymbols(subscribed);
    sendControls();
}

void BinanceFeed::forget()
{
    m_session.reset();
    m_nextControl.reset();
    m_books.clear();
    m_toSubscribe.clear();
    m_toUnsubscribe.clear();
    m_asked.clear();
}

void BinanceFeed::symbolAdded(const QString &symbol)
{
    if (!m_session)
        return; // it is in the next connection's address
    m_toUnsubscribe.remove(symbol);
    m_books.insert(symbol, {});
    m_toSubscribe.insert(symbol);
    if (!m_nextControl)
        sendControls();
}

void BinanceFeed::symbolRemoved(const QString &symbol)
{
    m_books.remove(symbol);
    if (!m_session || m_toSubscribe.remove(symbol))
        return;
    m_toUnsubscribe.insert(symbol);
    if (!m_nextControl)
        sendControls();
}

void BinanceFeed::sendControls()
{
    m_nextControl.reset();
    if (!m_toUnsubscribe.isEmpty())
        sendControl("UNSUBSCRIBE", m_toUnsubscribe);
    else if (!m_toSubscribe.isEmpty())
        sendControl("SUBSCRIBE", m_toSubscribe);
    else
        return;
    m_nextControl = timers().after(ControlInterval, [this] { sendControls(); });
}

void BinanceFeed::sendControl(const char *method, QSet<QString> &symbols)
{
    const qint64 id = ++m_lastControl;
    const bool isSubscription = &symbols == &m_toSubscribe;
    QStringList taken;
    QByteArrayList streams;
    for (auto symbol = symbols.begin(); symbol != symbols.end() && taken.size() < StreamsInMessage;
         symbol = symbols.erase(symbol)) {
        taken.append(*symbol);
        streams.append('"' + streamOf(*symbol).toLatin1() + '"');
    }
    if (isSubscription)
        m_asked.insert(id, taken);
    link().send(QByteArray("{\"method\":\"") + method + "\",\"params\":[" + streams.join(',')
                + "],\"id\":" + QByteArray::number(id) + '}');
}

void BinanceFeed::take(const FeedJson &message)
{
    if (message["stream"].kind() == FeedJson::Kind::Text) {
        const FeedJson &data = message["data"];
        if (data["e"].text() == u"trade")
            takeTrade(data);
        else
            countGarbage(QStringLiteral("an event that was not asked for"));
    } else if (message["id"].integer() || message["error"].isObject()) {
        takeAnswer(message);
    } else {
        countGarbage(QStringLiteral("a message of an unknown kind"));
    }
}

void BinanceFeed::takeAnswer(const FeedJson &answer)
{
    const QStringList symbols = m_asked.take(answer["id"].integer().value_or(0));
    const FeedJson &error = answer["error"];
    if (error.isObject()) {
        qCWarning(lcFeed).noquote() << "binance refused a subscription to" << symbols.join(u',')
                                    << ':' << error["msg"].text().left(200);
        return;
    }
    openSymbols(symbols);
}

void BinanceFeed::takeTrade(const FeedJson &trade)
{
    const QString symbol = trade["s"].text();
    const auto id = trade["t"].integer();
    const auto price = trade["p"].decimal();
    const auto quantity = trade["q"].decimal();
    const auto millis = trade["T"].integer();
    // Far enough from the ends of a Timestamp.
    constexpr qint64 Latest = 100'000'000'000'000;
    if (symbol.isEmpty() || !id || !price || !quantity || !millis || *millis <= 0
        || *millis > Latest)
        return countGarbage(QStringLiteral("a trade with a field that is missing or wrong"));
    const auto book = m_books.find(symbol);
    if (book == m_books.end())
        return; // just unsubscribed
    if (*id <= book->lastId)
        return countDuplicate();
    book->lastId = *id;
    link().notePrice();
    const Tick tick{symbol, Timestamp(std::chrono::milliseconds(*millis)), scaled(symbol, *price),
                    quantity->trimmed(0), 0};
    if (book->isOpen) {
        emit tickReceived(tick);
        return;
    }
    book->pending.append(tick);
    if (book->pending.size() > MaxPending)
        openBare(symbol);
    else if (!book->isOpening)
        openSymbols({symbol}); // a trade says as much as an answer does
}

void BinanceFeed::openSymbols(const QStringList &symbols)
{
    QStringList opening;
    for (const QString &symbol : symbols) {
        const auto book = m_books.find(symbol);
        if (book == m_books.end() || book->isOpening || book->isOpen)
            continue;
        book->isOpening = true;
        opening.append(symbol);
    }
    if (opening.isEmpty())
        return;
    if (m_settings.rest.isEmpty()) {
        for (const QString &symbol : std::as_const(opening))
            openBare(symbol);
        return;
    }
    // A second that begins after the subscription: what is before it is asked for, what comes after
    // it streams in.
    const Work<Timestamp> agree = [&client = m_client, settings = m_settings,
                                   &timers = timers()](const CancelToken &token) {
        return nextSecond(client, settings.rest, settings.settling, timers, token);
    };
    Tickwell::start<Timestamp>(m_session.get(), agree,
                               [this, opening](const Result<Timestamp> &second) {
                                   for (const QString &symbol : opening) {
                                       if (second)
                                           askSnapshot(symbol, *second);
                                       else
                                           openWith(symbol, tl::unexpected(second.error()));
                                   }
                               });
}

void BinanceFeed::askSnapshot(const QString &symbol, Timestamp asOf)
{
    if (!m_session)
        return;
    const Work<FeedSnapshot> ask = [&client = m_client, &places = m_places, rest = m_settings.rest,
                                    symbol, asOf](const CancelToken &token) {
        return snapshotInTurn(client, places, rest, symbol, asOf, token);
    };
    Tickwell::start<FeedSnapshot>(
        m_session.get(), ask,
        [this, symbol](const Result<FeedSnapshot> &snapshot) { openWith(symbol, snapshot); });
}

void BinanceFeed::openWith(const QString &symbol, const Result<FeedSnapshot> &snapshot)
{
    const auto book = m_books.constFind(symbol);
    if (book == m_books.constEnd() || book->isOpen)
        return;
    if (snapshot)
        return open(*snapshot);
    qCWarning(lcFeed).noquote() << "binance tells no past of" << symbol << "-"
                                << snapshot.error().message;
    if (snapshot.error().kind != Error::Kind::NotFound)
        return openBare(symbol);
    if (m_unknown.size() < MaxUnknown)
        m_unknown.insert(symbol);
    unwatch(symbol);
}

/// Without a past: the symbol begins with the first trade that came.
void BinanceFeed::openBare(const QString &symbol)
{
    const QList<Tick> &pending = m_books[symbol].pending;
    FeedSnapshot snapshot;
    snapshot.symbol = symbol;
    snapshot.asOf = clock().now();
    for (const Tick &tick : pending)
        snapshot.asOf = std::min(snapshot.asOf, tick.time);
    open(snapshot);
}

void BinanceFeed::open(FeedSnapshot snapshot)
{
    const QString symbol = snapshot.symbol;
    for (Candle &bar : snapshot.bars) {
        for (Decimal *price : {&bar.open, &bar.high, &bar.low, &bar.close})
            *price = scaled(symbol, *price);
    }
    snapshot.previousClose = scaled(symbol, snapshot.previousClose);
    if (snapshot.last)
        snapshot.last->price = scaled(symbol, snapshot.last->price);
    Book &book = m_books[symbol];
    book.isOpen = true;
    const QList<Tick> pending = std::exchange(book.pending, {});
    emit opened(snapshot);
    for (const Tick &tick : pending) {
        if (tick.time >= snapshot.asOf)
            emit tickReceived(tick);
    }
}

Decimal BinanceFeed::scaled(const QString &symbol, Decimal price)
{
    const Decimal trimmed = price.trimmed(PriceDigits);
    int &scale = m_scales[symbol];
    scale = std::max({scale, PriceDigits, trimmed.scale()});
    return trimmed.rescaled(scale);
}

void BinanceFeed::history(const HistoryQuery &query, QThreadPool *, HistoryReady ready)
{
    // Always later, whatever is known at once.
    const auto answer = [this, ready = std::move(ready)](const Result<QList<Candle>> &bars) {
        QMetaObject::invokeMethod(
            this, [ready, bars] { ready(bars); }, Qt::QueuedConnection);
    };
    if (m_settings.rest.isEmpty())
        return answer(QList<Candle>());
    const Work<QList<Candle>> ask = [&client = m_client, rest = m_settings.rest,
                                     query](const CancelToken &token) {
        return BinanceRest::bars(client, rest, query, token);
    };
    Tickwell::start<QList<Candle>>(this, ask, answer);
}

} // namespace Tickwell
