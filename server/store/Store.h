// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Candle.h"
#include "core/ChatMessage.h"
#include "core/Export.h"
#include "core/HostSample.h"
#include "core/Result.h"
#include "core/Tick.h"
#include "store/AlertStore.h"
#include "store/TradeStore.h"
#include "store/UserStore.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <limits>
#include <memory>

namespace Tickwell {

/// What one transaction writes.
struct RecordBatch
{
    QList<Tick> ticks = {};
    QList<Candle> candles = {}; ///< replace an earlier bar of the same symbol, interval and start
    QList<HostSample> samples = {};
    QList<ChatMessage> messages = {}; ///< replace an earlier message of the same seq

    [[nodiscard]] qsizetype rows() const
    {
        return ticks.size() + candles.size() + samples.size() + messages.size();
    }
};

/// How long captured rows are kept. Whatever is reached first counts; the oldest rows go first.
/// Chat is kept by age only. Nothing is removed for an age or a size of zero.
struct Retention
{
    std::chrono::hours maxAge = std::chrono::hours(24 * 30); ///< of ticks, 1 s bars and samples
    qint64 maxBytes = qint64(8) << 30;                       ///< of the database on disk
    std::chrono::milliseconds pieceTime{20}; ///< what one piece of the removal takes, about
};

/// Rows of an export as CSV, piece by piece (API.md §5). One thread at a time; it may move between
/// threads. Holds no read transaction between pieces, so a slow reader never keeps the
/// write-ahead log from being checkpointed.
class ExportCursor
{
public:
    virtual ~ExportCursor() = default;
    /// Appends about @p bytes of CSV to @p out, the header row first. False when that was the end.
    [[nodiscard]] virtual Result<bool> read(QByteArray &out, qsizetype bytes = 256 * 1024) = 0;
    /// Data rows given so far.
    [[nodiscard]] virtual qint64 rows() const = 0;
};

/// A reading connection. Every call blocks: use it on a pool thread, one thread at a time.
class StoreReader
{
public:
    virtual ~StoreReader() = default;

    /// The newest @p limit bars that start in [@p from, @p to), oldest first.
    [[nodiscard]] virtual Result<QList<Candle>> candles(const QString &symbol, Interval interval,
                                                        std::optional<Timestamp> from,
                                                        std::optional<Timestamp> to,
                                                        int limit) const = 0;
    /// The first @p limit ticks of @p symbol in [@p from, @p to), by time, then seq.
    [[nodiscard]] virtual Result<QList<Tick>> ticks(const QString &symbol, Timestamp from,
                                                    Timestamp to, int limit) const = 0;
    /// The newest @p limit ticks of @p symbol in [@p from, @p to), by time, then seq: oldest first.
    [[nodiscard]] virtual Result<QList<Tick>> newestTicks(const QString &symbol, Timestamp from,
                                                          Timestamp to, int limit) const = 0;
    /// The newest @p limit samples in [@p from, @p to), oldest first. perCore and process are not
    /// kept.
    [[nodiscard]] virtual Result<QList<HostSample>> samples(Timestamp from, Timestamp to,
                                                            int limit) const = 0;
    /// Hands every sample in [@p from, @p to) to @p take, oldest first, however many there are.
    [[nodiscard]] virtual Result<void>
    eachSample(Timestamp from, Timestamp to,
               const std::function<void(const HostSample &)> &take) const = 0;
    /// The newest @p limit messages of @p room with seq < @p before, oldest first. Direct messages
    /// are in no room.
    [[nodiscard]] virtual Result<QList<ChatMessage>> messages(const QString &room, quint64 before,
                                                              int limit) const = 0;
    /// The first @p limit messages of any room or direct, with seq > @p since, by seq.
    [[nodiscard]] virtual Result<QList<ChatMessage>> messagesSince(quint64 since,
                                                                   int limit) const = 0;
    /// The names of all rooms that hold messages.
    [[nodiscard]] virtual Result<QStringList> rooms() const = 0;
    /// The highest seq ever stored, 0 in a new database: numbering goes on from here.
    [[nodiscard]] virtual Result<quint64> lastTickSeq() const = 0;
    [[nodiscard]] virtual Result<quint64> lastMessageSeq() const = 0;

    /// How many rows an export would have. Exact where that is cheap, else a good estimate.
    [[nodiscard]] virtual Result<qint64> estimateRows(const ExportQuery &query) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<ExportCursor>>
    openExport(const ExportQuery &query) const = 0;
};

/// Where captured data is kept. Opened once, at start; written by one thread (the Recorder's),
/// read through as many StoreReaders as there are readers.
class Store
{
public:
    virtual ~Store() = default;

    /// Writes all of @p batch in one transaction, or nothing. Blocks. Writer thread.
    [[nodiscard]] virtual Result<void> write(const RecordBatch &batch) = 0;
    /// Deletes what @p retention no longer keeps, a bounded piece at a time; true when there is
    /// more to delete. Writer thread.
    [[nodiscard]] virtual Result<bool> prune(const Retention &retention, Timestamp now) = 0;
    /// Rows stored now over all data sets. Any thread; kept as a counter, not counted anew.
    [[nodiscard]] virtual qint64 rows() const = 0;
    /// Size of the database files on disk, with the write-ahead log. Any thread.
    [[nodiscard]] virtual qint64 bytes() const = 0;
    /// A new reading connection. Any thread.
    [[nodiscard]] virtual Result<std::unique_ptr<StoreReader>> openReader() const = 0;
    /// The registered users. Any thread; once is enough.
    [[nodiscard]] virtual Result<std::unique_ptr<UserStore>> openUsers() const = 0;
    /// The paper exchange. Any thread; once is enough.
    [[nodiscard]] virtual Result<std::unique_ptr<TradeStore>> openTrades() const = 0;
    /// The alerts. Any thread; once is enough.
    [[nodiscard]] virtual Result<std::unique_ptr<AlertStore>> openAlerts() const = 0;
};

} // namespace Tickwell
