// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SymbolIds.h"

namespace Tickwell {

Result<SymbolIds> SymbolIds::load(const Connection &connection)
{
    SymbolIds symbols;
    auto read = connection.prepare("SELECT id, name FROM symbols");
    auto insert = connection.prepare("INSERT INTO symbols (id, name) VALUES (?, ?)");
    if (!read || !insert)
        return tl::unexpected(read ? insert.error() : read.error());
    Statement::Step step;
    while ((step = read->step()) == Statement::Step::Row) {
        const qint64 id = read->integer(0);
        symbols.m_ids.insert(read->text(1), id);
        symbols.m_last = std::max(symbols.m_last, id);
    }
    if (step == Statement::Step::Failed)
        return tl::unexpected(read->error());
    symbols.m_insert = std::move(*insert);
    return symbols;
}

Result<qint64> SymbolIds::idOf(const QString &symbol)
{
    const auto address = reinterpret_cast<quintptr>(symbol.constData());
    Recent &recent = m_recent[(address >> 5) % m_recent.size()];
    if (recent.id != 0 && recent.symbol.constData() == symbol.constData()
        && recent.symbol.size() == symbol.size())
        return recent.id;
    if (const auto known = m_ids.constFind(symbol); known != m_ids.cend()) {
        recent = {symbol, *known};
        return *known;
    }
    m_insert.bind(1, m_last + 1);
    m_insert.bind(2, symbol);
    if (const auto done = m_insert.run(); !done)
        return tl::unexpected(done.error());
    m_ids.insert(symbol, ++m_last);
    m_new.append(symbol);
    return m_last;
}

void SymbolIds::rolledBack()
{
    for (const QString &symbol : std::as_const(m_new))
        m_ids.remove(symbol);
    m_new.clear();
    m_recent.fill({});
}

} // namespace Tickwell
