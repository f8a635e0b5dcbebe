// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/PrometheusText.h"
#include "metrics/RequestMetrics.h"

#include <QTest>

using namespace Tickwell;

namespace {

QList<QByteArray> linesOf(const RequestMetrics &metrics, const QByteArray &start)
{
    QByteArray out;
    PrometheusText text(out);
    metrics.write(text);
    QList<QByteArray> lines = out.split('\n');
    lines.removeIf([&](const QByteArray &line) { return !line.startsWith(start); });
    return lines;
}

} // namespace

class tst_RequestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void countsByMethodRouteAndStatus();
    void timesByRouteAlone();
    void keepsAllUnmatchedPathsTogether();
    void keepsAllUnknownMethodsTogether();
    void namesItsFamiliesBeforeAnyRequest();
    void recordsAKnownRequest();
};

void tst_RequestMetrics::countsByMethodRouteAndStatus()
{
    RequestMetrics metrics;
    metrics.record("GET", "/users/{id}", 200, 0.01);
    metrics.record("GET", "/users/{id}", 200, 0.01);
    metrics.record("GET", "/users/{id}", 404, 0.01);
    metrics.record("DELETE", "/users/{id}", 200, 0.01);
    metrics.record("GET", "/", 200, 0.01);
    QCOMPARE(
        linesOf(metrics, "request_count_total{"),
        QList<QByteArray>(
            {"request_count_total{method=\"GET\",endpoint=\"/\",status=\"200\"} 1",
             "request_count_total{method=\"GET\",endpoint=\"/users/{id}\",status=\"200\"} 2",
             "request_count_total{method=\"GET\",endpoint=\"/users/{id}\",status=\"404\"} 1",
             "request_count_total{method=\"DELETE\",endpoint=\"/users/{id}\",status=\"200\"} 1"}));
}

void tst_RequestMetrics::timesByRouteAlone()
{
    RequestMetrics metrics;
    metrics.record("GET", "/a", 200, 0.25);
    metrics.record("POST", "/a", 500, 0.5);
    const auto lines = linesOf(metrics, "request_latency_seconds_");
    QCOMPARE(lines.size(), 17);
    QVERIFY(lines.contains("request_latency_seconds_bucket{endpoint=\"/a\",le=\"0.1\"} 0"));
    QVERIFY(lines.contains("request_latency_seconds_bucket{endpoint=\"/a\",le=\"0.25\"} 1"));
    QVERIFY(lines.contains("request_latency_seconds_bucket{endpoint=\"/a\",le=\"1.0\"} 2"));
    QVERIFY(lines.contains("request_latency_seconds_bucket{endpoint=\"/a\",le=\"+Inf\"} 2"));
    QVERIFY(lines.contains("request_latency_seconds_sum{endpoint=\"/a\"} 0.75"));
    QVERIFY(lines.contains("request_latency_seconds_count{endpoint=\"/a\"} 2"));
}

void tst_RequestMetrics::keepsAllUnmatchedPathsTogether()
{
    RequestMetrics metrics;
    metrics.record("GET", "", 404, 0.01);
    metrics.record("GET", {}, 404, 0.01);
    QCOMPARE(linesOf(metrics, "request_count_total{"),
             QList<QByteArray>(
                 {"request_count_total{method=\"GET\",endpoint=\"unmatched\",status=\"404\"} 2"}));
}

void tst_RequestMetrics::keepsAllUnknownMethodsTogether()
{
    RequestMetrics metrics;
    for (int i = 0; i < 100; ++i)
        metrics.record("M" + QByteArray::number(i), "/a", 405, 0.01);
    metrics.record("get", "/a", 405, 0.01); // methods have case
    QCOMPARE(linesOf(metrics, "request_count_total{"),
             QList<QByteArray>(
                 {"request_count_total{method=\"other\",endpoint=\"/a\",status=\"405\"} 101"}));
}

void tst_RequestMetrics::namesItsFamiliesBeforeAnyRequest()
{
    const RequestMetrics metrics;
    QCOMPARE(linesOf(metrics, "# TYPE "),
             QList<QByteArray>({"# TYPE request_count_total counter",
                                "# TYPE request_latency_seconds histogram"}));
}

void tst_RequestMetrics::recordsAKnownRequest()
{
    RequestMetrics metrics;
    const QByteArray get("GET");
    const QByteArray route("/stocks/{symbol}/candles");
    metrics.record(get, route, 200, 0.001);
    QBENCHMARK
    {
        metrics.record(get, route, 200, 0.001);
    }
}

QTEST_GUILESS_MAIN(tst_RequestMetrics)
#include "tst_RequestMetrics.moc"
