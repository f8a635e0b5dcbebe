// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgSchema.h"

#include <array>

namespace Tickwell {

namespace {

/// As in SQLite's (store/Schema.cpp), with text by its bytes: no order here depends on a language.
constexpr const char *Version1 = R"(
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE symbols (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE ticks (
    symbol BIGINT NOT NULL,
    time BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    price BIGINT NOT NULL,
    volume BIGINT NOT NULL,
    scales BIGINT NOT NULL,
    PRIMARY KEY (symbol, time, seq)
);

CREATE TABLE tick_hours (
    hour BIGINT NOT NULL,
    symbol BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    PRIMARY KEY (hour, symbol)
);

CREATE TABLE candles (
    symbol BIGINT NOT NULL,
    "interval" BIGINT NOT NULL,
    start BIGINT NOT NULL,
    open BIGINT NOT NULL,
    high BIGINT NOT NULL,
    low BIGINT NOT NULL,
    close BIGINT NOT NULL,
    volume BIGINT NOT NULL,
    scales BIGINT NOT NULL,
    ticks BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    PRIMARY KEY (symbol, "interval", start)
);

CREATE TABLE host_samples (
    time BIGINT PRIMARY KEY,
    cpu_usage DOUBLE PRECISION,
    load1 DOUBLE PRECISION,
    load5 DOUBLE PRECISION,
    load15 DOUBLE PRECISION,
    memory_total BIGINT NOT NULL,
    memory_available BIGINT NOT NULL,
    swap_total BIGINT NOT NULL,
    swap_used BIGINT NOT NULL,
    network_in DOUBLE PRECISION,
    network_out DOUBLE PRECISION,
    disk_read DOUBLE PRECISION,
    disk_write DOUBLE PRECISION,
    active_connections BIGINT NOT NULL
);

CREATE TABLE chat_messages (
    seq BIGINT PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    room TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    time BIGINT NOT NULL,
    client_id TEXT COLLATE "C" NOT NULL,
    edited_at BIGINT NOT NULL,
    deleted BIGINT NOT NULL
);
CREATE INDEX chat_messages_by_room ON chat_messages (room, seq);
CREATE INDEX chat_messages_by_time ON chat_messages (time);
)";

/// In the collation "C" lower() knows ASCII alone, as SQLite's NOCASE does.
constexpr const char *Version2 = R"(
CREATE TABLE users (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    is_administrator BIGINT NOT NULL,
    is_active BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    tokens_from BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_by_name ON users (lower(name));
CREATE UNIQUE INDEX users_by_email ON users (lower(email));
)";

constexpr const char *Version3 = R"(
CREATE TABLE orders (
    id BIGINT PRIMARY KEY,
    client_order_id TEXT COLLATE "C" NOT NULL,
    trader TEXT COLLATE "C" NOT NULL,
    symbol TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    price TEXT COLLATE "C" NOT NULL,
    stop_price TEXT COLLATE "C" NOT NULL,
    time_in_force TEXT COLLATE "C" NOT NULL,
    filled_quantity TEXT COLLATE "C" NOT NULL,
    filled_value TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    replaced_by BIGINT NOT NULL,
    reserve_price TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL
);
CREATE INDEX orders_open ON orders (id) WHERE state IN ('new', 'partially_filled');
CREATE INDEX orders_by_time ON orders (created_at);

CREATE TABLE trades (
    seq BIGINT PRIMARY KEY,
    time BIGINT NOT NULL,
    symbol TEXT COLLATE "C" NOT NULL,
    price TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    buy_order BIGINT NOT NULL,
    sell_order BIGINT NOT NULL,
    buyer TEXT COLLATE "C" NOT NULL,
    seller TEXT COLLATE "C" NOT NULL
);
CREATE INDEX trades_by_time ON trades (time);

CREATE TABLE holdings (
    trader TEXT COLLATE "C" NOT NULL,
    symbol TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    cost TEXT COLLATE "C" NOT NULL,
    realized_profit TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (trader, symbol)
);

CREATE TABLE trading_accounts (
    trader TEXT COLLATE "C" PRIMARY KEY,
    cash TEXT COLLATE "C" NOT NULL
);
)";

constexpr const char *Version4 = R"(
CREATE TABLE alerts (
    id BIGINT PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    symbol TEXT COLLATE "C" NOT NULL,
    bar_interval TEXT COLLATE "C" NOT NULL,
    indicator TEXT COLLATE "C" NOT NULL,
    period BIGINT NOT NULL,
    slow_period BIGINT NOT NULL,
    signal_period BIGINT NOT NULL,
    reading TEXT COLLATE "C" NOT NULL,
    window_seconds BIGINT NOT NULL,
    direction TEXT COLLATE "C" NOT NULL,
    threshold TEXT COLLATE "C" NOT NULL,
    hysteresis TEXT COLLATE "C" NOT NULL,
    cool_down BIGINT NOT NULL,
    repeats BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    fired_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE alert_events (
    seq BIGINT PRIMARY KEY,
    alert_id BIGINT NOT NULL,
    time BIGINT NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL
);

CREATE TABLE alert_ids (
    name TEXT COLLATE "C" PRIMARY KEY,
    last_id BIGINT NOT NULL
);
)";

constexpr std::array Migrations{Migration{1, Version1}, Migration{2, Version2},
                                Migration{3, Version3}, Migration{4, Version4}};

/// The session of one who has just ended may hold the lock for a moment longer.
Result<void> takeAlone(PgConnection &connection, const QString &shown)
{
    constexpr int Tries = 20;
    for (int i = 0; i < Tries; ++i) {
        const auto taken =
            connection.query("SELECT pg_try_advisory_lock($1)::int", {PgValue(ApplicationId)});
        if (!taken)
            return tl::unexpected(taken.error());
        if (taken->number() == 1)
            return {};
        if (const auto waited = connection.query("SELECT pg_sleep(0.1)"); !waited)
            return tl::unexpected(waited.error());
    }
    return failure(
        shown
            + QStringLiteral(": another Tickwell records into this database: stop it, or "
                             "name another database"),
        Error::Kind::Conflict);
}

Result<void> migrateFrom(PgConnection &connection, qint64 version, std::span<const Migration> steps)
{
    Result<void> done = connection.execute("BEGIN");
    if (done && version == 0)
        done = connection.execute("CREATE SCHEMA IF NOT EXISTS tickwell; "
                                  "CREATE TABLE schema_version (version BIGINT NOT NULL); "
                                  "INSERT INTO schema_version VALUES (0)");
    for (const Migration &step : steps) {
        if (done && step.version > version)
            done = connection.execute(step.sql);
    }
    if (done)
        done = connection.execute("UPDATE schema_version SET version = "
                                  + QByteArray::number(steps.back().version) + "; COMMIT");
    if (!done)
        (void)connection.execute("ROLLBACK");
    return done;
}

} // namespace

std::span<const Migration> pgMigrations()
{
    return Migrations;
}

Result<void> takePgDatabase(PgConnection &connection, const QString &shown,
                            std::span<const Migration> steps)
{
    if (const auto taken = takeAlone(connection, shown); !taken)
        return taken;
    const auto state = connection.query(
        "SELECT to_regclass('tickwell.schema_version') IS NOT NULL, "
        "(SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('tickwell'))");
    if (!state)
        return tl::unexpected(state.error());
    const bool versioned = state->row(0).utf8(0) == "t";
    if (!versioned && state->row(0).integer(1) > 0) {
        return failure(shown
                           + QStringLiteral(": there is a schema tickwell that is not Tickwell's: "
                                            "rename it, or name another database"),
                       Error::Kind::Conflict);
    }
    qint64 version = 0;
    if (versioned) {
        const auto stored = connection.query("SELECT version FROM schema_version");
        if (!stored)
            return tl::unexpected(stored.error());
        version = stored->number().value_or(0);
    }
    if (version > steps.back().version) {
        return failure(shown
                           + QStringLiteral(": written by a newer Tickwell (its schema is version "
                                            "%1, this program knows %2): use the newer program, or "
                                            "another database")
                                 .arg(version)
                                 .arg(steps.back().version),
                       Error::Kind::Conflict);
    }
    return version == steps.back().version
        ? Result<void>()
        : migrateFrom(connection, versioned ? version : 0, steps);
}

} // namespace Tickwell
