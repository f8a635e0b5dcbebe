// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/RedisUrl.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// A redis-server of the test's own: on a Unix socket in a temporary folder, without a port,
/// keeping nothing on disk. It ends with this object.
class RedisServer
{
public:
    ~RedisServer() { kill(); }

    /// False where Debian's redis-server is not installed.
    [[nodiscard]] static bool isInstalled() { return !program().isEmpty(); }

    /// Starts it with further lines of its configuration. False: it does not run.
    [[nodiscard]] bool start(const QByteArray &configuration = {})
    {
        QFile::remove(socket());
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program(), {QStringLiteral("-")});
        m_process.write("port 0\nsave \"\"\nappendonly no\ndaemonize no\ndir "
                        + m_dir.path().toUtf8() + "\nunixsocket " + socket().toUtf8() + '\n'
                        + configuration);
        m_process.closeWriteChannel();
        QElapsedTimer time;
        time.start();
        QLocalSocket probe;
        while (time.elapsed() < 20'000 && m_process.state() != QProcess::NotRunning) {
            probe.connectToServer(socket());
            if (probe.waitForConnected(100))
                return true;
            QTest::qWait(10);
        }
        qWarning("%s", m_process.readAll().constData());
        return false;
    }

    /// Connects @p client and waits until it is being served, however many there may be: who was
    /// there before may still be counted.
    [[nodiscard]] bool admit(QLocalSocket &client) const
    {
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < 5'000) {
            client.connectToServer(socket());
            client.write("PING\r\n");
            if (client.waitForReadyRead(5'000) && client.readAll() == "+PONG\r\n")
                return true;
            client.abort();
        }
        return false;
    }

    /// As a power cut would end it.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] QString socket() const { return m_dir.filePath(QStringLiteral("redis.sock")); }
    [[nodiscard]] Tickwell::RedisUrl url() const { return {.socket = socket()}; }

    /// What it answers to lines of commands sent at once, as it comes over the wire.
    [[nodiscard]] QByteArray ask(const QByteArray &lines) const
    {
        QLocalSocket client;
        client.connectToServer(socket());
        client.write(lines + "\r\nQUIT\r\n");
        while (client.waitForReadyRead(5'000)) { }
        QByteArray answer = client.readAll();
        answer.chop(5); // +OK for QUIT
        return answer;
    }

private:
    static QString program()
    {
        return QStandardPaths::findExecutable(QStringLiteral("redis-server"));
    }

    QTemporaryDir m_dir;
    QProcess m_process;
};

/// For init() of a test that needs one.
#define SKIP_WITHOUT_REDIS()                                                                       \
    if (!RedisServer::isInstalled()) {                                                             \
        if (qEnvironmentVariable("CI") == QLatin1String("true"))                                   \
            QFAIL("redis-server is not installed");                                                \
        QSKIP("Debian's package redis-server is not installed");                                   \
    }
