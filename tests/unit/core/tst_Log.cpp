// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Log.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace Tickwell;

namespace {

/// What @p work wrote to stderr under a log of @p format.
QByteArray logged(LogFormat format, const std::function<void()> &work)
{
    QTemporaryFile file;
    if (!file.open())
        qFatal("no temporary file");
    const int before = ::dup(STDERR_FILENO);
    ::dup2(file.handle(), STDERR_FILENO);
    installLog(LogLevel::Info, format);
    work();
    qInstallMessageHandler(nullptr);
    ::dup2(before, STDERR_FILENO);
    ::close(before);
    file.seek(0);
    return file.readAll();
}

QJsonObject only(const QByteArray &text)
{
    return text.count('\n') == 1 ? QJsonDocument::fromJson(text).object() : QJsonObject();
}

} // namespace

/// The lines that people and collectors of logs read.
class tst_Log : public QObject
{
    Q_OBJECT

private slots:
    void writesTextLines();
    void writesAccessAsText();
    void writesJsonLines();
    void writesAccessAsJson();
    void keepsJsonWhateverThePath();
    void silencesWhatIsBelowTheLevel();
};

void tst_Log::writesTextLines()
{
    const QByteArray line = logged(LogFormat::Text, [] { qCWarning(lcServer, "two\nlines"); });
    QVERIFY2(line.endsWith("Z WARNING tickwell.server: two\\nlines\n"), line);
}

void tst_Log::writesAccessAsText()
{
    const QByteArray line = logged(LogFormat::Text, [] {
        logAccess({"GET", "/stocks", 200, 0.25, "id-1"});
    });
    QVERIFY2(line.endsWith("Z INFO tickwell.access: GET /stocks 200 0.250000 id-1\n"), line);
}

void tst_Log::writesJsonLines()
{
    const QByteArray line =
        logged(LogFormat::Json, [] { qCWarning(lcServer, "two\nlines \"quoted\""); });
    const QJsonObject object = only(line);
    QCOMPARE(object.keys(), QStringList({"category", "level", "message", "time"}));
    QCOMPARE(object["level"], "warning");
    QCOMPARE(object["category"], "tickwell.server");
    QCOMPARE(object["message"], "two\nlines \"quoted\"");
}

void tst_Log::writesAccessAsJson()
{
    const QByteArray line = logged(LogFormat::Json, [] {
        logAccess({"GET", "/stocks", 200, 0.25, "id-1"});
    });
    const QJsonObject object = only(line);
    QCOMPARE(
        object.keys(),
        QStringList({"category", "id", "level", "method", "path", "seconds", "status", "time"}));
    QCOMPARE(object["category"], "tickwell.access");
    QCOMPARE(object["method"], "GET");
    QCOMPARE(object["path"], "/stocks");
    QCOMPARE(object["status"], 200);
    QCOMPARE(object["seconds"], 0.25);
    QCOMPARE(object["id"], "id-1");
}

void tst_Log::keepsJsonWhateverThePath()
{
    const QByteArray line = logged(LogFormat::Json, [] {
        logAccess({"GET", "/a\"b\\c", 404, 0, "id-1"});
    });
    QCOMPARE(only(line)["path"], "/a\"b\\c");
}

void tst_Log::silencesWhatIsBelowTheLevel()
{
    for (const LogFormat format : {LogFormat::Text, LogFormat::Json}) {
        const QByteArray text = logged(format, [format] {
            installLog(LogLevel::Warning, format);
            logAccess({"GET", "/", 200, 0, "id"});
            qCInfo(lcServer, "hello");
        });
        QCOMPARE(text, "");
    }
}

QTEST_GUILESS_MAIN(tst_Log)
#include "tst_Log.moc"
