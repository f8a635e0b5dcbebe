// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"

#include <QHash>
#include <QStringList>

namespace Tickwell {

/// The numbers that stand for symbols in the rows. Belongs to the writing connection.
class SymbolIds
{
public:
    /// Loads what is stored.
    [[nodiscard]] static Result<SymbolIds> load(const Connection &connection);

    /// The number of @p symbol, given to it now when it is new. Inside a transaction.
    [[nodiscard]] Result<qint64> idOf(const QString &symbol);
    /// Numbers given since the last call are kept, or forgotten with their transaction.
    void committed() { m_new.clear(); }
    void rolledBack();

    /// Of every stored symbol.
    [[nodiscard]] QList<qint64> ids() const { return m_ids.values(); }

private:
    QHash<QString, qint64> m_ids;
    QStringList m_new;
    Statement m_insert;
    qint64 m_last = 0;
};

} // namespace Tickwell
