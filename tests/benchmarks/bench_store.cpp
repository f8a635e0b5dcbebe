// SPDX-License-Identifier: GPL-3.0-or-later
// How fast rows are stored, exported and pruned.
//
//   bench_store [ROWS]             all of it, in a temporary folder
//   bench_store make DIR ROWS      leaves the database in DIR, which may be postgresql://…
//   bench_store export DIR FILE    writes the ticks of the database in DIR as CSV to FILE
#include "store/FileExport.h"
#include "store/PostgresStore.h"
#include "store/SqliteStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <random>

using namespace Tickwell;

namespace {

constexpr int Symbols = 20;
constexpr qsizetype BatchRows = 20'000;

int fail(const Error &error)
{
    std::fprintf(stderr, "bench_store: %s\n", qPrintable(error.message));
    return 1;
}

void report(const char *what, qint64 rows, qint64 nanoseconds)
{
    const double seconds = static_cast<double>(nanoseconds) / 1e9;
    std::printf("%-24s %10lld rows  %7.3f s  %10.0f rows/s\n", what, static_cast<long long>(rows),
                seconds, static_cast<double>(rows) / seconds);
    std::fflush(stdout);
}

/// A random walk for each symbol, some 5 ms from one tick to the next; the same in every run.
class Walk
{
public:
    Walk()
    {
        for (int i = 0; i < Symbols; ++i) {
            m_names.append(QStringLiteral("SYM%1").arg(i));
            m_prices.append(10'000 + 1'000 * i);
        }
    }
    Tick next()
    {
        const int i = static_cast<int>(m_random() % Symbols);
        m_prices[i] = std::max<qint64>(1, m_prices[i] + static_cast<qint64>(m_random() % 21) - 10);
        m_time += static_cast<qint64>(m_random() % 10'000);
        return {m_names[i], fromMicros(m_time), Decimal(m_prices[i], 2),
                Decimal(static_cast<qint64>(m_random() % 1'000), 0), ++m_seq};
    }

private:
    std::mt19937 m_random{42};
    QStringList m_names;
    QList<qint64> m_prices;
    qint64 m_time = 1'769'851'800'000'000;
    quint64 m_seq = 0;
};

Result<void> makeDatabase(const QString &dir, qint64 rows)
{
    const auto store = dir.startsWith(QLatin1String("postgresql://")) ? openPostgresStore(dir)
                                                                      : openSqliteStore(dir);
    if (!store)
        return tl::unexpected(store.error());
    Walk walk;
    qint64 spent = 0;
    for (qint64 stored = 0; stored < rows;) {
        RecordBatch batch;
        while (batch.ticks.size() < BatchRows && stored + batch.ticks.size() < rows)
            batch.ticks.append(walk.next());
        QElapsedTimer timer;
        timer.start();
        if (const auto written = (*store)->write(batch); !written)
            return written;
        spent += timer.nsecsElapsed();
        stored += batch.rows();
    }
    report("stored", rows, spent);
    return {};
}

Result<void> exportDatabase(const QString &dir, const ExportQuery &query, const QString &file,
                            const char *what)
{
    const auto reader = openSqliteReader(dir);
    if (!reader)
        return tl::unexpected(reader.error());
    QElapsedTimer timer;
    timer.start();
    const std::atomic<bool> cancelled = false;
    return exportToFile(**reader, query, file, cancelled).map([&](const ExportProgress &done) {
        report(what, done.rows, timer.nsecsElapsed());
    });
}

/// Removes nine tenths by size.
Result<void> pruneDatabase(const QString &dir)
{
    const auto store = openSqliteStore(dir);
    if (!store)
        return tl::unexpected(store.error());
    const qint64 before = (*store)->rows();
    const Retention retention{.maxAge = std::chrono::hours(0), .maxBytes = (*store)->bytes() / 10};
    qint64 spent = 0;
    qint64 longest = 0;
    for (bool more = true; more;) {
        QElapsedTimer timer;
        timer.start();
        const auto pruned = (*store)->prune(retention, fromMicros(0));
        if (!pruned)
            return tl::unexpected(pruned.error());
        more = *pruned;
        spent += timer.nsecsElapsed();
        longest = std::max(longest, timer.elapsed());
    }
    report("pruned", before - (*store)->rows(), spent);
    std::printf("longest piece of pruning: %lld ms\n", static_cast<long long>(longest));
    return {};
}

Result<void> measureAll(qint64 rows)
{
    const QTemporaryDir dir;
    if (const auto made = makeDatabase(dir.path(), rows); !made)
        return made;
    const QString file = dir.filePath(QStringLiteral("ticks.csv"));
    ExportQuery one;
    one.symbol = QStringLiteral("SYM7");
    return exportDatabase(dir.path(), {}, file, "exported, all symbols")
        .and_then([&] { return exportDatabase(dir.path(), one, file, "exported, one symbol"); })
        .and_then([&] { return pruneDatabase(dir.path()); });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments().sliced(1);
    const QString command = arguments.value(0);
    Result<void> done;
    if (command == u"make" && arguments.size() == 3) {
        if (!arguments[1].contains(QLatin1String("://")))
            QDir().mkpath(arguments[1]);
        done = makeDatabase(arguments[1], arguments[2].toLongLong());
    } else if (command == u"export" && arguments.size() == 3) {
        done = exportDatabase(arguments[1], {}, arguments[2], "exported");
    } else {
        done = measureAll(std::max<qint64>(1, arguments.value(0, "5000000").toLongLong()));
    }
    return done ? 0 : fail(done.error());
}
