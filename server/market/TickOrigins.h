// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QList>
#include <QString>

#include <limits>

namespace Tickwell {

/// Numbers of ticks: first to last, both among them.
struct SeqRange
{
    quint64 first = 0;
    quint64 last = std::numeric_limits<quint64>::max();

    friend bool operator==(const SeqRange &, const SeqRange &) = default;
};

/// Which feed told the ticks that are stored, by their seq: what was simulated must not pass for
/// the past of a market. A small file beside the database; ticks of which it says nothing are
/// nobody's. A value.
class TickOrigins
{
public:
    TickOrigins() = default;
    /// Reads @p path; a file that is not there or is damaged says nothing. Blocks.
    [[nodiscard]] static TickOrigins load(const QString &path);
    /// Writes it to where it was loaded from. Blocks.
    [[nodiscard]] Result<void> save() const;

    /// From tick @p first on they are @p feed's. True when that is news.
    bool note(const QString &feed, quint64 first);
    /// The ticks that @p feed told, oldest first.
    [[nodiscard]] QList<SeqRange> of(const QString &feed) const;

private:
    struct Origin
    {
        quint64 first;
        QString feed;
    };

    QString m_path;
    QList<Origin> m_origins; ///< by their first tick
};

} // namespace Tickwell
