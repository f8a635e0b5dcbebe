// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Outbox.h"

#include <QTest>

using namespace Tickwell;

namespace {

Frame text(const char *payload)
{
    return Frame::text(payload);
}

QList<QByteArray> drain(Outbox &outbox)
{
    QList<QByteArray> all;
    while (!outbox.isEmpty())
        all.append(outbox.take().payload().toByteArray());
    return all;
}

} // namespace

class tst_Outbox : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrder();
    void replacesInPlaceWhileConflating();
    void keepsEveryValueWhileNot();
    void conflatesAgainAfterAValueLeft();
    void refusesEventsBeyondTheBound();
    void takesOneEventOfAnySize();
    void dropsNewSlotsBeyondTheBoundOnly();
    void countsBytes();
};

void tst_Outbox::keepsTheOrder()
{
    Outbox outbox(1000, 1000);
    QCOMPARE(outbox.pushEvent(text("a")), Outbox::Outcome::Queued);
    QCOMPARE(outbox.pushState(1, text("b"), true), Outbox::Outcome::Queued);
    QCOMPARE(outbox.pushEvent(text("c")), Outbox::Outcome::Queued);
    QCOMPARE(drain(outbox), QList<QByteArray>({"a", "b", "c"}));
}

void tst_Outbox::replacesInPlaceWhileConflating()
{
    Outbox outbox(1000, 1000);
    (void)outbox.pushState(1, text("one"), true);
    (void)outbox.pushState(2, text("two"), true);
    QCOMPARE(outbox.pushState(1, text("uno"), true), Outbox::Outcome::Conflated);
    QCOMPARE(drain(outbox), QList<QByteArray>({"uno", "two"}));
}

void tst_Outbox::keepsEveryValueWhileNot()
{
    Outbox outbox(1000, 1000);
    (void)outbox.pushState(1, text("one"), false);
    QCOMPARE(outbox.pushState(1, text("uno"), false), Outbox::Outcome::Queued);
    QCOMPARE(drain(outbox), QList<QByteArray>({"one", "uno"}));
}

void tst_Outbox::conflatesAgainAfterAValueLeft()
{
    Outbox outbox(1000, 1000);
    (void)outbox.pushState(1, text("a"), true);
    (void)outbox.pushState(2, text("b"), true);
    (void)outbox.take();
    QCOMPARE(outbox.pushState(1, text("c"), true), Outbox::Outcome::Queued);
    QCOMPARE(outbox.pushState(2, text("d"), true), Outbox::Outcome::Conflated);
    QCOMPARE(outbox.pushState(1, text("e"), true), Outbox::Outcome::Conflated);
    QCOMPARE(drain(outbox), QList<QByteArray>({"d", "e"}));
}

void tst_Outbox::refusesEventsBeyondTheBound()
{
    Outbox outbox(10, 1000);
    QCOMPARE(outbox.pushEvent(text("abc")), Outbox::Outcome::Queued); // 5 bytes with the header
    QCOMPARE(outbox.pushEvent(text("abc")), Outbox::Outcome::Queued);
    QCOMPARE(outbox.pushEvent(text("")), Outbox::Outcome::Overflow);
    QCOMPARE(outbox.frames(), 2);
}

void tst_Outbox::takesOneEventOfAnySize()
{
    Outbox outbox(10, 1000);
    QCOMPARE(outbox.pushEvent(Frame::text(QByteArray(500, 'x'))), Outbox::Outcome::Queued);
}

void tst_Outbox::dropsNewSlotsBeyondTheBoundOnly()
{
    Outbox outbox(1000, 10);
    (void)outbox.pushState(1, text("abc"), true);
    (void)outbox.pushState(2, text("abc"), true);
    QCOMPARE(outbox.pushState(3, text("abc"), true), Outbox::Outcome::Dropped);
    QCOMPARE(outbox.pushState(1, text("new"), true), Outbox::Outcome::Conflated);
    QCOMPARE(drain(outbox), QList<QByteArray>({"new", "abc"}));
}

void tst_Outbox::countsBytes()
{
    Outbox outbox(1000, 1000);
    (void)outbox.pushEvent(text("abc"));
    (void)outbox.pushState(1, text("a"), true);
    (void)outbox.pushState(1, text("abcd"), true);
    QCOMPARE(outbox.bytes(), 5 + 6);
    (void)outbox.take();
    QCOMPARE(outbox.bytes(), 6);
    QCOMPARE(outbox.clear(), 1);
    QCOMPARE(outbox.bytes(), 0);
}

QTEST_APPLESS_MAIN(tst_Outbox)
#include "tst_Outbox.moc"
