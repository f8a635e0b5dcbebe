// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/FakeSource.h"

#include <QTimer>

#include <cmath>
#include <random>

namespace Tickwell {

namespace {

using namespace std::chrono_literals;

Decimal decimal(const char *text)
{
    return Decimal::parse(text).value();
}

/// The same walk for the same symbol, whatever the interval is asked in.
QList<Candle> walk(const QString &symbol, Interval interval, int limit, Timestamp end, double last)
{
    quint32 seed = 17;
    for (const QChar c : symbol)
        seed = seed * 31 + c.unicode();
    std::mt19937 random(seed + static_cast<quint32>(interval));
    std::normal_distribution<double> step(0, 0.0016);
    std::gamma_distribution<double> volume(2.0, 900.0);

    QList<Candle> bars;
    double close = last;
    Timestamp start = bucketStart(end, interval);
    for (int i = 0; i < limit; ++i) {
        Candle bar;
        bar.symbol = symbol;
        bar.interval = interval;
        bar.start = start;
        const double open = close * (1 - step(random));
        const double wick = std::abs(step(random)) * close * 0.5;
        bar.close = Decimal::fromDouble(close, 2);
        bar.open = Decimal::fromDouble(open, 2);
        bar.high = Decimal::fromDouble(std::max(open, close) + wick, 2);
        bar.low = Decimal::fromDouble(std::min(open, close) - wick * 0.8, 2);
        bar.volume = Decimal::fromDouble(std::floor(volume(random)), 0);
        bar.ticks = 40;
        bar.closed = i > 0;
        bars.prepend(bar);
        close = open;
        start -= duration(interval);
    }
    return bars;
}

} // namespace

FakeSource::FakeSource(QObject *parent)
    : DataSource(parent)
{
}

Timestamp FakeSource::now()
{
    const qint64 micros = std::chrono::duration_cast<Microseconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count();
    return fromMicros(micros);
}

Quote FakeSource::makeQuote(const QString &symbol, const QString &name, const char *price,
                            const char *previous, quint64 seq)
{
    Quote quote;
    quote.symbol = symbol;
    quote.name = name;
    quote.time = now();
    quote.price = decimal(price);
    quote.previousClose = decimal(previous);
    quote.open = quote.previousClose;
    quote.high = std::max(quote.price, quote.previousClose);
    quote.low = std::min(quote.price, quote.previousClose);
    quote.volume = decimal("58735");
    quote.seq = seq;
    return quote;
}

ChatMessage FakeSource::makeMessage(quint64 seq, const QString &user, const QString &text,
                                    Timestamp time)
{
    ChatMessage message;
    message.seq = seq;
    message.id = QString::number(seq);
    message.room = QStringLiteral("general");
    message.userId = user;
    message.text = text;
    message.time = time;
    return message;
}

void FakeSource::fill()
{
    updateServer({QStringLiteral("http://127.0.0.1:8000"), 3, {}});
    updateFeed({QStringLiteral("simulator"), FeedStatus::State::Live, true, {}, now(), 10});
    CaptureStatus capture;
    capture.rows = 1'204'311;
    capture.bytes = 148'000'000;
    updateCapture(capture);
    updateQuotes({
        makeQuote(QStringLiteral("AAPL"), QStringLiteral("Apple Inc."), "189.42", "187.10", 1),
        makeQuote(QStringLiteral("MSFT"), QStringLiteral("Microsoft"), "411.10", "412.38", 2),
        makeQuote(QStringLiteral("NVDA"), QStringLiteral("NVIDIA"), "131.88", "128.20", 3),
        makeQuote(QStringLiteral("AMZN"), QStringLiteral("Amazon"), "186.05", "185.27", 4),
        makeQuote(QStringLiteral("GOOGL"), QStringLiteral("Alphabet"), "172.63", "174.16", 5),
        makeQuote(QStringLiteral("META"), QStringLiteral("Meta"), "503.20", "502.45", 6),
        makeQuote(QStringLiteral("TSLA"), QStringLiteral("Tesla"), "248.71", "254.15", 7),
        makeQuote(QStringLiteral("BTCUSDT"), QStringLiteral("Bitcoin"), "97214.50", "96318.70", 8),
        makeQuote(QStringLiteral("AMD"), QStringLiteral("AMD"), "138.02", "136.56", 9),
        makeQuote(QStringLiteral("NFLX"), QStringLiteral("Netflix"), "812.44", "813.42", 10),
    });
    fillSamples();
    fillChat();
}

void FakeSource::trade()
{
    const QList<Quote> all = quotes();
    if (all.isEmpty())
        return;
    for (const Interval interval : AllIntervals) {
        const QString symbol = all.first().symbol;
        Candle bar = walk(symbol, interval, 1, now(), all.first().price.toDouble()).last();
        ++bar.ticks;
        bar.volume = bar.volume + decimal("100");
        emit candleChanged(bar);
    }
}

void FakeSource::fillSamples()
{
    std::mt19937 random(7);
    std::normal_distribution<double> step(0, 1);
    double cpu = 40, memory = 61, in = 9e5, out = 9e4;
    for (int i = KeptSamples; i > 0; --i) {
        HostSample sample;
        sample.time = now() - std::chrono::seconds(i);
        cpu = std::clamp(cpu + step(random) * 4 - (cpu - 30) * 0.03, 2.0, 96.0);
        memory = std::clamp(memory + step(random) * 0.25 - (memory - 61) * 0.05, 40.0, 90.0);
        in = std::clamp(in + step(random) * 9e4 - (in - 9e5) * 0.03, 4e4, 3e6);
        out = std::clamp(out + step(random) * 9e3 - (out - 9e4) * 0.03, 4e3, 4e5);
        sample.cpuUsage = cpu;
        sample.perCore = {std::min(100.0, cpu * 1.3), cpu * 0.7, cpu * 1.1, cpu * 0.4};
        sample.memoryTotal = 24'000'000'000;
        sample.memoryAvailable = static_cast<quint64>(24e9 * (1 - memory / 100));
        sample.networkIn = in;
        sample.networkOut = out;
        sample.diskRead = out;
        sample.diskWrite = in;
        sample.activeConnections = 3;
        updateSample(sample);
    }
}

void FakeSource::fillChat()
{
    updateUsers(QStringLiteral("general"),
                {QStringLiteral("ana"), QStringLiteral("bo"), QStringLiteral("chen"),
                 QStringLiteral("dmitri"), QStringLiteral("eva")});
    const Timestamp start = now() - 4min;
    updateMessage(makeMessage(++m_messageSeq, QStringLiteral("ana"),
                              QStringLiteral("looks like the gap closed"), start));
    updateMessage(makeMessage(++m_messageSeq, QStringLiteral("chen"),
                              QString::fromUtf8("半导体今天很强，NVDA 领涨"), start + 1min));
    updateMessage(makeMessage(++m_messageSeq, QStringLiteral("bo"),
                              QStringLiteral("exported the morning ticks → ticks-2026-11-20.csv"),
                              start + 2min));
    updateMessage(makeMessage(++m_messageSeq, QStringLiteral("ana"),
                              QStringLiteral("@bo thanks, pulling it from /export now"),
                              start + 3min));
    updateMessage(makeMessage(++m_messageSeq, QStringLiteral("ana"),
                              QStringLiteral("the 5m volume spike at the open is in there too"),
                              start + 3min + 10s));
}

void FakeSource::watchSymbol(const QString &symbol)
{
    watched.append(symbol);
    if (unknownSymbols.contains(symbol))
        emit symbolRefused(symbol, QStringLiteral("The feed does not know this symbol"));
}

void FakeSource::requestCandles(quint64 request, const QString &symbol, Interval interval,
                                int limit, std::optional<Timestamp> before)
{
    const std::optional<Quote> latest = quote(symbol);
    const QList<Candle> bars =
        walk(symbol, interval, std::min(limit, 300), before.value_or(now()) - 1us,
             latest ? latest->price.toDouble() : 100);
    // As a real source does: never inside the call.
    QTimer::singleShot(0, this, [this, request, bars, first = before.has_value()] {
        emit candlesReady(request, first ? QList<Candle>() : bars, {});
    });
}

void FakeSource::postMessage(const QString &room, const QString &text)
{
    if (!refuseChat.isEmpty()) {
        emit chatRefused(refuseChat);
        return;
    }
    ChatMessage message = makeMessage(++m_messageSeq, userId(), text, now());
    message.room = room;
    updateMessage(message);
}

void FakeSource::estimateExport(quint64 request, const ExportQuery &query)
{
    estimated.append(query);
    emit exportEstimated(request, estimate, estimateError);
}

void FakeSource::startExport(quint64 request, const ExportQuery &query, const QString &path)
{
    exports.append({request, query, path});
}

void FakeSource::requestTaskResult(quint64 request, const QString &id)
{
    QTimer::singleShot(0, this, [this, request, result = results.value(id)] {
        emit taskResultReady(request, result);
    });
}

void FakeSource::cancelExport(quint64 request)
{
    cancelled.append(request);
}

void FakeSource::placeOrder(quint64 request, const OrderRequest &asked)
{
    placed.append(asked);
    Order order;
    if (refuseOrders.isEmpty()) {
        order.id = orders().isEmpty() ? 1 : orders().constLast().id + 1;
        order.request = asked;
        order.created = order.updated = now();
        updateOrder(order);
    }
    QTimer::singleShot(0, this, [this, request, order, error = refuseOrders] {
        emit orderAnswered(request, order, error);
    });
}

void FakeSource::cancelOrder(quint64 request, quint64 id)
{
    cancelledOrders.append(id);
    if (!refuseCancels.isEmpty()) {
        emit orderAnswered(request, {}, refuseCancels);
        return;
    }
    for (Order order : orders()) {
        if (order.id != id || !isOpen(order.state))
            continue;
        order.state = OrderState::Canceled;
        updateOrder(order);
        emit orderAnswered(request, order, {});
        return;
    }
    emit orderAnswered(request, {}, QStringLiteral("Order %1 has ended").arg(id));
}

void FakeSource::addAlert(quint64 request, const AlertTerms &terms)
{
    askedAlerts.append(terms);
    if (holdAlerts)
        return;
    Alert alert;
    if (refuseAlerts.isEmpty()) {
        alert.id = alerts().isEmpty() ? 1 : alerts().constLast().id + 1;
        alert.terms = terms;
        alert.created = now();
        updateAlert(alert);
    }
    emit alertAnswered(request, alert, refuseAlerts);
}

void FakeSource::replaceAlert(quint64 request, quint64 id, const AlertTerms &terms)
{
    if (refuseAlerts.isEmpty() && !holdAlerts) {
        removedAlerts.append(id);
        removeFromAlerts(id);
    }
    addAlert(request, terms);
}

void FakeSource::changeFeed(quint64 request, const QString &name, const QString &key,
                            const QString &secret)
{
    feedChanges.append(QStringList{name, key, secret});
    emit feedAnswered(request, feedRefusal);
    if (!feedRefusal.isEmpty())
        return;
    forgetQuotes();
    FeedStatus status;
    status.feed = name;
    updateFeed(status);
}

void FakeSource::removeAlert(quint64 request, quint64 id)
{
    removedAlerts.append(id);
    if (refuseRemovals.isEmpty())
        removeFromAlerts(id);
    emit alertAnswered(request, {}, refuseRemovals);
}

void FakeSource::replaceOrder(quint64 request, quint64 id, const OrderTerms &terms)
{
    for (Order order : orders()) {
        if (order.id != id)
            continue;
        order.request.quantity = terms.quantity.value_or(order.request.quantity);
        if (terms.price)
            order.request.price = terms.price;
        if (terms.stopPrice)
            order.request.stopPrice = terms.stopPrice;
        updateOrder(order);
        emit orderAnswered(request, order, {});
    }
}

} // namespace Tickwell
