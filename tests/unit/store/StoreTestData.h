// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/FileExport.h"
#include "store/SqliteStore.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// Rows and surroundings for the tests of the store.
namespace Tickwell::StoreTest {

using namespace std::chrono_literals;

inline constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z

inline Tick tick(quint64 seq, Microseconds after = 0s,
                 const QString &symbol = QStringLiteral("AAPL"), const char *price = "189.40",
                 const char *volume = "100")
{
    return {symbol, Noon + after, *Decimal::parse(price), *Decimal::parse(volume), seq};
}

inline Candle candle(Interval interval, Microseconds after = 0s,
                     const QString &symbol = QStringLiteral("AAPL"), const char *close = "3.125")
{
    return {symbol,
            interval,
            Noon + after,
            *Decimal::parse("1.5"),
            *Decimal::parse("4"),
            *Decimal::parse("1.25"),
            *Decimal::parse(close),
            *Decimal::parse("1000.50"),
            7,
            true};
}

inline HostSample sample(Microseconds after = 0s)
{
    HostSample reading;
    reading.time = Noon + after;
    reading.cpuUsage = 12.5;
    reading.load1 = 0.75;
    reading.memoryTotal = 1'000;
    reading.memoryAvailable = 250;
    reading.swapTotal = 400;
    reading.swapUsed = 100;
    reading.networkIn = 1'024;
    reading.activeConnections = 3;
    return reading;
}

inline ChatMessage message(quint64 seq, const QString &text = QStringLiteral("hello"),
                           const QString &room = QStringLiteral("general"))
{
    ChatMessage said;
    said.seq = seq;
    said.id = QStringLiteral("m%1").arg(seq);
    said.room = room;
    said.userId = QStringLiteral("ana");
    said.text = text;
    said.time = Noon + seq * 1s;
    return said;
}

inline ChatMessage directMessage(quint64 seq)
{
    ChatMessage said = message(seq, QStringLiteral("for your eyes only"), QString());
    said.to = QStringLiteral("ben");
    return said;
}

inline ExportQuery only(DataSet dataSet, const QString &symbol = {},
                        std::optional<Timestamp> from = {}, std::optional<Timestamp> to = {},
                        std::optional<Interval> interval = {})
{
    return {dataSet, symbol, interval, from, to};
}

/// All of @p query as one text; a failure gives its message.
inline QByteArray csv(const StoreReader &reader, const ExportQuery &query, qsizetype piece = 64)
{
    const auto cursor = reader.openExport(query);
    if (!cursor)
        return "failed: " + cursor.error().message.toUtf8();
    QByteArray out;
    for (;;) {
        const auto more = (*cursor)->read(out, piece);
        if (!more)
            return "failed: " + more.error().message.toUtf8();
        if (!*more)
            return out;
    }
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// While it lives, no file of this process grows past @p bytes: what a full disk does to a
/// writer, without a disk to fill.
class FullDisk
{
public:
    explicit FullDisk(qint64 bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit low{static_cast<rlim_t>(bytes), m_limit.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &low);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_limit = {};
    void (*m_handler)(int);
};

/// While it lives, this process is a user who may read @p dir and change nothing there. Root, whom
/// no permission stops, becomes someone else for that time.
class ReadOnlyFolder
{
public:
    explicit ReadOnlyFolder(const QString &dir)
        : m_dir(dir)
    {
        const QFile::Permissions read = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        for (const QFileInfo &file : QDir(dir).entryInfoList(QDir::Files))
            QFile::setPermissions(file.filePath(), read);
        QFile::setPermissions(dir, read | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
        if (m_root && ::seteuid(65'534) != 0)
            qFatal("cannot become another user");
    }
    ~ReadOnlyFolder()
    {
        if (m_root && ::seteuid(0) != 0)
            qFatal("cannot become root again");
        QFile::setPermissions(m_dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    Q_DISABLE_COPY_MOVE(ReadOnlyFolder)

private:
    QString m_dir;
    bool m_root = ::geteuid() == 0;
};

} // namespace Tickwell::StoreTest

/// Fails the test with the error's own words.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto &result = (expression);                                                         \
        QVERIFY2(result, result ? "" : qPrintable(result.error().message));                        \
    } while (false)
