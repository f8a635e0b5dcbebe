// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

/// A PostgreSQL of the test's own: in a temporary folder, on a Unix socket, by an unprivileged
/// user. It ends with this object.
class PostgresServer
{
public:
    ~PostgresServer() { kill(); }

    /// False where Debian's postgresql is not installed.
    [[nodiscard]] static bool isInstalled() { return !programs().isEmpty(); }

    /// Makes it at the first call, and starts it again after kill(). False: it does not run.
    [[nodiscard]] bool start()
    {
        if (!QDir(dataDir()).exists() && !initialise())
            return false;
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        launch(m_process, QStringLiteral("postgres"),
               {"-D", dataDir(), "-k", m_dir.path(), "-c", "listen_addresses=", "-c", "fsync=off",
                "-c", "max_connections=30"});
        return QTest::qWaitFor(
            [this] {
                QProcess ready;
                ready.start(programs() + "/pg_isready", {"-q", "-h", m_dir.path()});
                ready.waitForFinished();
                return ready.exitStatus() == QProcess::NormalExit && ready.exitCode() == 0;
            },
            30'000);
    }

    /// As a crash would end it, with all its sessions.
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
        m_process.waitForFinished();
    }

    [[nodiscard]] QString url(const QString &user = QStringLiteral("postgres"),
                              const QString &password = {}) const
    {
        return QStringLiteral("postgresql://%1%2@/postgres?host=%3")
            .arg(user, password.isEmpty() ? QString() : u':' + password, m_dir.path());
    }

private:
    static QString programs()
    {
        const QDir versions(QStringLiteral("/usr/lib/postgresql"));
        for (const QString &version : versions.entryList(QDir::Dirs, QDir::Name | QDir::Reversed)) {
            const QString folder = versions.filePath(version + "/bin");
            if (QFile::exists(folder + "/initdb"))
                return folder;
        }
        return {};
    }
    [[nodiscard]] QString dataDir() const { return m_dir.filePath("data"); }

    /// PostgreSQL refuses to run as root.
    static void launch(QProcess &process, const QString &program, const QStringList &arguments)
    {
        if (::geteuid() != 0)
            process.start(programs() + u'/' + program, arguments);
        else
            process.start("setpriv",
                          QStringList{"--reuid=65534", "--regid=65534", "--clear-groups",
                                      programs() + u'/' + program}
                              + arguments);
    }

    bool initialise()
    {
        if (::geteuid() == 0 && ::chown(qPrintable(m_dir.path()), 65'534, 65'534) != 0)
            return false;
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        launch(process, "initdb",
               {"-D", dataDir(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
                "--no-sync"});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
            qWarning("%s", process.readAll().constData());
            return false;
        }
        // A user who needs a password, for who tests that.
        QFile access(dataDir() + "/pg_hba.conf");
        return access.open(QFile::WriteOnly)
            && access.write("local all locked scram-sha-256\nlocal all all trust\n") > 0;
    }

    QTemporaryDir m_dir;
    QProcess m_process;
};

/// For init() of a test that needs one.
#define SKIP_WITHOUT_POSTGRESQL()                                                                  \
    if (!PostgresServer::isInstalled()) {                                                          \
        if (qEnvironmentVariable("CI") == QLatin1String("true"))                                   \
            QFAIL("postgresql is not installed");                                                  \
        QSKIP("Debian's package postgresql is not installed");                                     \
    }
