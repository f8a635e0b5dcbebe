// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/AlpacaFeed.h"

#include "core/JsonWriter.h"
#include "core/Log.h"
#include "market/FeedJson.h"
#include "market/SymbolCatalog.h"

#include <QRegularExpression>

namespace Tickwell {

namespace {

constexpr int PriceDigits = 2;
constexpr size_t RecentTrades = 256; ///< of each symbol

/// What an error means for the connection.
enum class Consequence {
    Refused,   ///< it stays so until somebody changes something
    Dropped,   ///< another try may do better
    Continued, ///< only what was asked for is not given
};

Consequence consequenceOf(qint64 code)
{
    switch (code) {
    case 401: // not authenticated: we spoke too early
    case 404: // authentication took too long
    case 406: // this account is connected elsewhere
    case 407: // we read too slowly
    case 500: // a fault of theirs
        return Consequence::Dropped;
    case 402: // wrong key or secret
    case 409: // the plan does not include the stream
        return Consequence::Refused;
    default: // 400 syntax, 403 authenticated already, 405 too many symbols, 410 not on this stream
        return Consequence::Continued;
    }
}

QString explanation(qint64 code, const QString &said)
{
    switch (code) {
    case 402:
        return QStringLiteral("Alpaca refuses the key and secret: check them");
    case 405:
        return QStringLiteral("Alpaca follows no more symbols on this plan");
    case 406:
        return QStringLiteral("Alpaca allows one connection, and another program has it");
    case 407:
        return QStringLiteral("Alpaca found this client too slow");
    case 409:
        return QStringLiteral("Alpaca's plan of this key does not include the stream: iex is free");
    default:
        return QStringLiteral("Alpaca says %1 (%2)").arg(said.simplified().left(200)).arg(code);
    }
}

/// Digits alone; the provider's own kinds of letters are kept apart by their quotes.
QByteArray textOf(const FeedJson &value)
{
    const auto number = value.integer();
    return number ? QByteArray::number(*number) : '"' + value.text().toUtf8() + '"';
}

} // namespace

AlpacaFeed::AlpacaFeed(const Settings &settings, const World &world, QObject *parent)
    : StreamFeed({QStringLiteral("alpaca"), settings.stream, MaxSymbols}, settings.link, world,
                 parent)
    , m_keys(settings.keys)
{
}

Result<void> AlpacaFeed::canWatch(const QString &symbol) const
{
    static const QRegularExpression stock(QStringLiteral("^[A-Z][A-Z0-9.]*$"));
    if (!stock.match(symbol).hasMatch()) {
        return failure(QStringLiteral("Alpaca does not know %1: its symbols are stocks such as "
                                      "AAPL or BRK.B")
                           .arg(symbol),
                       Error::Kind::NotFound);
    }
    return StreamFeed::canWatch(symbol);
}

Instrument AlpacaFeed::describe(const QString &symbol) const
{
    return {QString(), m_scales.value(symbol, PriceDigits), UsStocksZone};
}

void AlpacaFeed::history(const HistoryQuery &, QThreadPool *, HistoryReady ready)
{
    QMetaObject::invokeMethod(
        this, [ready = std::move(ready)] { ready(QList<Candle>()); }, Qt::QueuedConnection);
}

QString AlpacaFeed::obstacle() const
{
    return m_keys.isComplete()
        ? QString()
        : QStringLiteral("Alpaca needs a key: set key and secret in [alpaca] of the configuration "
                         "file, or TICKWELL_ALPACA_KEY and TICKWELL_ALPACA_SECRET");
}

void AlpacaFeed::greet()
{
    m_phase = Phase::Greeting; // the server speaks first
}

void AlpacaFeed::forget()
{
    m_phase = Phase::Greeting;
    m_open.clear();
}

void AlpacaFeed::symbolAdded(const QString &symbol)
{
    if (m_phase == Phase::Subscribing || m_phase == Phase::Following)
        subscribe("subscribe", {symbol});
}

void AlpacaFeed::symbolRemoved(const QString &symbol)
{
    m_open.remove(symbol);
    if (m_phase == Phase::Subscribing || m_phase == Phase::Following)
        subscribe("unsubscribe", {symbol});
}

void AlpacaFeed::subscribe(const char *action, const QStringList &symbols)
{
    QByteArray text;
    JsonWriter json(text);
    json.beginObject().field("action", action).key("trades").beginArray();
    for (const QString &symbol : symbols)
        json.value(symbol);
    json.endArray().endObject();
    link().send(text);
}

void AlpacaFeed::take(const FeedJson &message)
{
    if (!message.isArray())
        return countGarbage(QStringLiteral("a message that is no array"));
    for (const FeedJson &element : message.elements()) {
        if (!link().isConnected())
            return; // an element before this one ended the connection
        takeOne(element);
    }
}

void AlpacaFeed::takeOne(const FeedJson &message)
{
    const QString kind = message["T"].text();
    if (kind == u"t")
        takeTrade(message);
    else if (kind == u"success")
        takeSuccess(message["msg"].text());
    else if (kind == u"error")
        takeError(message);
    else if (kind == u"subscription")
        takeSubscription(message["trades"]);
    else if (kind != u"c" && kind != u"x") // corrections and cancellations come with trades
        countGarbage(QStringLiteral("a message of an unknown kind"));
}

void AlpacaFeed::takeSuccess(const QString &text)
{
    if (text == u"connected" && m_phase == Phase::Greeting) {
        m_phase = Phase::LoggingIn;
        QByteArray login;
        JsonWriter(login)
            .beginObject()
            .field("action", "auth")
            .field("key", m_keys.key)
            .field("secret", m_keys.secret)
            .endObject();
        link().send(login);
    } else if (text == u"authenticated" && m_phase == Phase::LoggingIn) {
        m_phase = Phase::Subscribing;
        if (symbols().isEmpty())
            link().setReady();
        else
            subscribe("subscribe", symbols());
    }
}

void AlpacaFeed::takeError(const FeedJson &error)
{
    const qint64 code = error["code"].integer().value_or(0);
    const QString reason = explanation(code, error["msg"].text());
    switch (consequenceOf(code)) {
    case Consequence::Refused:
        return link().refuse(reason);
    case Consequence::Dropped:
        return link().drop(reason);
    case Consequence::Continued:
        qCWarning(lcFeed).noquote() << reason;
    }
}

/// The server lists all symbols that are subscribed now, after each change.
void AlpacaFeed::takeSubscription(const FeedJson &symbols)
{
    m_phase = Phase::Following;
    link().setReady();
    QStringList opening;
    for (const FeedJson &element : symbols.elements()) {
        const QString symbol = element.text();
        if (!m_open.contains(symbol) && this->symbols().contains(symbol)) {
            m_open.insert(symbol, {});
            opening.append(symbol);
        }
    }
    for (const QString &symbol : std::as_const(opening))
        emit opened({symbol, clock().now(), std::nullopt, {}, {}});
}

void AlpacaFeed::takeTrade(const FeedJson &trade)
{
    const QString symbol = trade["S"].text();
    const auto price = trade["p"].decimal();
    const auto size = trade["s"].decimal();
    const auto time = parseTimestamp(trade["t"].text());
    if (symbol.isEmpty() || !price || !size || !time || trade["t"].text().isEmpty())
        return countGarbage(QStringLiteral("a trade with a field that is missing or wrong"));
    if (!m_open.contains(symbol))
        return; // just unsubscribed
    // An id is unique for its exchange, tape and day.
    const QByteArray id = textOf(trade["i"]) + textOf(trade["x"]) + textOf(trade["t"]);
    if (!isNew(symbol, id))
        return countDuplicate();
    link().notePrice();
    int &scale = m_scales[symbol];
    scale = std::max({scale, PriceDigits, price->scale()});
    emit tickReceived({symbol, *time, price->rescaled(scale), *size, 0});
}

bool AlpacaFeed::isNew(const QString &symbol, const QByteArray &id)
{
    Recent &recent = m_open[symbol];
    if (recent.ids.contains(id))
        return false;
    recent.ids.insert(id);
    recent.order.push_back(id);
    if (recent.order.size() > RecentTrades) {
        recent.ids.remove(recent.order.front());
        recent.order.pop_front();
    }
    return true;
}

} // namespace Tickwell
