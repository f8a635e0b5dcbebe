// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Schema.h"

#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <array>
#include <memory>

namespace Tickwell {

namespace {

/// Times are microseconds since the epoch. A `scales` column packs the scales of the row's
/// decimals, four bits each, the first one lowest (store/Rows.h).
///
/// Ticks and bars are clustered by what they are asked for: a symbol and a stretch of time. Rows of
/// all symbols in the order of time are merged from one stream for each symbol, which costs less
/// than a second index would at every insert.
///
/// tick_hours counts the ticks of each symbol and hour. It answers how many rows a range has
/// without reading them, and tells retention where the oldest ones are.
constexpr const char *Version1 = R"(
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE symbols (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE ticks (
    symbol INTEGER NOT NULL,
    time INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    price INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    scales INTEGER NOT NULL,
    PRIMARY KEY (symbol, time, seq)
) WITHOUT ROWID;

CREATE TABLE tick_hours (
    hour INTEGER NOT NULL,
    symbol INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (hour, symbol)
) WITHOUT ROWID;

CREATE TABLE candles (
    symbol INTEGER NOT NULL,
    interval INTEGER NOT NULL,
    start INTEGER NOT NULL,
    open INTEGER NOT NULL,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    close INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    scales INTEGER NOT NULL,
    ticks INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    PRIMARY KEY (symbol, interval, start)
) WITHOUT ROWID;

CREATE TABLE host_samples (
    time INTEGER PRIMARY KEY,
    cpu_usage REAL,
    load1 REAL,
    load5 REAL,
    load15 REAL,
    memory_total INTEGER NOT NULL,
    memory_available INTEGER NOT NULL,
    swap_total INTEGER NOT NULL,
    swap_used INTEGER NOT NULL,
    network_in REAL,
    network_out REAL,
    disk_read REAL,
    disk_write REAL,
    active_connections INTEGER NOT NULL
);

CREATE TABLE chat_messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    room TEXT NOT NULL,
    recipient TEXT NOT NULL,
    user_id TEXT NOT NULL,
    text TEXT NOT NULL,
    time INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    edited_at INTEGER NOT NULL,
    deleted INTEGER NOT NULL
);
CREATE INDEX chat_messages_by_room ON chat_messages (room, seq);
CREATE INDEX chat_messages_by_time ON chat_messages (time);
)";

/// NOCASE: a name that differs from another by case alone would pass for it. AUTOINCREMENT: a token
/// names its user by the id, and must not fit another one later.
constexpr const char *Version2 = R"(
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    is_administrator INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    tokens_from INTEGER NOT NULL
);
)";

/// Decimals are text (store/TradeRows.h). `place` is an order's turn among the open ones.
constexpr const char *Version3 = R"(
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    client_order_id TEXT NOT NULL,
    trader TEXT NOT NULL,
    symbol TEXT NOT NULL,
    side TEXT NOT NULL,
    type TEXT NOT NULL,
    quantity TEXT NOT NULL,
    price TEXT NOT NULL,
    stop_price TEXT NOT NULL,
    time_in_force TEXT NOT NULL,
    filled_quantity TEXT NOT NULL,
    filled_value TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    replaced_by INTEGER NOT NULL,
    reserve_price TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX orders_open ON orders (id) WHERE state IN ('new', 'partially_filled');
CREATE INDEX orders_by_time ON orders (created_at);

CREATE TABLE trades (
    seq INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    price TEXT NOT NULL,
    quantity TEXT NOT NULL,
    buy_order INTEGER NOT NULL,
    sell_order INTEGER NOT NULL,
    buyer TEXT NOT NULL,
    seller TEXT NOT NULL
);
CREATE INDEX trades_by_time ON trades (time);

CREATE TABLE holdings (
    trader TEXT NOT NULL,
    symbol TEXT NOT NULL,
    quantity TEXT NOT NULL,
    cost TEXT NOT NULL,
    realized_profit TEXT NOT NULL,
    PRIMARY KEY (trader, symbol)
) WITHOUT ROWID;

CREATE TABLE trading_accounts (
    trader TEXT PRIMARY KEY,
    cash TEXT NOT NULL
) WITHOUT ROWID;
)";

/// Decimals and readings are text, as are times that may be missing: empty then.
constexpr const char *Version4 = R"(
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    symbol TEXT NOT NULL,
    bar_interval TEXT NOT NULL,
    indicator TEXT NOT NULL,
    period INTEGER NOT NULL,
    slow_period INTEGER NOT NULL,
    signal_period INTEGER NOT NULL,
    reading TEXT NOT NULL,
    window_seconds INTEGER NOT NULL,
    direction TEXT NOT NULL,
    threshold TEXT NOT NULL,
    hysteresis TEXT NOT NULL,
    cool_down INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    state TEXT NOT NULL,
    side TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    fired_at TEXT NOT NULL
);

CREATE TABLE alert_events (
    seq INTEGER PRIMARY KEY,
    alert_id INTEGER NOT NULL,
    time INTEGER NOT NULL,
    value TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE alert_ids (
    name TEXT PRIMARY KEY,
    last_id INTEGER NOT NULL
) WITHOUT ROWID;
)";

constexpr std::array Migrations{Migration{1, Version1}, Migration{2, Version2},
                                Migration{3, Version3}, Migration{4, Version4}};

/// Up to this size the whole file is checked at opening, which takes some 20 ms.
constexpr qint64 FullCheckBytes = qint64(8) << 20;

QString pathOf(const Connection &connection)
{
    return QString::fromUtf8(sqlite3_db_filename(connection.handle(), "main"));
}

tl::unexpected<Error> notOurs(const QString &path)
{
    return failure(
        QStringLiteral("%1 is not Tickwell's: move it away, or choose another data folder "
                       "with --data-dir")
            .arg(path),
        Error::Kind::Conflict);
}

tl::unexpected<Error> damaged(const QString &path, const QString &why)
{
    return failure(QStringLiteral("%1 is damaged (%2): put a copy of it back, or move it away to "
                                  "start a new one")
                       .arg(path, why),
                   Error::Kind::Conflict);
}

Result<void> checkVersion(const QString &path, qint64 version, std::span<const Migration> steps)
{
    if (version <= steps.back().version)
        return {};
    return failure(
        QStringLiteral("%1 was written by a newer Tickwell (its schema is version %2, this "
                       "program knows %3): use the newer program, or another data folder")
            .arg(path)
            .arg(version)
            .arg(steps.back().version),
        Error::Kind::Conflict);
}

/// The first bytes of @p path; fewer when it is shorter. Through SQLite's file layer, because
/// closing a file of one's own would drop the locks that other connections of this process hold.
Result<QByteArray> readHeader(const QString &path)
{
    constexpr int HeaderSize = 100;
    sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
    const QByteArray utf8 = path.toUtf8();
    const std::unique_ptr<const char, void (*)(const char *)> name(
        sqlite3_create_filename(utf8.constData(), "", "", 0, nullptr),
        [](const char *text) { sqlite3_free_filename(text); });
    const auto storage = std::make_unique<std::max_align_t[]>(
        static_cast<size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    auto *file = reinterpret_cast<sqlite3_file *>(storage.get());
    if (vfs->xOpen(vfs, name.get(), file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nullptr)
        != SQLITE_OK)
        return failure(QStringLiteral("cannot read %1: %2").arg(path, qt_error_string(errno)),
                       Error::Kind::Unavailable);
    QByteArray header(HeaderSize, '\0');
    const int code = file->pMethods->xRead(file, header.data(), HeaderSize, 0);
    file->pMethods->xClose(file);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return failure(QStringLiteral("cannot read %1").arg(path), Error::Kind::Unavailable);
    header.truncate(std::min<qint64>(QFileInfo(path).size(), HeaderSize));
    return header;
}

} // namespace

std::span<const Migration> migrations()
{
    return Migrations;
}

Result<void> checkHeader(const QString &path, std::span<const Migration> steps)
{
    const auto header = readHeader(path);
    if (!header)
        return tl::unexpected(header.error());
    if (header->isEmpty())
        return {};
    // https://www.sqlite.org/fileformat2.html#the_database_header
    if (header->size() < 100 || !header->startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return failure(QStringLiteral("%1 is not a database: move it away, or choose another data "
                                      "folder with --data-dir")
                           .arg(path),
                       Error::Kind::Conflict);
    const auto version = qFromBigEndian<qint32>(header->constData() + 60);
    const auto application = qFromBigEndian<qint32>(header->constData() + 68);
    // Both are zero while the first transaction is still in the write-ahead log.
    if (application != ApplicationId && (application != 0 || version != 0))
        return notOurs(path);
    return checkVersion(path, version, steps);
}

Result<SchemaState> checkSchema(const Connection &connection, std::span<const Migration> steps)
{
    const QString path = pathOf(connection);
    const auto version = connection.number("PRAGMA user_version");
    const auto application = connection.number("PRAGMA application_id");
    const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
    for (const auto *value : {&version, &application, &tables}) {
        if (!*value)
            return tl::unexpected(value->error());
    }
    if (*application == 0 && *version == 0 && *tables == 0)
        return SchemaState::Empty;
    if (*application != ApplicationId || *version < 1)
        return notOurs(path);
    if (const auto known = checkVersion(path, *version, steps); !known)
        return tl::unexpected(known.error());
    return *version == steps.back().version ? SchemaState::Current : SchemaState::Older;
}

Result<void> checkIntegrity(const Connection &connection)
{
    const auto pages = connection.number("PRAGMA page_count");
    const auto pageSize = connection.number("PRAGMA page_size");
    if (!pages || !pageSize)
        return tl::unexpected(pages ? pageSize.error() : pages.error());
    if (*pages * *pageSize <= FullCheckBytes) {
        auto check = connection.prepare("PRAGMA quick_check(1)");
        if (!check)
            return tl::unexpected(check.error());
        if (check->step() == Statement::Step::Failed)
            return tl::unexpected(check->error());
        if (const QString verdict = check->text(0); verdict != u"ok")
            return damaged(pathOf(connection), verdict.simplified());
        return {};
    }
    // One end at a time: SQLite finds a lone min() or max() without reading the table.
    for (const QByteArrayView sql :
         {"SELECT min(symbol) FROM ticks", "SELECT max(symbol) FROM ticks",
          "SELECT min(hour) FROM tick_hours", "SELECT max(hour) FROM tick_hours",
          "SELECT min(symbol) FROM candles", "SELECT max(symbol) FROM candles",
          "SELECT max(id) FROM symbols", "SELECT min(time) FROM host_samples",
          "SELECT max(time) FROM host_samples", "SELECT max(seq) FROM chat_messages",
          "SELECT max(id) FROM users", "SELECT max(id) FROM orders", "SELECT max(seq) FROM trades",
          "SELECT max(id) FROM alerts", "SELECT max(seq) FROM alert_events",
          "SELECT sum(value) FROM counters"}) {
        if (const auto edge = connection.number(sql); !edge)
            return tl::unexpected(edge.error());
    }
    return {};
}

Result<void> migrate(Connection &connection, std::span<const Migration> steps)
{
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    for (const Migration &step : steps) {
        if (step.version <= *version)
            continue;
        if (const auto done = connection.execute(step.sql); !done)
            return done;
    }
    const QByteArray mark = "PRAGMA application_id = " + QByteArray::number(ApplicationId)
        + "; PRAGMA user_version = " + QByteArray::number(steps.back().version);
    if (const auto done = connection.execute(mark.constData()); !done)
        return done;
    return transaction->commit();
}

} // namespace Tickwell
