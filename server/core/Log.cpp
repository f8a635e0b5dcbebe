// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Log.h"

#include "core/Clock.h"
#include "core/JsonWriter.h"

#include <cstdio>

namespace Tickwell {

Q_LOGGING_CATEGORY(lcServer, "tickwell.server", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAccess, "tickwell.access", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "tickwell.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcCache, "tickwell.cache", QtInfoMsg)
Q_LOGGING_CATEGORY(lcFeed, "tickwell.feed", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMonitor, "tickwell.monitor", QtInfoMsg)
Q_LOGGING_CATEGORY(lcChat, "tickwell.chat", QtInfoMsg)
Q_LOGGING_CATEGORY(lcJobs, "tickwell.jobs", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "tickwell.ui", QtInfoMsg)

namespace {

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "DEBUG";
    case QtInfoMsg:
        return "INFO";
    case QtWarningMsg:
        return "WARNING";
    case QtCriticalMsg:
    case QtFatalMsg:
        return "ERROR";
    }
    return "INFO";
}

LogFormat chosenFormat = LogFormat::Text; // set before the first line, by installLog()

void writeLine(QByteArray &line)
{
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

/// Up to where the fields of a message begin.
void beginJson(JsonWriter &json, QtMsgType type, const char *category)
{
    json.beginObject()
        .field("time", Clock::system().now())
        .field("level", QString::fromLatin1(levelName(type)).toLower())
        .field("category", category);
}

void writeJson(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QByteArray line;
    JsonWriter json(line);
    beginJson(json, type, context.category ? context.category : "default");
    json.field("message", text).endObject();
    writeLine(line);
}

void writeText(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QByteArray line = toRfc3339(Clock::system().now());
    line += ' ';
    line += levelName(type);
    line += ' ';
    line += context.category ? context.category : "default";
    line += ": ";
    for (const char c : text.toUtf8()) {
        // A log line must not be split, nor drive a terminal, by what came from outside.
        if (c == '\n')
            line += "\\n";
        else if (c == '\r')
            line += "\\r";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            line += '?';
        else
            line += c;
    }
    writeLine(line);
}

} // namespace

Result<LogLevel> parseLogLevel(QStringView text)
{
    if (text == u"debug")
        return LogLevel::Debug;
    if (text == u"info")
        return LogLevel::Info;
    if (text == u"warning")
        return LogLevel::Warning;
    if (text == u"error")
        return LogLevel::Error;
    return failure(
        QStringLiteral("log level \"%1\" is none of debug, info, warning, error").arg(text));
}

void installLog(LogLevel level, LogFormat format)
{
    chosenFormat = format;
    qInstallMessageHandler(format == LogFormat::Json ? writeJson : writeText);
    QString rules = QStringLiteral("tickwell.*.debug=%1\ntickwell.*.info=%2\n*.warning=%3\n")
                        .arg(level <= LogLevel::Debug ? u"true" : u"false",
                             level <= LogLevel::Info ? u"true" : u"false",
                             level <= LogLevel::Warning ? u"true" : u"false");
    if (level > LogLevel::Info)
        rules += QStringLiteral("*.info=false\n");
    QLoggingCategory::setFilterRules(rules);
}

void logAccess(const AccessRecord &record)
{
    if (!lcAccess().isInfoEnabled())
        return;
    if (chosenFormat == LogFormat::Text) {
        qCInfo(lcAccess, "%s %s %d %.6f %s", record.method.constData(), record.path.constData(),
               record.status, record.seconds, record.id.constData());
        return;
    }
    QByteArray line;
    JsonWriter json(line);
    beginJson(json, QtInfoMsg, lcAccess().categoryName());
    json.field("method", QString::fromLatin1(record.method))
        .field("path", QString::fromLatin1(record.path))
        .field("status", record.status)
        .field("seconds", record.seconds)
        .field("id", QString::fromLatin1(record.id))
        .endObject();
    writeLine(line);
}

} // namespace Tickwell
