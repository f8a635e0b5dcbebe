// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RateLimiter.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

const QHostAddress Ann(QStringLiteral("192.0.2.1"));
const QHostAddress Bob(QStringLiteral("192.0.2.2"));
const QHostAddress Cid(QStringLiteral("192.0.2.3"));

int admitted(RateLimiter &limiter, const QHostAddress &client, std::chrono::milliseconds now)
{
    int count = 0;
    while (count < 1000 && limiter.take(client, now) == 0ms)
        ++count;
    return count;
}

} // namespace

/// Token buckets under a clock that the test moves.
class tst_RateLimiter : public QObject
{
    Q_OBJECT

private slots:
    void admitsABurst();
    void refillsAtItsRate();
    void neverHoldsMoreThanABurst();
    void saysHowLongToWait();
    void waitingThatLongIsEnough();
    void refusedRequestsCostNothing();
    void clientsDoNotShare();
    void oneNetworkIsOneClient();
    void aMappedAddressIsItsV4Address();
    void sparesLoopback();
    void limitsLoopbackWhenTold();
    void noRateIsNoLimit();
    void forgetsFullBuckets();
    void forgetsTheQuietestWhenThereIsNoRoom();
};

void tst_RateLimiter::admitsABurst()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5});
    QCOMPARE(admitted(limiter, Ann, 0ms), 5);
}

void tst_RateLimiter::refillsAtItsRate()
{
    RateLimiter limiter({.perMinute = 60, .burst = 10});
    QCOMPARE(admitted(limiter, Ann, 0ms), 10);
    QCOMPARE(admitted(limiter, Ann, 999ms), 0);
    QCOMPARE(admitted(limiter, Ann, 1000ms), 1);
    QCOMPARE(admitted(limiter, Ann, 4500ms), 3);
}

void tst_RateLimiter::neverHoldsMoreThanABurst()
{
    RateLimiter limiter({.perMinute = 60, .burst = 10});
    QCOMPARE(admitted(limiter, Ann, 0ms), 10);
    QCOMPARE(admitted(limiter, Ann, 24h), 10);
}

void tst_RateLimiter::saysHowLongToWait()
{
    RateLimiter limiter({.perMinute = 5, .burst = 1});
    QCOMPARE(limiter.take(Ann, 0ms), 0ms);
    QCOMPARE(limiter.take(Ann, 0ms), 12'000ms);
    QCOMPARE(limiter.take(Ann, 5s), 7'000ms);
}

void tst_RateLimiter::waitingThatLongIsEnough()
{
    RateLimiter limiter({.perMinute = 7, .burst = 3});
    std::chrono::milliseconds now{12'345};
    for (int i = 0; i < 1000; ++i) {
        const auto wait = limiter.take(Ann, now);
        now += wait;
        if (wait > 0ms)
            QCOMPARE(limiter.take(Ann, now), 0ms);
    }
}

void tst_RateLimiter::refusedRequestsCostNothing()
{
    RateLimiter limiter({.perMinute = 60, .burst = 1});
    QCOMPARE(admitted(limiter, Ann, 0ms), 1);
    for (int i = 1; i < 1000; ++i)
        QVERIFY(limiter.take(Ann, std::chrono::milliseconds(i)) > 0ms);
    QCOMPARE(limiter.take(Ann, 1s), 0ms);
}

void tst_RateLimiter::clientsDoNotShare()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5});
    QCOMPARE(admitted(limiter, Ann, 0ms), 5);
    QCOMPARE(admitted(limiter, Bob, 0ms), 5);
}

void tst_RateLimiter::oneNetworkIsOneClient()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5});
    QCOMPARE(admitted(limiter, QHostAddress(QStringLiteral("2001:db8:1:2::1")), 0ms), 5);
    QCOMPARE(admitted(limiter, QHostAddress(QStringLiteral("2001:db8:1:2:ffff::9")), 0ms), 0);
    QCOMPARE(admitted(limiter, QHostAddress(QStringLiteral("2001:db8:1:3::1")), 0ms), 5);
}

void tst_RateLimiter::aMappedAddressIsItsV4Address()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5});
    QCOMPARE(admitted(limiter, Ann, 0ms), 5);
    QCOMPARE(admitted(limiter, QHostAddress(QStringLiteral("::ffff:192.0.2.1")), 0ms), 0);
}

void tst_RateLimiter::sparesLoopback()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5});
    for (const char *address : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
        QCOMPARE(admitted(limiter, QHostAddress(QLatin1String(address)), 0ms), 1000);
    QCOMPARE(limiter.clients(), 0);
}

void tst_RateLimiter::limitsLoopbackWhenTold()
{
    RateLimiter limiter({.perMinute = 5, .burst = 5, .onLoopback = true});
    QCOMPARE(admitted(limiter, QHostAddress(QHostAddress::LocalHost), 0ms), 5);
}

void tst_RateLimiter::noRateIsNoLimit()
{
    RateLimiter limiter({});
    QCOMPARE(admitted(limiter, Ann, 0ms), 1000);
}

void tst_RateLimiter::forgetsFullBuckets()
{
    RateLimiter limiter({.perMinute = 60, .burst = 2});
    for (quint32 i = 0; i < 100; ++i)
        QCOMPARE(limiter.take(QHostAddress(0x0a000000 + i), 0ms), 0ms);
    QCOMPARE(limiter.clients(), 100);
    for (quint32 i = 0; i < 60; ++i)
        QCOMPARE(limiter.take(Ann, 1min + std::chrono::seconds(i)), 0ms);
    QCOMPARE(limiter.clients(), 1);
    QCOMPARE(limiter.forgottenEarly(), 0);
}

void tst_RateLimiter::forgetsTheQuietestWhenThereIsNoRoom()
{
    RateLimiter limiter({.perMinute = 1, .burst = 2}, 2);
    QCOMPARE(admitted(limiter, Ann, 0ms), 2);
    QCOMPARE(admitted(limiter, Bob, 1ms), 2);
    QCOMPARE(admitted(limiter, Ann, 2ms), 0);
    QCOMPARE(admitted(limiter, Cid, 3ms), 2);
    QCOMPARE(limiter.clients(), 2);
    QCOMPARE(limiter.forgottenEarly(), 1);
    QCOMPARE(admitted(limiter, Ann, 4ms), 0);
    QCOMPARE(admitted(limiter, Bob, 5ms), 2);
}

QTEST_APPLESS_MAIN(tst_RateLimiter)
#include "tst_RateLimiter.moc"
