// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Connection.h"

#include <QHash>
#include <QStringList>

#include <array>

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
    struct Recent
    {
        QString symbol;
        qint64 id = 0; ///< 0: nothing here
    };

    QHash<QString, qint64> m_ids;
    /// A symbol's text is shared by all its ticks, so its address mostly finds the number sooner
    /// than its hash does. Each text that is held here keeps its address.
    std::array<Recent, 64> m_recent;
    QStringList m_new;
    Statement m_insert;
    qint64 m_last = 0;
};

} // namespace Tickwell
