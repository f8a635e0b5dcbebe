// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/RingBuffer.h"

#include <QTest>

using namespace Tickwell;

class tst_RingBuffer : public QObject
{
    Q_OBJECT

private slots:
    void startsEmpty()
    {
        const RingBuffer<int> ring(3);
        QVERIFY(ring.isEmpty());
        QCOMPARE(ring.capacity(), 3);
    }

    void keepsTheOrderOfAppending()
    {
        RingBuffer<int> ring(3);
        ring.append(1);
        ring.append(2);
        QCOMPARE(ring.size(), 2);
        QCOMPARE(ring.first(), 1);
        QCOMPARE(ring.last(), 2);
    }

    void dropsTheOldestWhenFull()
    {
        RingBuffer<int> ring(3);
        for (int i = 1; i <= 7; ++i)
            ring.append(i);
        QVERIFY(ring.isFull());
        QCOMPARE(ring.at(0), 5);
        QCOMPARE(ring.at(1), 6);
        QCOMPARE(ring.at(2), 7);
    }

    void removesFromTheFrontAcrossTheSeam()
    {
        RingBuffer<int> ring(3);
        for (int i = 1; i <= 5; ++i)
            ring.append(i);
        ring.removeFirst();
        ring.removeFirst();
        QCOMPARE(ring.size(), 1);
        QCOMPARE(ring.first(), 5);
    }

    void isUsableAfterClear()
    {
        RingBuffer<int> ring(2);
        ring.append(1);
        ring.clear();
        QVERIFY(ring.isEmpty());
        ring.append(9);
        QCOMPARE(ring.first(), 9);
    }

    void hasRoomForOneAtLeast()
    {
        RingBuffer<int> ring(0);
        ring.append(4);
        QCOMPARE(ring.last(), 4);
    }
};

QTEST_APPLESS_MAIN(tst_RingBuffer)
#include "tst_RingBuffer.moc"
