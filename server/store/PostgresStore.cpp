// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PostgresStore.h"

#include "core/Backoff.h"
#include "store/PgBatchWriter.h"
#include "store/PgPool.h"
#include "store/PgPruner.h"
#include "store/PgSchema.h"
#include "store/PostgresAlerts.h"
#include "store/PostgresReader.h"
#include "store/PostgresTrades.h"
#include "store/PostgresUsers.h"

#include <QElapsedTimer>

#include <atomic>

namespace Tickwell {

namespace {

using namespace std::chrono_literals;

/// How often the size is asked for while the rows change little: it costs a look at the files.
constexpr auto SizeInterval = 10s;

class PostgresStore final : public Store
{
public:
    explicit PostgresStore(PgTarget target)
        : m_target(std::move(target))
        , m_pool(std::make_shared<PgPool>(m_target))
    {
    }

    [[nodiscard]] Result<void> connect();

    [[nodiscard]] Result<void> write(const RecordBatch &batch) override;
    [[nodiscard]] Result<bool> prune(const Retention &retention, Timestamp now) override;
    [[nodiscard]] qint64 rows() const override { return m_rows.load(std::memory_order_relaxed); }
    [[nodiscard]] qint64 bytes() const override { return m_bytes.load(std::memory_order_relaxed); }
    [[nodiscard]] Result<std::unique_ptr<StoreReader>> openReader() const override
    {
        return std::make_unique<PostgresReader>(m_pool);
    }
    [[nodiscard]] Result<std::unique_ptr<UserStore>> openUsers() const override
    {
        return std::make_unique<PostgresUsers>(m_pool);
    }
    [[nodiscard]] Result<std::unique_ptr<TradeStore>> openTrades() const override
    {
        return std::make_unique<PostgresTrades>(m_pool);
    }
    [[nodiscard]] Result<std::unique_ptr<AlertStore>> openAlerts() const override
    {
        return std::make_unique<PostgresAlerts>(m_pool);
    }

private:
    /// Connects again if need be; the last failure while it is too early for that.
    [[nodiscard]] Result<void> ensureConnected();
    [[nodiscard]] Result<void> writeRows(const RecordBatch &batch, Counters &counters);
    void settle(const Counters &counters);
    void measure();
    /// After a failure: whether the session goes on is seen by the next call.
    void dropIfLost();

    const PgTarget m_target;
    std::shared_ptr<PgPool> m_pool;
    std::optional<PgConnection> m_connection;
    PgBatchWriter m_writer;
    PgPruner m_pruner;
    Counters m_counters;
    Backoff m_backoff{500ms, 15s};
    Error m_failure;
    QElapsedTimer m_sinceFailure;
    std::chrono::milliseconds m_pause{0};
    QElapsedTimer m_sinceMeasured;
    qint64 m_measuredRows = 0;
    std::atomic<qint64> m_rows = 0;
    std::atomic<qint64> m_bytes = 0;
};

Result<void> PostgresStore::connect()
{
    auto connection = PgConnection::open(m_target);
    if (!connection)
        return tl::unexpected(connection.error());
    auto ready = takePgDatabase(*connection, m_target.shown());
    if (ready)
        ready = m_writer.prepare(*connection);
    if (!ready)
        return ready;
    const auto stored = connection->query(PgCountersSql);
    if (!stored)
        return tl::unexpected(stored.error());
    m_connection.emplace(std::move(*connection));
    settle(loadPgCounters(*stored));
    m_sinceMeasured.invalidate();
    measure();
    return {};
}

Result<void> PostgresStore::ensureConnected()
{
    if (m_connection)
        return {};
    if (m_sinceFailure.isValid() && m_sinceFailure.elapsed() < m_pause.count())
        return tl::unexpected(m_failure);
    auto connected = connect();
    if (connected) {
        m_backoff.reset();
        m_sinceFailure.invalidate();
    } else {
        m_failure = connected.error();
        m_pause = m_backoff.next();
        m_sinceFailure.start();
    }
    return connected;
}

void PostgresStore::dropIfLost()
{
    if (m_connection && m_connection->isLost())
        m_connection.reset();
}

Result<void> PostgresStore::write(const RecordBatch &batch)
{
    if (batch.rows() == 0)
        return {};
    if (const auto connected = ensureConnected(); !connected)
        return connected;
    Counters counters = m_counters;
    auto done = writeRows(batch, counters);
    if (!done) {
        m_writer.rolledBack();
        if (m_connection->isLost() || !m_connection->execute("ROLLBACK"))
            m_connection.reset();
        return done;
    }
    m_writer.committed();
    settle(counters);
    measure();
    return {};
}

Result<void> PostgresStore::writeRows(const RecordBatch &batch, Counters &counters)
{
    return m_connection->execute("BEGIN")
        .and_then([&] { return m_writer.write(*m_connection, batch, counters); })
        .and_then([&] { return m_connection->execute("COMMIT"); });
}

Result<bool> PostgresStore::prune(const Retention &retention, Timestamp now)
{
    if (const auto connected = ensureConnected(); !connected)
        return tl::unexpected(connected.error());
    Counters counters = m_counters;
    const auto more = m_pruner.prune(*m_connection, retention, now, m_writer.symbols(), counters);
    if (more)
        settle(counters);
    dropIfLost();
    return more;
}

void PostgresStore::settle(const Counters &counters)
{
    m_counters = counters;
    m_rows.store(counters.rows(), std::memory_order_relaxed);
}

void PostgresStore::measure()
{
    const qint64 change = std::abs(m_counters.rows() - m_measuredRows);
    if (m_sinceMeasured.isValid() && change <= std::max<qint64>(1'000, m_measuredRows / 10)
        && m_sinceMeasured.elapsed() < std::chrono::milliseconds(SizeInterval).count())
        return;
    m_sinceMeasured.start();
    m_measuredRows = m_counters.rows();
    const auto size = m_connection->query(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class "
        "WHERE relnamespace = 'tickwell'::regnamespace AND relkind = 'r'");
    if (size)
        m_bytes.store(size->number().value_or(0), std::memory_order_relaxed);
}

} // namespace

Result<std::unique_ptr<Store>> openPostgresStore(const QString &url)
{
    auto target = PgTarget::parse(url);
    if (!target)
        return tl::unexpected(target.error());
    auto store = std::make_unique<PostgresStore>(std::move(*target));
    if (const auto connected = store->connect(); !connected)
        return tl::unexpected(connected.error());
    return store;
}

Result<std::unique_ptr<StoreReader>> openPostgresReader(const QString &url)
{
    auto target = PgTarget::parse(url);
    if (!target)
        return tl::unexpected(target.error());
    const QString shown = target->shown();
    auto pool = std::make_shared<PgPool>(std::move(*target));
    const auto version = pool->query("SELECT CASE WHEN to_regclass('tickwell.schema_version') "
                                     "IS NULL THEN 0 ELSE 1 END");
    if (!version)
        return tl::unexpected(version.error());
    if (version->number() != 1) {
        return failure(shown
                           + QStringLiteral(" holds nothing yet: start Tickwell to record into it"),
                       Error::Kind::NotFound);
    }
    const auto stored = pool->query("SELECT version FROM schema_version");
    if (!stored)
        return tl::unexpected(stored.error());
    if (stored->number() != pgMigrations().back().version) {
        return failure(
            shown
                + QStringLiteral(" is of another version than this Tickwell: use the one "
                                 "that records into it"),
            Error::Kind::Conflict);
    }
    return std::make_unique<PostgresReader>(std::move(pool));
}

} // namespace Tickwell
