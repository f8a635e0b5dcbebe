// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/GuessThrottle.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_GuessThrottle : public QObject
{
    Q_OBJECT

private slots:
    void theFirstFailuresCostNothing();
    void eachFurtherFailureDoublesTheWait();
    void theWaitHasAnEnd();
    void theWaitPasses();
    void successForgivesAll();
    void quietForgivesAll();
    void keysAreCountedApart();
    void remembersNoMoreThanItMay();

private:
    static constexpr GuessThrottle::Rule Rule{3, 1s, 60s, 15min};

    static void fail(GuessThrottle &throttle, const QString &key, int times,
                     std::chrono::milliseconds now = 0ms)
    {
        for (int i = 0; i < times; ++i)
            throttle.failed(key, now);
    }
    const QString ann = QStringLiteral("ann");
};

void tst_GuessThrottle::theFirstFailuresCostNothing()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 3);
    QCOMPARE(throttle.wait(ann, 0ms), 0ms);
}

void tst_GuessThrottle::eachFurtherFailureDoublesTheWait()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 4);
    QCOMPARE(throttle.wait(ann, 0ms), 1s);
    fail(throttle, ann, 1);
    QCOMPARE(throttle.wait(ann, 0ms), 2s);
    fail(throttle, ann, 1);
    QCOMPARE(throttle.wait(ann, 0ms), 4s);
}

void tst_GuessThrottle::theWaitHasAnEnd()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 1'000);
    QCOMPARE(throttle.wait(ann, 0ms), 60s);
}

void tst_GuessThrottle::theWaitPasses()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 4);
    QCOMPARE(throttle.wait(ann, 400ms), 600ms);
    QCOMPARE(throttle.wait(ann, 1s), 0ms);
}

void tst_GuessThrottle::successForgivesAll()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 4);
    throttle.succeeded(ann);
    QCOMPARE(throttle.wait(ann, 0ms), 0ms);
    QCOMPARE(throttle.keys(), 0);
}

void tst_GuessThrottle::quietForgivesAll()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 10);
    fail(throttle, ann, 3, 15min);
    QCOMPARE(throttle.wait(ann, 15min), 0ms);
}

void tst_GuessThrottle::keysAreCountedApart()
{
    GuessThrottle throttle(Rule);
    fail(throttle, ann, 4);
    QCOMPARE(throttle.wait(QStringLiteral("bob"), 0ms), 0ms);
}

void tst_GuessThrottle::remembersNoMoreThanItMay()
{
    GuessThrottle throttle(Rule, 2);
    fail(throttle, ann, 4);
    fail(throttle, QStringLiteral("bob"), 4);
    fail(throttle, QStringLiteral("carl"), 4);
    QCOMPARE(throttle.keys(), 2);
    QCOMPARE(throttle.wait(ann, 0ms), 0ms); // quiet for longest
    QCOMPARE(throttle.wait(QStringLiteral("bob"), 0ms), 1s);
}

QTEST_GUILESS_MAIN(tst_GuessThrottle)
#include "tst_GuessThrottle.moc"
