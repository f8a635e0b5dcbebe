// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/TradingChange.h"

#include <QHash>
#include <QSet>

namespace Tickwell {

/// What is held back for a @p quantity that was sold short (below zero, else nothing is) for
/// -@p cost: one and a half times that; and half of the value of what open sells would sell beyond
/// what is held, of @p offered for @p value in all. This is the initial margin of Regulation T
/// (12 CFR 220.12), of the price at which was sold; nobody calls for more when prices rise.
[[nodiscard]] Decimal shortMargin(Decimal quantity, Decimal cost, Decimal offered, Decimal value);

/// Money and holdings of the traders of a paper exchange, and what their open orders and short
/// positions hold back of both. Every trade takes from the one exactly what it gives to the other.
/// One thread.
class Ledger
{
public:
    explicit Ledger(Decimal openingCash)
        : m_openingCash(openingCash)
    {
    }

    /// Puts back what an earlier life left; reservations follow with reserve…().
    void restore(const TradingAccount &account);
    void restore(const Holding &holding);

    /// An open buy of @p quantity holds @p amount of cash back, or lets it go when both are below
    /// zero.
    void reserveBuy(const QString &trader, const QString &symbol, Decimal quantity, Decimal amount);
    /// An open sell for @p value holds @p quantity back, and margin for what is not held; or lets
    /// go of it when both are below zero.
    void reserveSell(const QString &trader, const QString &symbol, Decimal quantity, Decimal value);
    /// @p trader buys or sells @p quantity for @p value.
    void settle(const QString &trader, const QString &symbol, Side side, Decimal quantity,
                Decimal value);

    /// Of a trader who never traded: the opening cash.
    [[nodiscard]] TradingAccount account(const QString &trader) const;
    /// How much more margin an open sell would take.
    [[nodiscard]] Decimal marginOf(const QString &trader, const QString &symbol, Decimal quantity,
                                   Decimal value) const;
    /// What is sold short and no open buy is there to close.
    [[nodiscard]] Decimal coverable(const QString &trader, const QString &symbol) const;
    [[nodiscard]] Position position(const QString &trader, const QString &symbol) const;
    /// By symbol.
    [[nodiscard]] QList<Position> positions(const QString &trader) const;

    /// Appends what changed since the last call.
    void takeChanges(TradingChange &change);

private:
    struct Held
    {
        Decimal quantity;
        Decimal cost;
        Decimal realized;
        Decimal reserved;     ///< by open sells
        Decimal offeredValue; ///< what they are held to bring
        Decimal bid;          ///< by open buys
        Decimal margin;       ///< part of the account's
    };
    struct Book
    {
        Decimal cash;
        Decimal reserved;
        Decimal margin;
        QHash<QString, Held> held;
        bool isChanged = false;
        QSet<QString> changed; ///< symbols
    };

    Book &book(const QString &trader);
    /// After @p held has changed.
    static void updateMargin(Book &account, Held &held);
    [[nodiscard]] static Position toPosition(const QString &symbol, const Held &held);

    const Decimal m_openingCash;
    QHash<QString, Book> m_books;
    QSet<QString> m_changed; ///< traders
};

} // namespace Tickwell
