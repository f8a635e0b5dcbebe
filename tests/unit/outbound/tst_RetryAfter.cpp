// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/RetryAfter.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

/// `Retry-After` in both its forms, and in none.
class tst_RetryAfter : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void tst_RetryAfter::reads_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << QByteArray("120") << qint64(120);
    QTest::newRow("none") << QByteArray("0") << qint64(0);
    QTest::newRow("with blanks") << QByteArray(" 5 ") << qint64(5);
    QTest::newRow("for ever") << QByteArray("99999999999999999999999") << qint64(365 * 86'400);
    QTest::newRow("today's date") << QByteArray("Sun, 06 Nov 1994 08:49:47 GMT") << qint64(10);
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:47 GMT") << qint64(10);
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:47 1994") << qint64(10);
    QTest::newRow("past") << QByteArray("Sat, 05 Nov 1994 08:49:37 GMT") << qint64(0);
}

void tst_RetryAfter::reads()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const Timestamp now(784'111'777s);
    const auto wait = parseRetryAfter(value, now);
    QVERIFY(wait);
    QCOMPARE(*wait, std::chrono::seconds(seconds));
}

void tst_RetryAfter::refuses_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"", "soon", "-1", "1.5", "+1", "Sun, 99 Nov 1994 08:49:37 GMT"})
        QTest::newRow(value) << QByteArray(value);
    QTest::newRow("long") << QByteArray(100, '1');
}

void tst_RetryAfter::refuses()
{
    QFETCH(QByteArray, value);
    QVERIFY(!parseRetryAfter(value, Timestamp(0s)));
}

QTEST_GUILESS_MAIN(tst_RetryAfter)
#include "tst_RetryAfter.moc"
