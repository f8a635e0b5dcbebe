// SPDX-License-Identifier: GPL-3.0-or-later
#include "AsyncFixture.h"

#include "core/AsyncRetry.h"

#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

/// Trying again, and the waits between.
class tst_AsyncRetry : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup()
    {
        QCOMPARE(Alive::count, 0);
        QCOMPARE(m_timers.pending(), 0u);
    }

    void doublesItsWaits();
    void boundsItsWaits();
    void addsChanceToItsWaits();
    void boundsThemWithTheirChance();
    void theFirstSuccessCounts();
    void waitsBetweenTries();
    void theLastFailureCounts();
    void noRetriesAreOneTry();
    void whatIsFinalIsNotRepeated();
    void waitsAsLongAsItIsTold();
    void isCancelledBeforeItBegins();
    void isCancelledWhileItWaits();
    void isCancelledWhileItTries();

private:
    /// A try that fails as often as is left in m_failures.
    [[nodiscard]] Work<int> attempt()
    {
        return [this](CancelToken) -> Async<int> {
            const Alive alive;
            ++m_tries;
            if (m_failures-- > 0)
                co_return failure(QString::number(m_tries));
            co_return 7;
        };
    }
    void begin(const CancelToken &token = {})
    {
        note(m_log, "r", retry<int>(m_timers, m_backoff, m_chance, attempt(), m_judge, token));
    }

    ManualTimers m_timers;
    QStringList m_log;
    RetryPolicy m_backoff;
    std::function<double()> m_chance = [] { return 0.0; };
    std::function<Retry(const Result<int> &)> m_judge;
    int m_failures = 0;
    int m_tries = 0;
};

void tst_AsyncRetry::init()
{
    m_log.clear();
    m_backoff = {};
    m_failures = 0;
    m_tries = 0;
    m_judge = [](const Result<int> &result) { return Retry{!result}; };
}

void tst_AsyncRetry::doublesItsWaits()
{
    QCOMPARE(m_backoff.wait(0, 0), 1s);
    QCOMPARE(m_backoff.wait(1, 0), 2s);
    QCOMPARE(m_backoff.wait(2, 0), 4s);
}

void tst_AsyncRetry::boundsItsWaits()
{
    QCOMPARE(m_backoff.wait(100'000, 0), 60s);
}

void tst_AsyncRetry::addsChanceToItsWaits()
{
    QCOMPARE(m_backoff.wait(1, 0.5), 2100ms);
}

void tst_AsyncRetry::boundsThemWithTheirChance()
{
    QCOMPARE(m_backoff.wait(6, 0.999), 60s);
}

void tst_AsyncRetry::theFirstSuccessCounts()
{
    begin();
    QCOMPARE(m_log, QStringList("r: 7"));
    QCOMPARE(m_tries, 1);
}

void tst_AsyncRetry::waitsBetweenTries()
{
    m_failures = 2;
    begin();
    QCOMPARE(m_tries, 1);
    m_timers.advance(999ms);
    QCOMPARE(m_tries, 1);
    m_timers.advance(1ms);
    QCOMPARE(m_tries, 2);
    m_timers.advance(2s);
    QCOMPARE(m_log, QStringList("r: 7"));
}

void tst_AsyncRetry::theLastFailureCounts()
{
    m_failures = 100;
    begin();
    m_timers.advance(1h);
    QCOMPARE(m_log, QStringList("r: failed: 4"));
}

void tst_AsyncRetry::noRetriesAreOneTry()
{
    m_backoff.retries = 0;
    m_failures = 1;
    begin();
    QCOMPARE(m_log, QStringList("r: failed: 1"));
}

void tst_AsyncRetry::whatIsFinalIsNotRepeated()
{
    m_failures = 1;
    m_judge = [](const Result<int> &) { return Retry{}; };
    begin();
    QCOMPARE(m_log, QStringList("r: failed: 1"));
}

void tst_AsyncRetry::waitsAsLongAsItIsTold()
{
    m_failures = 1;
    m_judge = [](const Result<int> &result) { return Retry{!result, 90s}; };
    begin();
    m_timers.advance(89s);
    QCOMPARE(m_tries, 1);
    m_timers.advance(1s);
    QCOMPARE(m_log, QStringList("r: 7"));
}

void tst_AsyncRetry::isCancelledBeforeItBegins()
{
    CancelScope scope;
    scope.cancel();
    m_failures = 5;
    begin(scope.token());
    QCOMPARE(m_log, QStringList("r: failed: 1"));
}

void tst_AsyncRetry::isCancelledWhileItWaits()
{
    CancelScope scope;
    m_failures = 5;
    begin(scope.token());
    scope.cancel();
    QCOMPARE(m_log, QStringList("r: cancelled"));
    QCOMPARE(m_tries, 1);
}

void tst_AsyncRetry::isCancelledWhileItTries()
{
    CancelScope scope;
    const Work<int> slow = [this](CancelToken token) -> Async<int> {
        const Alive alive;
        const auto slept = co_await sleepFor(m_timers, 1s, token);
        ++m_tries;
        co_return tl::unexpected(slept.error());
    };
    note(m_log, "r", retry<int>(m_timers, m_backoff, m_chance, slow, m_judge, scope.token()));
    scope.cancel();
    QCOMPARE(m_log, QStringList("r: cancelled"));
    QCOMPARE(m_tries, 1);
}

QTEST_GUILESS_MAIN(tst_AsyncRetry)
#include "tst_AsyncRetry.moc"
