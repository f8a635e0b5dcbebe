// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OrderTicket.h"

#include "models/Format.h"
#include "models/OrderWords.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <algorithm>
#include <utility>

namespace Tickwell {

namespace {

// Both are in the order of the core's own.
Side coreSide(OrderTicket::OrderSide side)
{
    return static_cast<Side>(side);
}

OrderType coreType(OrderTicket::Kind kind)
{
    return static_cast<OrderType>(kind);
}

TimeInForce coreForce(OrderTicket::Force force)
{
    return static_cast<TimeInForce>(force);
}

/// A number above zero with no more digits than money has.
std::optional<Decimal> amount(const QString &text)
{
    const std::optional<Decimal> number = Format::number(text);
    return number && *number > Decimal() && number->scale() <= MoneyScale ? number : std::nullopt;
}

} // namespace

OrderTicket::OrderTicket(QObject *parent)
    : QObject(parent)
{
    connect(Preferences::instance(), &Preferences::languageChanged, this, &OrderTicket::changed);
}

void OrderTicket::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_request = 0;
    if (source) {
        connect(source, &DataSource::orderAnswered, this, &OrderTicket::takeAnswer);
        connect(source, &DataSource::quotesChanged, this, &OrderTicket::takeQuotes);
        connect(source, &DataSource::feedReplaced, this, &OrderTicket::changed);
        const auto follow = [this] {
            if (m_live)
                emit changed();
        };
        connect(source, &DataSource::positionsChanged, this, follow);
        connect(source, &DataSource::accountChanged, this, follow);
    }
    emit sourceChanged();
    emit changed();
}

void OrderTicket::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    emit liveChanged();
    if (live)
        emit changed();
}

QString OrderTicket::quantityKey() const
{
    return QStringLiteral("quantity.") + m_symbol;
}

void OrderTicket::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    m_quantity =
        symbol.isEmpty() ? QString() : Preferences::instance()->choice(quantityKey(), QString());
    m_price.clear();
    m_stopPrice.clear();
    edit();
}

void OrderTicket::setSide(OrderSide side)
{
    if (std::exchange(m_side, side) != side)
        edit();
}

void OrderTicket::setKind(Kind kind)
{
    if (std::exchange(m_kind, kind) != kind)
        edit();
}

void OrderTicket::setForce(Force force)
{
    if (std::exchange(m_force, force) != force)
        edit();
}

void OrderTicket::setQuantity(const QString &text)
{
    if (std::exchange(m_quantity, text) != text)
        edit();
}

void OrderTicket::setPrice(const QString &text)
{
    if (std::exchange(m_price, text) != text)
        edit();
}

void OrderTicket::setStopPrice(const QString &text)
{
    if (std::exchange(m_stopPrice, text) != text)
        edit();
}

void OrderTicket::edit()
{
    m_tried = false;
    m_rejection.clear();
    m_confirmation.clear();
    emit changed();
}

bool OrderTicket::needsPrice() const
{
    return m_kind == Kind::Limit || m_kind == Kind::StopLimit;
}

bool OrderTicket::needsStopPrice() const
{
    return m_kind == Kind::Stop || m_kind == Kind::StopLimit;
}

QString OrderTicket::fault(const QString &text, const QString &missing) const
{
    if (text.trimmed().isEmpty())
        return m_tried ? missing : QString();
    const std::optional<Decimal> number = Format::number(text);
    if (!number || *number <= Decimal())
        return tr("Write a number above zero");
    if (number->scale() > MoneyScale)
        return tr("At most %1 digits after the point").arg(MoneyScale);
    return {};
}

QString OrderTicket::quantityError() const
{
    return fault(m_quantity, tr("How many?"));
}

QString OrderTicket::priceError() const
{
    if (!needsPrice())
        return {};
    return fault(m_price,
                 m_side == OrderSide::Buy ? tr("At which price at most?")
                                          : tr("At which price at least?"));
}

QString OrderTicket::stopPriceError() const
{
    if (!needsStopPrice())
        return {};
    return fault(m_stopPrice, tr("From which price on?"));
}

std::optional<OrderRequest> OrderTicket::request() const
{
    OrderRequest order;
    order.symbol = m_symbol;
    order.side = coreSide(m_side);
    order.type = coreType(m_kind);
    order.timeInForce = coreForce(m_force);
    const std::optional<Decimal> quantity = amount(m_quantity);
    if (m_symbol.isEmpty() || !quantity)
        return std::nullopt;
    order.quantity = *quantity;
    if (needsPrice() && !(order.price = amount(m_price)))
        return std::nullopt;
    if (needsStopPrice() && !(order.stopPrice = amount(m_stopPrice)))
        return std::nullopt;
    return order;
}

bool OrderTicket::ready() const
{
    return !sending() && request().has_value();
}

bool OrderTicket::estimated() const
{
    return m_side == OrderSide::Buy && m_kind == Kind::Market;
}

std::optional<Decimal> OrderTicket::reserve() const
{
    const std::optional<Decimal> quantity = amount(m_quantity);
    if (!quantity || m_side == OrderSide::Sell)
        return quantity;
    std::optional<Decimal> price = amount(m_price);
    if (!needsPrice()) {
        const std::optional<Decimal> base = needsStopPrice() ? amount(m_stopPrice) : marketPrice();
        price = base ? std::optional(collarPrice(*base)) : std::nullopt;
    }
    return price ? std::optional(Decimal::product(*quantity, *price, MoneyScale)) : std::nullopt;
}

QString OrderTicket::reserves() const
{
    const std::optional<Decimal> held = reserve();
    if (!held)
        return {};
    return m_side == OrderSide::Buy ? Format::money(*held)
                                    : Format::quantity(*held) + u' ' + m_symbol;
}

QString OrderTicket::warning() const
{
    const std::optional<Decimal> held = reserve();
    if (!m_source || !held)
        return {};
    if (m_side == OrderSide::Buy) {
        const Decimal available = m_source->account().available();
        return *held > available ? tr("More than the %1 available").arg(Format::money(available))
                                 : QString();
    }
    const Decimal available = std::max(position().available, Decimal());
    if (*held <= available)
        return {};
    return m_source->mayShort()
        ? tr("%1 of them are sold short").arg(Format::quantity(*held - available))
        : tr("More than the %1 that can be sold").arg(Format::quantity(available));
}

QString OrderTicket::action() const
{
    const std::optional<Decimal> quantity = amount(m_quantity);
    return OrderWords::action(coreSide(m_side), quantity ? Format::quantity(*quantity) : QString(),
                              m_symbol);
}

Position OrderTicket::position() const
{
    const QList<Position> positions = m_source ? m_source->positions() : QList<Position>();
    const auto at = std::find_if(positions.begin(), positions.end(),
                                 [this](const Position &one) { return one.symbol == m_symbol; });
    return at == positions.end() ? Position() : *at;
}

QString OrderTicket::holding() const
{
    const Position held = position();
    if (held.quantity.isZero())
        return {};
    return held.quantity > Decimal()
        ? tr("You hold %1 %2").arg(Format::quantity(held.quantity), m_symbol)
        : tr("You are short of %1 %2").arg(Format::quantity(Decimal() - held.quantity), m_symbol);
}

std::optional<Decimal> OrderTicket::marketPrice() const
{
    const std::optional<Quote> quote = m_source ? m_source->quote(m_symbol) : std::nullopt;
    return quote ? std::optional(quote->price) : std::nullopt;
}

void OrderTicket::takeQuotes(const QList<Quote> &quotes)
{
    // Only what it reserves follows the market.
    const bool mine = std::any_of(quotes.begin(), quotes.end(),
                                  [this](const Quote &quote) { return quote.symbol == m_symbol; });
    if (m_live && mine && estimated() && !m_quantity.isEmpty())
        emit changed();
}

QStringList OrderTicket::forces() const
{
    QStringList words;
    for (const TimeInForce force :
         {TimeInForce::Day, TimeInForce::Gtc, TimeInForce::Ioc, TimeInForce::Fok})
        words.append(OrderWords::timeInForce(force));
    return words;
}

void OrderTicket::takePrice(const QString &price)
{
    if (m_kind == Kind::Market)
        m_kind = Kind::Limit;
    (m_kind == Kind::Stop ? m_stopPrice : m_price) = price;
    edit();
}

void OrderTicket::close()
{
    const Position held = position();
    if (held.quantity.isZero())
        return;
    const bool longPosition = held.quantity > Decimal();
    m_side = longPosition ? OrderSide::Sell : OrderSide::Buy;
    m_kind = Kind::Market;
    m_quantity = (longPosition ? held.quantity : Decimal() - held.quantity).trimmed(0).toString();
    m_price.clear();
    m_stopPrice.clear();
    edit();
}

void OrderTicket::stepQuantity(int step)
{
    const std::optional<Decimal> now = Format::number(m_quantity);
    if (!now) {
        if (m_quantity.trimmed().isEmpty())
            setQuantity(Preferences::instance()->choice(quantityKey(), QStringLiteral("1")));
        return;
    }
    const Decimal next = *now + Decimal(step, 0);
    if (next > Decimal())
        setQuantity(next.toString());
}

QString OrderTicket::stepped(const QString &text, int step) const
{
    const std::optional<Decimal> market = marketPrice();
    const std::optional<Decimal> now = Format::number(text);
    if (!now)
        return text.trimmed().isEmpty() && market ? market->toString() : text;
    const int scale = market ? market->scale() : now->scale();
    const Decimal next = *now + Decimal(step, scale);
    return next > Decimal() ? next.toString() : text;
}

void OrderTicket::stepPrice(int step)
{
    setPrice(stepped(m_price, step));
}

void OrderTicket::stepStopPrice(int step)
{
    setStopPrice(stepped(m_stopPrice, step));
}

void OrderTicket::submit()
{
    if (!m_source || sending())
        return;
    const std::optional<OrderRequest> order = request();
    m_rejection.clear();
    m_confirmation.clear();
    if (!order) {
        m_tried = true;
        emit changed();
        return;
    }
    m_sent = *order;
    m_request = m_source->nextRequest();
    emit changed();
    m_source->placeOrder(m_request, *order);
}

void OrderTicket::takeAnswer(quint64 request, const Order &order, const QString &error)
{
    if (request != m_request || m_request == 0)
        return;
    m_request = 0;
    // One that was to be filled at once or not at all may have ended with nothing.
    const bool nothing = (order.state == OrderState::Canceled || order.state == OrderState::Expired)
        && order.filledQuantity.isZero() && !order.reason.isEmpty();
    const bool rejected = !error.isEmpty() || order.state == OrderState::Rejected || nothing;
    if (rejected) {
        m_rejection = ServerWords::said(error.isEmpty() ? order.reason : error);
        emit changed();
        return;
    }
    Preferences::instance()->saveChoice(QStringLiteral("quantity.") + m_sent.symbol,
                                        m_sent.quantity.trimmed(0).toString());
    if (m_sent.symbol == m_symbol) {
        m_quantity.clear();
        m_price.clear();
        m_stopPrice.clear();
        m_tried = false;
    }
    const QString action =
        OrderWords::action(m_sent.side, Format::quantity(m_sent.quantity), m_sent.symbol);
    m_confirmation = order.state == OrderState::Filled
        ? tr("Filled: %1 at %2").arg(action, OrderWords::price(order))
        : tr("Placed: %1").arg(action);
    emit changed();
    emit placed();
}

} // namespace Tickwell
