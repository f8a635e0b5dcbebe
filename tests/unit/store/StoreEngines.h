// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "PostgresServer.h"
#include "StoreTestData.h"

#include "store/PgConnection.h"
#include "store/PostgresStore.h"

/// The stores that must behave alike: each test runs on all of them with one expectation.
namespace Tickwell::StoreTest {

/// For initTestCase_data().
inline void addEngines()
{
    QTest::addColumn<QByteArray>("engine");
    QTest::newRow("sqlite") << QByteArray("sqlite");
    QTest::newRow("postgresql") << QByteArray("postgresql");
}

/// An empty store of the engine of the test's row.
class EngineFixture
{
public:
    [[nodiscard]] bool isSqlite() const { return m_sqlite; }
    [[nodiscard]] Store &store() { return **m_store; }
    [[nodiscard]] QString dir() const { return m_dir->path(); }
    [[nodiscard]] const PostgresServer &postgres() const { return m_postgres; }

    /// Call it by MAKE_STORE alone.
    void make(const QByteArray &engine)
    {
        m_sqlite = engine == "sqlite";
        m_dir = std::make_unique<QTemporaryDir>();
        if (!m_sqlite) {
            if (!m_running)
                m_running = m_postgres.start();
            auto session = PgConnection::open(*PgTarget::parse(m_postgres.url()));
            VERIFY_OK(session);
            VERIFY_OK(session->execute("DROP SCHEMA IF EXISTS tickwell CASCADE"));
        }
        open();
    }
    void reopen()
    {
        m_store->reset();
        open();
    }
    void close()
    {
        if (m_store)
            m_store->reset();
        m_dir.reset();
    }

private:
    void open()
    {
        m_store = m_sqlite ? openSqliteStore(m_dir->path()) : openPostgresStore(m_postgres.url());
        VERIFY_OK(m_store);
    }

    bool m_sqlite = true;
    bool m_running = false;
    PostgresServer m_postgres;
    std::unique_ptr<QTemporaryDir> m_dir;
    Result<std::unique_ptr<Store>> m_store;
};

} // namespace Tickwell::StoreTest

/// For init().
#define MAKE_STORE(fixture)                                                                        \
    do {                                                                                           \
        QFETCH_GLOBAL(QByteArray, engine);                                                         \
        if (engine == "postgresql")                                                                \
            SKIP_WITHOUT_POSTGRESQL()                                                              \
        (fixture).make(engine);                                                                    \
    } while (false)
