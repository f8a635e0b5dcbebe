// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/RateGate.h"

#include <QTest>

using namespace Tickwell;

class tst_RateGate : public QObject
{
    Q_OBJECT

private slots:
    void passesTheFirstValueOfEachSlot();
    void holdsTheLatestUntilItIsDue();
    void passesAtOnceAfterAPause();
    void neverExceedsTheRate();
};

void tst_RateGate::passesTheFirstValueOfEachSlot()
{
    RateGate gate(10);
    QCOMPARE(gate.offer(1, Frame::text("a"), 0), RateGate::Verdict::Pass);
    QCOMPARE(gate.offer(2, Frame::text("b"), 0), RateGate::Verdict::Pass);
    QVERIFY(!gate.nextDue());
}

void tst_RateGate::holdsTheLatestUntilItIsDue()
{
    RateGate gate(10);
    (void)gate.offer(1, Frame::text("a"), 0);
    QCOMPARE(gate.offer(1, Frame::text("b"), 30), RateGate::Verdict::Held);
    QCOMPARE(gate.offer(1, Frame::text("c"), 60), RateGate::Verdict::Replaced);
    QCOMPARE(gate.nextDue(), std::optional<qint64>(100));
    QVERIFY(gate.release(99).isEmpty());
    const auto due = gate.release(100);
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().first, quint64(1));
    QVERIFY(due.first().second.payload() == QByteArray("c"));
    QVERIFY(!gate.nextDue());
}

void tst_RateGate::passesAtOnceAfterAPause()
{
    RateGate gate(10);
    (void)gate.offer(1, Frame::text("a"), 0);
    QCOMPARE(gate.offer(1, Frame::text("b"), 100), RateGate::Verdict::Pass);
}

void tst_RateGate::neverExceedsTheRate()
{
    RateGate gate(4);
    int sent = 0;
    for (qint64 now = 0; now < 10'000; ++now) {
        sent += gate.offer(1, Frame::text("x"), now) == RateGate::Verdict::Pass;
        sent += static_cast<int>(gate.release(now).size());
    }
    QCOMPARE(sent, 40);
}

QTEST_APPLESS_MAIN(tst_RateGate)
#include "tst_RateGate.moc"
