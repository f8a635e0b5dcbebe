// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/MonitorJson.h"

#include <QJsonDocument>
#include <QTest>

using namespace Tickwell;

class tst_MonitorJson : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryField();
    void writesNullForWhatIsUnknown();
    void isJsonWhateverTheValues();
};

void tst_MonitorJson::writesEveryField()
{
    HostSample sample;
    sample.time = fromMicros(1'769'851'800'250'000);
    sample.cpuUsage = 12.3456;
    sample.perCore = {10, 14.6912};
    sample.load1 = 0.5;
    sample.load5 = 1.25;
    sample.load15 = 2;
    sample.memoryTotal = 4000;
    sample.memoryAvailable = 1000;
    sample.swapTotal = 100;
    sample.swapUsed = 25;
    sample.networkIn = 1000.6;
    sample.networkOut = 0.0;
    sample.diskRead = 4096;
    sample.diskWrite = 8192;
    sample.diskUsed = 300;
    sample.diskAvailable = 100;
    sample.process = {77, 250.0, 1024, 9, 30};
    sample.activeConnections = 3;
    QCOMPARE(
        toMonitorJson(sample),
        QByteArray(
            R"({"timestamp":1769851800.25,"cpu_usage":12.35,"memory_usage":75,)"
            R"("network_in":1001,"network_out":0,"active_connections":3,)"
            R"("per_core":[10,14.69],"load":[0.5,1.25,2],"swap_usage":25,)"
            R"("disk_read":4096,"disk_write":8192,"disk_usage":75,)"
            R"("process":{"pid":77,"cpu_usage":250,"memory_rss":1024,"threads":9,"open_files":30}})"));
}

void tst_MonitorJson::writesNullForWhatIsUnknown()
{
    HostSample sample;
    sample.time = fromMicros(1'000'000);
    sample.process.pid = 1;
    QCOMPARE(
        toMonitorJson(sample),
        QByteArray(
            R"({"timestamp":1,"cpu_usage":null,"memory_usage":null,)"
            R"("network_in":null,"network_out":null,"active_connections":0,)"
            R"("per_core":[],"load":[null,null,null],"swap_usage":null,)"
            R"("disk_read":null,"disk_write":null,"disk_usage":null,)"
            R"("process":{"pid":1,"cpu_usage":null,"memory_rss":null,"threads":null,"open_files":null}})"));
}

void tst_MonitorJson::isJsonWhateverTheValues()
{
    HostSample sample;
    sample.networkIn = 1e15;
    sample.cpuUsage = qQNaN();
    QJsonParseError error;
    (void)QJsonDocument::fromJson(toMonitorJson(sample), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
}

QTEST_APPLESS_MAIN(tst_MonitorJson)
#include "tst_MonitorJson.moc"
