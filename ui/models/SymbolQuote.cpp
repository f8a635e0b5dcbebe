// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SymbolQuote.h"

#include "models/Format.h"

#include <algorithm>

namespace Tickwell {

void SymbolQuote::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &DataSource::feedReplaced, this, &SymbolQuote::read);
        connect(source, &DataSource::quotesChanged, this, [this](const QList<Quote> &quotes) {
            const bool mine = std::any_of(quotes.begin(), quotes.end(), [this](const Quote &quote) {
                return quote.symbol == m_symbol;
            });
            if (mine)
                read();
        });
    }
    read();
    emit sourceChanged();
}

void SymbolQuote::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    read();
    emit symbolChanged();
}

QString SymbolQuote::price() const
{
    return m_quote ? Format::price(m_quote->price) : QString();
}

QString SymbolQuote::changeText() const
{
    return m_quote ? Format::change(m_quote->changePercent()) : QString();
}

void SymbolQuote::read()
{
    m_quote = m_source ? m_source->quote(m_symbol) : std::nullopt;
    emit quoteChanged();
}

} // namespace Tickwell
