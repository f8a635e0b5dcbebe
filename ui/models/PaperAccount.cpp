// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PaperAccount.h"

#include "models/Format.h"
#include "models/Preferences.h"

#include <algorithm>

namespace Tickwell {

PaperAccount::PaperAccount(QObject *parent)
    : QObject(parent)
{
    connect(Preferences::instance(), &Preferences::languageChanged, this, &PaperAccount::changed);
}

void PaperAccount::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        const auto follow = [this] {
            if (m_live)
                value();
        };
        connect(source, &DataSource::accountChanged, this, follow);
        connect(source, &DataSource::positionsChanged, this, follow);
        connect(source, &DataSource::feedReplaced, this, follow);
        connect(source, &DataSource::quotesChanged, this, &PaperAccount::takeQuotes);
    }
    value();
    emit sourceChanged();
}

void PaperAccount::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    emit liveChanged();
    if (live)
        value();
}

void PaperAccount::takeQuotes(const QList<Quote> &quotes)
{
    if (!m_live)
        return;
    const QList<Position> positions = m_source->positions();
    const bool held = std::any_of(quotes.begin(), quotes.end(), [&](const Quote &quote) {
        return std::any_of(positions.begin(), positions.end(), [&](const Position &position) {
            return position.symbol == quote.symbol && !position.quantity.isZero();
        });
    });
    if (held)
        value();
}

void PaperAccount::value()
{
    const TradingAccount account = m_source ? m_source->account() : TradingAccount();
    const QList<Position> positions = m_source ? m_source->positions() : QList<Position>();
    Decimal equity = account.cash;
    for (const Position &position : positions) {
        const std::optional<Quote> quote = m_source->quote(position.symbol);
        equity = equity + (quote ? position.marketValue(quote->price) : position.cost);
    }
    if (account == m_account && equity == m_equity)
        return;
    m_account = account;
    m_equity = equity;
    emit changed();
}

QString PaperAccount::cash() const
{
    return Format::money(m_account.cash);
}

QString PaperAccount::reserved() const
{
    return Format::money(m_account.reserved);
}

QString PaperAccount::available() const
{
    return Format::money(m_account.available());
}

QString PaperAccount::equity() const
{
    return Format::money(m_equity);
}

} // namespace Tickwell
