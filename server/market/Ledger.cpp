// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/Ledger.h"

#include <algorithm>

namespace Tickwell {

namespace {

Decimal negative(Decimal value)
{
    return {-value.units(), value.scale()};
}

Decimal magnitude(Decimal value)
{
    return value < Decimal() ? negative(value) : value;
}

/// The share of money @p whole that @p part has in @p of; both quantities are above zero. Exactly
/// all of it when they are the same.
Decimal share(Decimal whole, Decimal part, Decimal of)
{
    if (part == of)
        return whole;
    using Wide = __int128;
    const auto units = [](Decimal value) {
        return static_cast<Wide>(value.rescaled(MoneyScale).units());
    };
    const Wide dividend = units(whole) * units(part);
    const Wide divisor = units(of);
    const Wide half = dividend < 0 ? -(divisor / 2) : divisor / 2;
    return {static_cast<qint64>((dividend + half) / divisor), MoneyScale};
}

} // namespace

Decimal shortMargin(Decimal quantity, Decimal cost, Decimal offered, Decimal value)
{
    const Decimal half(5, 1);
    Decimal margin(0, MoneyScale);
    if (quantity < Decimal())
        margin = negative(cost) + Decimal::product(negative(cost), half, MoneyScale);
    const Decimal beyond = offered - std::max(quantity, Decimal());
    if (beyond > Decimal())
        margin = margin + Decimal::product(share(value, beyond, offered), half, MoneyScale);
    return margin;
}

void Ledger::updateMargin(Book &account, Held &held)
{
    const Decimal margin = shortMargin(held.quantity, held.cost, held.reserved, held.offeredValue);
    account.margin = account.margin + margin - held.margin;
    held.margin = margin;
}

Ledger::Book &Ledger::book(const QString &trader)
{
    const auto known = m_books.find(trader);
    if (known != m_books.end())
        return *known;
    Book opened;
    opened.cash = m_openingCash.rescaled(MoneyScale);
    opened.reserved = Decimal(0, MoneyScale);
    return *m_books.insert(trader, opened);
}

void Ledger::restore(const TradingAccount &account)
{
    book(account.traderId).cash = account.cash;
}

void Ledger::restore(const Holding &holding)
{
    const Position &position = holding.position;
    Book &account = book(holding.traderId);
    Held &held = account.held[position.symbol];
    held.quantity = position.quantity;
    held.cost = position.cost;
    held.realized = position.realizedProfit;
    updateMargin(account, held);
}

void Ledger::reserveBuy(const QString &trader, const QString &symbol, Decimal quantity,
                        Decimal amount)
{
    Book &account = book(trader);
    account.reserved = account.reserved + amount;
    Held &held = account.held[symbol];
    held.bid = held.bid + quantity;
    account.isChanged = true;
    m_changed.insert(trader);
}

void Ledger::reserveSell(const QString &trader, const QString &symbol, Decimal quantity,
                         Decimal value)
{
    Book &account = book(trader);
    Held &held = account.held[symbol];
    held.reserved = held.reserved + quantity;
    held.offeredValue = held.offeredValue + value;
    updateMargin(account, held);
    account.isChanged = true;
    account.changed.insert(symbol);
    m_changed.insert(trader);
}

void Ledger::settle(const QString &trader, const QString &symbol, Side side, Decimal quantity,
                    Decimal value)
{
    Book &account = book(trader);
    account.cash = side == Side::Buy ? account.cash - value : account.cash + value;
    account.isChanged = true;
    account.changed.insert(symbol);
    m_changed.insert(trader);

    Held &held = account.held[symbol];
    const Decimal change = side == Side::Buy ? quantity : negative(quantity);
    const Decimal paid = side == Side::Buy ? value : negative(value);
    const bool closes = side == Side::Buy ? held.quantity < Decimal() : held.quantity > Decimal();
    Decimal opened = paid;
    if (closes) {
        // What was held is given up at its average cost; what goes beyond it opens the other way.
        const Decimal closed = std::min(quantity, magnitude(held.quantity));
        const Decimal cost = share(held.cost, closed, magnitude(held.quantity));
        const Decimal price = share(paid, closed, quantity);
        held.realized = held.realized - (cost + price);
        held.cost = held.cost - cost;
        opened = paid - price;
    }
    held.cost = held.cost + opened;
    held.quantity = held.quantity + change;
    updateMargin(account, held);
}

TradingAccount Ledger::account(const QString &trader) const
{
    const auto known = m_books.constFind(trader);
    if (known == m_books.constEnd())
        return {trader, m_openingCash.rescaled(MoneyScale), Decimal(0, MoneyScale)};
    return {trader, known->cash, known->reserved + known->margin};
}

Decimal Ledger::marginOf(const QString &trader, const QString &symbol, Decimal quantity,
                         Decimal value) const
{
    const auto known = m_books.constFind(trader);
    const Held held = known == m_books.constEnd() ? Held() : known->held.value(symbol);
    return shortMargin(held.quantity, held.cost, held.reserved + quantity,
                       held.offeredValue + value)
        - held.margin;
}

Decimal Ledger::coverable(const QString &trader, const QString &symbol) const
{
    const auto known = m_books.constFind(trader);
    if (known == m_books.constEnd())
        return {};
    const Held held = known->held.value(symbol);
    return std::max(Decimal(), negative(held.quantity) - held.bid);
}

Position Ledger::toPosition(const QString &symbol, const Held &held)
{
    Position position;
    position.symbol = symbol;
    position.quantity = held.quantity;
    position.available =
        held.quantity > Decimal() ? std::max(Decimal(), held.quantity - held.reserved) : Decimal();
    position.cost = held.cost;
    position.realizedProfit = held.realized;
    return position;
}

Position Ledger::position(const QString &trader, const QString &symbol) const
{
    const auto known = m_books.constFind(trader);
    return toPosition(symbol, known == m_books.constEnd() ? Held() : known->held.value(symbol));
}

QList<Position> Ledger::positions(const QString &trader) const
{
    QList<Position> positions;
    const auto known = m_books.constFind(trader);
    if (known == m_books.constEnd())
        return positions;
    for (auto held = known->held.cbegin(); held != known->held.cend(); ++held) {
        if (!held->quantity.isZero() || !held->realized.isZero())
            positions.append(toPosition(held.key(), *held));
    }
    std::sort(positions.begin(), positions.end(),
              [](const Position &a, const Position &b) { return a.symbol < b.symbol; });
    return positions;
}

void Ledger::takeChanges(TradingChange &change)
{
    for (const QString &trader : std::as_const(m_changed)) {
        Book &account = m_books[trader];
        if (std::exchange(account.isChanged, false))
            change.accounts.append({trader, account.cash, account.reserved + account.margin});
        for (const QString &symbol : std::as_const(account.changed))
            change.holdings.append({trader, toPosition(symbol, account.held[symbol])});
        account.changed.clear();
    }
    m_changed.clear();
}

} // namespace Tickwell
