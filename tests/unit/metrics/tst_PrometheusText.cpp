// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/PrometheusText.h"

#include <QTest>

#include <limits>

using namespace Tickwell;

class tst_PrometheusText : public QObject
{
    Q_OBJECT

private slots:
    void writesAFamily();
    void writesPartsOfAHistogram();
    void escapesLabelValues_data();
    void escapesLabelValues();
    void escapesHelp();
    void writesNumbers_data();
    void writesNumbers();
    void writesWholeNumbersInFull();
};

void tst_PrometheusText::writesAFamily()
{
    QByteArray out;
    PrometheusText text(out);
    text.family("open", PrometheusText::Type::Gauge, "Open now.");
    text.sample(3);
    text.family("refusals_total", PrometheusText::Type::Counter, "Refused.");
    text.sample({{"reason", "full"}, {"where", "gate"}}, 7);
    QCOMPARE(out,
             QByteArray("# HELP open Open now.\n# TYPE open gauge\nopen 3\n"
                        "# HELP refusals_total Refused.\n# TYPE refusals_total counter\n"
                        "refusals_total{reason=\"full\",where=\"gate\"} 7\n"));
}

void tst_PrometheusText::writesPartsOfAHistogram()
{
    QByteArray out;
    PrometheusText text(out);
    text.family("took_seconds", PrometheusText::Type::Histogram, "Took.");
    out.clear();
    text.part("_bucket", {{"le", "+Inf"}}, 2);
    text.part("_sum", {}, 0.5);
    QCOMPARE(out, QByteArray("took_seconds_bucket{le=\"+Inf\"} 2\ntook_seconds_sum 0.5\n"));
}

void tst_PrometheusText::escapesLabelValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("/users/{id}") << QByteArray("/users/{id}");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("a\\\"b");
    QTest::newRow("backslash") << QByteArray("a\\n") << QByteArray("a\\\\n");
    QTest::newRow("line break") << QByteArray("a\nb") << QByteArray("a\\nb");
    QTest::newRow("UTF-8") << QByteArray("价格") << QByteArray("价格");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
}

void tst_PrometheusText::escapesLabelValues()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, written);
    QByteArray out;
    PrometheusText text(out);
    text.family("m", PrometheusText::Type::Gauge, "M.");
    out.clear();
    text.sample({{"l", value}}, 1);
    QCOMPARE(out, "m{l=\"" + written + "\"} 1\n");
}

void tst_PrometheusText::escapesHelp()
{
    QByteArray out;
    PrometheusText(out).family("m", PrometheusText::Type::Gauge, "One \"line\",\nand a \\.");
    QVERIFY(out.startsWith("# HELP m One \"line\",\\nand a \\\\.\n"));
}

void tst_PrometheusText::writesNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("whole") << 12.0 << QByteArray("12");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("tiny") << 1e-9 << QByteArray("1e-09");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("NaN");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray("+Inf");
    QTest::newRow("minus infinite")
        << -std::numeric_limits<double>::infinity() << QByteArray("-Inf");
}

void tst_PrometheusText::writesNumbers()
{
    QFETCH(double, value);
    QFETCH(QByteArray, written);
    QByteArray out;
    PrometheusText text(out);
    text.family("m", PrometheusText::Type::Gauge, "M.");
    out.clear();
    text.sample(value);
    QCOMPARE(out, "m " + written + '\n');
}

void tst_PrometheusText::writesWholeNumbersInFull()
{
    QByteArray out;
    PrometheusText text(out);
    text.family("m", PrometheusText::Type::Counter, "M.");
    out.clear();
    text.sample(std::numeric_limits<quint64>::max());
    text.sample(std::numeric_limits<qint64>::min());
    QCOMPARE(out, QByteArray("m 18446744073709551615\nm -9223372036854775808\n"));
}

QTEST_GUILESS_MAIN(tst_PrometheusText)
#include "tst_PrometheusText.moc"
