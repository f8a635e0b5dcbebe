// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ExchangeDays.h"
#include "core/Result.h"
#include "core/Tick.h"

#include <QFile>
#include <QHash>
#include <QStringList>

#include <optional>
#include <queue>
#include <vector>

namespace Tickwell {

/// What a replay needs to know before it begins.
struct ReplayContents
{
    QStringList symbols; ///< in the order they first appear
    Timestamp from;      ///< the earliest row
    bool isOfCandles = false;
};

/// A row of an export that is to be told.
struct ReplayRow
{
    std::optional<Tick> tick; ///< its seq is the one it had
    std::optional<Candle> bar;
    Timestamp time; ///< when it was known: a bar at its end
};

/// Some rows, in the order in which they are to be told.
struct ReplayBatch
{
    std::vector<ReplayRow> rows;
    quint64 badRows = 0;
    QStringList faults; ///< of the first bad rows, each with its line
    bool isEnd = false;
    std::optional<Error> fault; ///< why it ends before the file does
};

/// Reads a ticks or candles CSV of our own export (API.md §5) piece by piece. An export is ordered
/// by time; ticks are given in the order in which they once came, by their seq, so that what was
/// late is late again. For that a bounded number of rows is looked ahead: one that was displaced by
/// more comes where it stands. Of candles, those of each symbol's shortest interval are given, as
/// the longer ones come out of them. Blocks: for a pool's thread, one at a time.
class ReplayFile
{
public:
    static constexpr int MaxSymbols = 1'000;
    static constexpr size_t LookAhead = 65'536; ///< rows
    static constexpr qint64 MaxLine = 4'096;    ///< bytes; a longer one is a bad row
    static constexpr int MaxFaults = 20;        ///< told for each batch; all are counted

    explicit ReplayFile(const QString &path);

    /// Opens the file and reads through it once.
    [[nodiscard]] Result<ReplayContents> open();
    /// The next rows, at most @p limit. Ends early when the disk fails, and before a bad row if
    /// @p stopAtBad.
    [[nodiscard]] ReplayBatch read(size_t limit, bool stopAtBad);

private:
    struct Pending
    {
        ReplayRow row;
        quint64 order;
        friend bool operator<(const Pending &a, const Pending &b) { return a.order > b.order; }
    };

    /// Reads lines until enough are looked ahead.
    void fill(ReplayBatch &batch, bool stopAtBad);
    [[nodiscard]] Result<void> readHeader();
    /// The next line without its end; nothing at the end of the file.
    [[nodiscard]] std::optional<QByteArray> readLine();
    [[nodiscard]] Result<ReplayRow> parseRow(QByteArrayView line);
    [[nodiscard]] Error unreadable() const;

    QFile m_file;
    QByteArray m_buffer;
    quint64 m_line = 0;
    quint64 m_row = 0;
    bool m_isOfCandles = false;
    bool m_isTooLong = false; ///< the line that was read
    bool m_isRead = false;    ///< as far as it will be
    std::optional<Error> m_fault;
    QHash<QString, Interval> m_shortest;
    QHash<QString, ExchangeDays> m_days; ///< of symbols that have bars
    std::priority_queue<Pending> m_pending;
};

} // namespace Tickwell
