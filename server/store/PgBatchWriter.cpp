// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgBatchWriter.h"

#include "store/Rows.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <vector>

namespace Tickwell {

namespace {

constexpr const char *TemporaryTables =
    "CREATE TEMPORARY TABLE new_ticks (LIKE ticks) ON COMMIT DELETE ROWS; "
    "CREATE TEMPORARY TABLE new_candles (LIKE candles) ON COMMIT DELETE ROWS; "
    "CREATE TEMPORARY TABLE new_samples (LIKE host_samples) ON COMMIT DELETE ROWS; "
    "CREATE TEMPORARY TABLE new_messages (LIKE chat_messages) ON COMMIT DELETE ROWS";

/// Adds what is not there, counts it by symbol and hour, and gives how many rows that were.
constexpr const char *AddTicks = R"(
WITH added AS (
    INSERT INTO ticks SELECT * FROM pg_temp.new_ticks ORDER BY symbol, time, seq
    ON CONFLICT DO NOTHING RETURNING symbol, time
), hours AS (
    SELECT (time - mod(mod(time, 3600000000) + 3600000000, 3600000000)) / 3600000000 AS hour,
           symbol, count(*) AS rows
    FROM added GROUP BY 1, 2
), counted AS (
    INSERT INTO tick_hours SELECT hour, symbol, rows FROM hours
    ON CONFLICT (hour, symbol) DO UPDATE SET rows = tick_hours.rows + excluded.rows
)
SELECT coalesce(sum(rows), 0)::bigint FROM hours)";

/// Puts rows in place of those of the same key, and gives how many were new.
QByteArray replaceSql(const QByteArray &table, const QByteArray &from, const QByteArray &keys,
                      const QByteArray &columns)
{
    QByteArray assignments;
    for (const QByteArray &column : columns.split(',')) {
        const QByteArray name = column.trimmed();
        assignments += (assignments.isEmpty() ? "" : ", ") + name + " = excluded." + name;
    }
    return "WITH put AS (INSERT INTO " + table + " SELECT * FROM pg_temp." + from + " ON CONFLICT ("
        + keys + ") DO UPDATE SET " + assignments
        + " RETURNING (xmax = 0) AS added) SELECT count(*) FILTER (WHERE added) FROM put";
}

/// A line of COPY's text format.
class CopyLine
{
public:
    explicit CopyLine(QByteArray &out)
        : m_out(out)
    {
    }
    ~CopyLine() { m_out += '\n'; }
    Q_DISABLE_COPY_MOVE(CopyLine)

    CopyLine &operator<<(qint64 number)
    {
        separate();
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
        m_out.append(digits.data(), end - digits.data());
        return *this;
    }
    CopyLine &operator<<(std::optional<double> number)
    {
        separate();
        m_out += number ? QByteArray::number(*number, 'g', 17) : QByteArray("\\N");
        return *this;
    }
    CopyLine &operator<<(const QString &text)
    {
        separate();
        for (const char c : text.toUtf8()) {
            switch (c) {
            case '\\':
                m_out += "\\\\";
                break;
            case '\t':
                m_out += "\\t";
                break;
            case '\n':
                m_out += "\\n";
                break;
            case '\r':
                m_out += "\\r";
                break;
            case '\0': // which PostgreSQL cannot keep
                m_out += "\xef\xbf\xbd";
                break;
            default:
                m_out += c;
            }
        }
        return *this;
    }

private:
    void separate()
    {
        if (!m_first)
            m_out += '\t';
        m_first = false;
    }

    QByteArray &m_out;
    bool m_first = true;
};

/// The last row of each key: an INSERT may replace a row once only.
template<typename Row, typename KeyOf>
QList<Row> latestOf(const QList<Row> &rows, KeyOf keyOf)
{
    QSet<decltype(keyOf(rows.first()))> seen;
    QList<Row> latest;
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) {
        if (!seen.contains(keyOf(*row))) {
            seen.insert(keyOf(*row));
            latest.append(*row);
        }
    }
    return latest;
}

Result<qint64> copyAndRun(PgConnection &connection, const QByteArray &table, const QByteArray &rows,
                          const QByteArray &sql)
{
    if (const auto copied = connection.copyIn("COPY pg_temp." + table + " FROM STDIN", rows);
        !copied)
        return tl::unexpected(copied.error());
    return connection.query(sql).map(
        [](const PgResult &result) { return result.number().value_or(0); });
}

struct TickRow
{
    qint64 symbol;
    qint64 time;
    qint64 seq;
    const Tick *tick;
};

/// Counts @p rows, which are sorted and all new, by symbol and hour.
QByteArray countTicksSql(const std::vector<TickRow> &rows)
{
    QByteArray values;
    for (auto at = rows.begin(); at != rows.end();) {
        const qint64 hour = hourOf(at->time);
        const auto end = std::find_if(at, rows.end(), [&](const TickRow &row) {
            return row.symbol != at->symbol || hourOf(row.time) != hour;
        });
        values += (values.isEmpty() ? "(" : ", (") + QByteArray::number(hour) + ", "
            + QByteArray::number(at->symbol) + ", " + QByteArray::number(qint64(end - at)) + ')';
        at = end;
    }
    return "INSERT INTO tick_hours (hour, symbol, rows) VALUES " + values
        + " ON CONFLICT (hour, symbol) DO UPDATE SET rows = tick_hours.rows + excluded.rows";
}

struct Entry
{
    const char *name;
    qint64 Counters::*value;
};

constexpr std::array Entries{Entry{"ticks", &Counters::ticks},
                             Entry{"candles", &Counters::candles},
                             Entry{"host_samples", &Counters::samples},
                             Entry{"chat_messages", &Counters::messages},
                             Entry{"last_tick_seq", &Counters::lastTickSeq},
                             Entry{"last_message_seq", &Counters::lastMessageSeq}};

} // namespace

Counters loadPgCounters(const PgResult &rows)
{
    Counters counters;
    for (int i = 0; i < rows.rows(); ++i) {
        for (const Entry &entry : Entries) {
            if (rows.row(i).utf8(0) == QByteArrayView(entry.name))
                counters.*entry.value = rows.row(i).integer(1);
        }
    }
    return counters;
}

Result<void> savePgCounters(PgConnection &connection, const Counters &counters)
{
    QByteArray values;
    for (const Entry &entry : Entries) {
        values += (values.isEmpty() ? "('" : ", ('") + QByteArray(entry.name) + "', "
            + QByteArray::number(counters.*entry.value) + ')';
    }
    return connection.execute("INSERT INTO counters (name, value) VALUES " + values
                              + " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
}

Result<void> PgBatchWriter::prepare(PgConnection &connection)
{
    m_symbols.clear();
    m_new.clear();
    if (const auto made = connection.execute(TemporaryTables); !made)
        return made;
    const auto symbols = connection.query("SELECT id, name FROM symbols");
    if (!symbols)
        return tl::unexpected(symbols.error());
    for (int i = 0; i < symbols->rows(); ++i)
        m_symbols.insert(symbols->row(i).text(1), symbols->row(i).integer(0));
    return {};
}

void PgBatchWriter::rolledBack()
{
    for (const QString &symbol : std::as_const(m_new))
        m_symbols.remove(symbol);
    m_new.clear();
}

Result<qint64> PgBatchWriter::idOf(PgConnection &connection, const QString &symbol)
{
    if (const auto known = m_symbols.constFind(symbol); known != m_symbols.cend())
        return *known;
    const auto added = connection.query("INSERT INTO symbols (name) VALUES ($1) ON CONFLICT (name) "
                                        "DO UPDATE SET name = excluded.name RETURNING id",
                                        {PgValue(symbol)});
    if (!added)
        return tl::unexpected(added.error());
    const qint64 id = added->number().value_or(0);
    m_symbols.insert(symbol, id);
    m_new.append(symbol);
    return id;
}

Result<void> PgBatchWriter::write(PgConnection &connection, const RecordBatch &batch,
                                  Counters &counters)
{
    if (const auto done = writeTicks(connection, batch.ticks, counters); !done)
        return done;
    const auto candles = writeCandles(connection, batch.candles);
    if (!candles)
        return tl::unexpected(candles.error());
    const auto samples = writeSamples(connection, batch.samples);
    if (!samples)
        return tl::unexpected(samples.error());
    const auto messages = writeMessages(connection, batch.messages);
    if (!messages)
        return tl::unexpected(messages.error());
    counters.candles += *candles;
    counters.samples += *samples;
    counters.messages += *messages;
    for (const ChatMessage &message : batch.messages)
        counters.lastMessageSeq = std::max(counters.lastMessageSeq, storedSeq(message.seq));
    return savePgCounters(connection, counters);
}

Result<void> PgBatchWriter::writeTicks(PgConnection &connection, const QList<Tick> &ticks,
                                       Counters &counters)
{
    if (ticks.isEmpty())
        return {};
    std::vector<TickRow> sorted;
    sorted.reserve(static_cast<size_t>(ticks.size()));
    for (const Tick &tick : ticks) {
        const auto symbol = idOf(connection, tick.symbol);
        if (!symbol)
            return tl::unexpected(symbol.error());
        sorted.push_back({*symbol, toMicros(tick.time), storedSeq(tick.seq), &tick});
        counters.lastTickSeq = std::max(counters.lastTickSeq, sorted.back().seq);
    }
    // In the order of the key, neighbouring rows land on the same page.
    std::ranges::sort(sorted, {},
                      [](const TickRow &row) { return std::tuple(row.symbol, row.time, row.seq); });
    QByteArray rows;
    rows.reserve(ticks.size() * 64);
    for (const TickRow &row : sorted) {
        CopyLine(rows) << row.symbol << row.time << row.seq << row.tick->price.units()
                       << row.tick->volume.units()
                       << packScales({row.tick->price, row.tick->volume});
    }
    // Mostly all rows are new, and a COPY takes half the time of an INSERT that looks first.
    if (const auto saved = connection.execute("SAVEPOINT before_ticks"); !saved)
        return saved;
    const auto copied = connection.copyIn("COPY ticks FROM STDIN", rows).and_then([&] {
        return connection.execute(countTicksSql(sorted));
    });
    if (copied) {
        counters.ticks += ticks.size();
        return {};
    }
    if (connection.isLost())
        return copied;
    if (const auto undone = connection.execute("ROLLBACK TO before_ticks"); !undone)
        return undone;
    return copyAndRun(connection, "new_ticks", rows, AddTicks).map([&](qint64 added) {
        counters.ticks += added;
    });
}

Result<qint64> PgBatchWriter::writeCandles(PgConnection &connection, const QList<Candle> &candles)
{
    if (candles.isEmpty())
        return 0;
    using Key = std::pair<QString, std::pair<qint64, qint64>>;
    QByteArray rows;
    for (const Candle &candle : latestOf(candles, [](const Candle &bar) {
             return Key{bar.symbol, {static_cast<qint64>(bar.interval), toMicros(bar.start)}};
         })) {
        const auto symbol = idOf(connection, candle.symbol);
        if (!symbol)
            return symbol;
        CopyLine line(rows);
        line << *symbol << static_cast<qint64>(candle.interval) << toMicros(candle.start);
        for (const Decimal value :
             {candle.open, candle.high, candle.low, candle.close, candle.volume})
            line << value.units();
        line << packScales({candle.open, candle.high, candle.low, candle.close, candle.volume})
             << candle.ticks << qint64(candle.closed);
    }
    static const QByteArray sql =
        replaceSql("candles", "new_candles", "symbol, \"interval\", start",
                   "open, high, low, close, volume, scales, ticks, closed");
    return copyAndRun(connection, "new_candles", rows, sql);
}

Result<qint64> PgBatchWriter::writeSamples(PgConnection &connection,
                                           const QList<HostSample> &samples)
{
    if (samples.isEmpty())
        return 0;
    QByteArray rows;
    for (const HostSample &sample :
         latestOf(samples, [](const HostSample &row) { return toMicros(row.time); })) {
        CopyLine(rows) << toMicros(sample.time) << sample.cpuUsage << sample.load1 << sample.load5
                       << sample.load15 << static_cast<qint64>(sample.memoryTotal)
                       << static_cast<qint64>(sample.memoryAvailable)
                       << static_cast<qint64>(sample.swapTotal)
                       << static_cast<qint64>(sample.swapUsed) << sample.networkIn
                       << sample.networkOut << sample.diskRead << sample.diskWrite
                       << qint64(sample.activeConnections);
    }
    static const QByteArray sql =
        replaceSql("host_samples", "new_samples", "time",
                   QByteArray(SampleColumns).sliced(QByteArray("time, ").size()));
    return copyAndRun(connection, "new_samples", rows, sql);
}

Result<qint64> PgBatchWriter::writeMessages(PgConnection &connection,
                                            const QList<ChatMessage> &messages)
{
    if (messages.isEmpty())
        return 0;
    QByteArray rows;
    for (const ChatMessage &message :
         latestOf(messages, [](const ChatMessage &row) { return storedSeq(row.seq); })) {
        CopyLine(rows) << storedSeq(message.seq) << message.id << message.room << message.to
                       << message.userId << message.text << toMicros(message.time)
                       << message.clientId << toMicros(message.editedAt) << qint64(message.deleted);
    }
    static const QByteArray sql =
        replaceSql("chat_messages", "new_messages", "seq",
                   QByteArray(MessageColumns).sliced(QByteArray("seq, ").size()));
    return copyAndRun(connection, "new_messages", rows, sql);
}

} // namespace Tickwell
