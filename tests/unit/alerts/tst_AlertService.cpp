// SPDX-License-Identifier: GPL-3.0-or-later
#include "../market/FakeFeed.h"
#include "alerts/AlertService.h"
#include "market/MarketService.h"
#include "monitor/MonitorService.h"
#include "store/AlertStore.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <map>
#include <mutex>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
constexpr quint64 Newest = std::numeric_limits<quint64>::max();

/// What a disk keeps; it can be full, and it can be slow.
struct Disk
{
    std::mutex mutex;
    std::map<quint64, Alert> alerts;
    QList<AlertEvent> events;
    quint64 lastId = 0;
    int writes = 0;
    bool isFull = false;
    std::mutex gate; ///< who holds it holds the writes back

    void fill(bool full)
    {
        const std::lock_guard lock(mutex);
        isFull = full;
    }
};

class DiskStore final : public AlertStore
{
public:
    explicit DiskStore(std::shared_ptr<Disk> disk)
        : m_disk(std::move(disk))
    {
    }
    Result<AlertLog> load() const override
    {
        const std::lock_guard lock(m_disk->mutex);
        AlertLog log;
        for (const auto &[id, alert] : m_disk->alerts)
            log.alerts.append(alert);
        log.events = m_disk->events;
        log.lastId = m_disk->lastId;
        return log;
    }
    Result<void> write(const AlertChange &change) override
    {
        const std::lock_guard gate(m_disk->gate);
        const std::lock_guard lock(m_disk->mutex);
        if (m_disk->isFull)
            return failure(u"the disk is full"_s, Error::Kind::Unavailable);
        ++m_disk->writes;
        for (const Alert &alert : change.alerts)
            m_disk->alerts[alert.id] = alert;
        for (const quint64 id : change.removed)
            m_disk->alerts.erase(id);
        m_disk->events.append(change.events);
        m_disk->lastId = change.lastId;
        return {};
    }

private:
    std::shared_ptr<Disk> m_disk;
};

} // namespace

class tst_AlertService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void answersWhenTheAlertIsOnTheDisk();
    void tellsOfAFiringWhenItIsOnTheDisk();
    void firesOnceOverARestart();
    void whatWasNotKeptFiresAfterARestart();
    void whatCrossedMeanwhileFiresAfterARestart();
    void isNotToldOfAPriceThatIsBeyondAlready();
    void removes();
    void replacesInOneWrite();
    void replacesNothingThatIsNotThere();
    void anAlertThatIsBeingRemovedIsNotReplaced();
    void aReplacementThatCannotBeKeptLeavesTheOld();
    void neverGivesAnIdTwice();
    void nothingIsTakenWhenTheDiskIsFull();
    void tellsLaterWhatCouldNotBeKept();
    void keepsTheFiringsOfTheLastMoment();
    void takesSoManyAndNoMore();
    void refusesWhatNobodyKnows();
    void saysAPriceWithTheDigitsOfItsSymbol();
    void watchesTheHost();
    void warmsAnIndicatorFromThePast();
    void asksAgainForAPastThatWasNotToBeHad();
    void anotherFeedCrossesNothing();
    void keepsTheNewestEvents();

private:
    void start();
    [[nodiscard]] Result<Alert> added(const AlertTerms &terms);
    void tick(qint64 cents)
    {
        m_clock.advance(1s);
        emit m_feed->tickReceived({u"AAPL"_s, m_clock.now(), Decimal(cents, 2), Decimal(1, 0), 0});
    }
    [[nodiscard]] static AlertTerms above(qint64 price, bool repeats = false)
    {
        AlertTerms terms;
        terms.symbol = u"AAPL"_s;
        terms.threshold = Decimal(price, 0);
        terms.repeats = repeats;
        return terms;
    }
    [[nodiscard]] static AlertTerms average()
    {
        AlertTerms terms = above(0);
        terms.kind = AlertKind::Indicator;
        terms.indicator = AlertIndicator::PriceSma;
        terms.period = 3;
        return terms;
    }

    QThreadPool m_pool;
    ManualClock m_clock{Noon};
    FakeFeed *m_feed = nullptr;
    std::shared_ptr<Disk> m_disk;
    std::unique_ptr<MarketService> m_market;
    std::unique_ptr<MonitorService> m_monitor;
    std::unique_ptr<AlertService> m_alerts;
};

void tst_AlertService::init()
{
    m_disk = std::make_shared<Disk>();
    m_clock.set(Noon);
    start();
}

/// As a program does that was killed before, if it ran.
void tst_AlertService::start()
{
    m_alerts.reset();
    auto feed = std::make_unique<FakeFeed>();
    m_feed = feed.get();
    m_feed->asOf = m_clock.now();
    m_market = std::make_unique<MarketService>(std::move(feed), &m_pool, 0, m_clock);
    m_monitor =
        std::make_unique<MonitorService>(MonitorService::Reader([]() -> HostSample { return {}; }));
    m_alerts = std::make_unique<AlertService>(
        *m_market, *m_monitor, std::make_unique<DiskStore>(m_disk), &m_pool, m_clock);
    QVERIFY(m_alerts->load());
    m_market->start({u"AAPL"_s});
    m_alerts->start();
}

void tst_AlertService::cleanup()
{
    m_pool.waitForDone();
    m_alerts.reset();
    m_monitor.reset();
    m_market.reset();
}

Result<Alert> tst_AlertService::added(const AlertTerms &terms)
{
    std::optional<Result<Alert>> answer;
    m_alerts->add(terms, this, [&](const Result<Alert> &alert) { answer = alert; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }))
        return failure(u"no answer"_s);
    return *answer;
}

void tst_AlertService::answersWhenTheAlertIsOnTheDisk()
{
    tick(9'900);
    bool isAnswered = false;
    m_disk->gate.lock();
    m_alerts->add(above(100), this, [&](const Result<Alert> &) { isAnswered = true; });
    QCoreApplication::processEvents();
    QVERIFY(!isAnswered);
    QVERIFY(m_alerts->alerts().isEmpty());
    m_disk->gate.unlock();
    QTRY_VERIFY(isAnswered);
    const std::lock_guard lock(m_disk->mutex);
    QCOMPARE(m_disk->alerts.at(1), m_alerts->alerts().value(0));
    QVERIFY(m_disk->alerts.at(1).side == AlertSide::Below);
    QCOMPARE(m_disk->alerts.at(1).created, m_clock.now());
}

void tst_AlertService::tellsOfAFiringWhenItIsOnTheDisk()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    QSignalSpy fired(m_alerts.get(), &AlertService::alertFired);
    QSignalSpy changed(m_alerts.get(), &AlertService::alertChanged);
    m_disk->gate.lock();
    tick(10'050);
    QCoreApplication::processEvents();
    QVERIFY(fired.isEmpty() && changed.isEmpty());
    QVERIFY(m_alerts->alert(1)->state == AlertState::Armed);
    QVERIFY(m_alerts->events(10, Newest).isEmpty());
    m_disk->gate.unlock();
    QTRY_COMPARE(fired.size(), 1);
    const auto event = fired[0][0].value<AlertEvent>();
    QCOMPARE(event.alertId, 1U);
    QCOMPARE(event.time, m_clock.now());
    QCOMPARE(event.value, 100.5);
    QCOMPARE(event.text, u"AAPL rose to 100.50, alert at 100.00"_s);
    QVERIFY(m_alerts->alert(1)->state == AlertState::Fired);
    QCOMPARE(m_alerts->alert(1)->fired, m_clock.now());
    QCOMPARE(m_alerts->events(10, Newest), QList<AlertEvent>{event});
    const std::lock_guard lock(m_disk->mutex);
    QCOMPARE(m_disk->events, QList<AlertEvent>{event});
}

void tst_AlertService::firesOnceOverARestart()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    tick(10'050);
    QTRY_COMPARE(m_alerts->fired(), 1U);
    start();
    QSignalSpy fired(m_alerts.get(), &AlertService::alertFired);
    for (const qint64 cents : {9'900, 10'100, 9'900, 10'100})
        tick(cents);
    m_pool.waitForDone();
    QTest::qWait(10);
    QVERIFY(fired.isEmpty());
    QCOMPARE(m_alerts->events(10, Newest).size(), 1);
}

void tst_AlertService::whatWasNotKeptFiresAfterARestart()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    m_disk->fill(true);
    tick(10'050);
    QTRY_VERIFY(!m_alerts->fault().isEmpty());
    m_disk->fill(false);
    start();
    tick(10'060);
    QTRY_COMPARE(m_alerts->fired(), 1U);
    QCOMPARE(m_alerts->events(10, Newest).size(), 1);
}

void tst_AlertService::whatCrossedMeanwhileFiresAfterARestart()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    start();
    m_clock.advance(24h);
    tick(12'000);
    QTRY_COMPARE(m_alerts->fired(), 1U);
}

void tst_AlertService::isNotToldOfAPriceThatIsBeyondAlready()
{
    tick(10'100);
    QVERIFY(added(above(100)));
    tick(10'200);
    tick(9'900);
    QTRY_VERIFY(m_alerts->alert(1)->side == AlertSide::Below);
    QCOMPARE(m_alerts->fired(), 0U);
    tick(10'000);
    QTRY_COMPARE(m_alerts->fired(), 1U);
}

void tst_AlertService::removes()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    QSignalSpy removed(m_alerts.get(), &AlertService::alertRemoved);
    std::optional<Result<Alert>> answer;
    const auto take = [&](const Result<Alert> &alert) { answer = alert; };
    m_alerts->remove(1, this, take);
    tick(10'100); // fires on its way out, and does not come back by that
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QCOMPARE(removed.size(), 1);
    QVERIFY(m_alerts->alerts().isEmpty());
    m_pool.waitForDone();
    QTest::qWait(10);
    QVERIFY(m_disk->alerts.empty());
    answer.reset();
    m_alerts->remove(1, this, take);
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error().kind == Error::Kind::NotFound);
}

void tst_AlertService::replacesInOneWrite()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    std::optional<Result<Alert>> answer;
    const auto take = [&](const Result<Alert> &alert) { answer = alert; };
    m_alerts->replace(1, above(102), this, take);
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QCOMPARE((*answer)->id, 2U);
    QCOMPARE(m_alerts->alerts().size(), 1);
    QCOMPARE(m_disk->alerts.size(), std::size_t(1));
    QCOMPARE(m_disk->alerts.begin()->second.id, 2U);
    const QSignalSpy fired(m_alerts.get(), &AlertService::alertFired);
    tick(10'100); // beyond the old price
    tick(10'300);
    QTRY_COMPARE(fired.size(), 1);
    QCOMPARE(fired.first().first().value<AlertEvent>().alertId, 2U);
}

void tst_AlertService::replacesNothingThatIsNotThere()
{
    std::optional<Result<Alert>> answer;
    m_alerts->replace(1, above(102), this, [&](const Result<Alert> &alert) { answer = alert; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error().kind == Error::Kind::NotFound);
    QVERIFY(m_alerts->alerts().isEmpty());
}

void tst_AlertService::anAlertThatIsBeingRemovedIsNotReplaced()
{
    QVERIFY(added(above(100)));
    std::optional<Result<Alert>> answer;
    m_alerts->remove(1, this, [](const Result<Alert> &) {});
    m_alerts->replace(1, above(102), this, [&](const Result<Alert> &alert) { answer = alert; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error().kind == Error::Kind::NotFound);
    QTRY_VERIFY(m_alerts->alerts().isEmpty());
}

void tst_AlertService::aReplacementThatCannotBeKeptLeavesTheOld()
{
    QVERIFY(added(above(100)));
    m_disk->fill(true);
    std::optional<Result<Alert>> answer;
    m_alerts->replace(1, above(102), this, [&](const Result<Alert> &alert) { answer = alert; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->error().kind == Error::Kind::Unavailable);
    QCOMPARE(m_alerts->alerts().size(), 1);
    QCOMPARE(m_alerts->alerts().first().id, 1U);
}

void tst_AlertService::neverGivesAnIdTwice()
{
    QCOMPARE(added(above(100))->id, 1U);
    bool isGone = false;
    m_alerts->remove(1, this, [&](const Result<Alert> &) { isGone = true; });
    QTRY_VERIFY(isGone);
    start();
    QCOMPARE(added(above(100))->id, 2U);
}

void tst_AlertService::nothingIsTakenWhenTheDiskIsFull()
{
    QVERIFY(added(above(90)));
    m_disk->fill(true);
    const auto alert = added(above(100));
    QVERIFY(!alert && alert.error().kind == Error::Kind::Unavailable);
    QVERIFY(alert.error().message.contains(u"the disk is full"_s));
    QVERIFY(!added(above(110)));
    QCOMPARE(m_alerts->alerts().size(), 1);
    m_disk->fill(false);
    QTRY_VERIFY(m_alerts->fault().isEmpty());
    QVERIFY(added(above(110)));
    QCOMPARE(m_alerts->alerts().size(), 2);
}

void tst_AlertService::tellsLaterWhatCouldNotBeKept()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    QSignalSpy fired(m_alerts.get(), &AlertService::alertFired);
    m_disk->fill(true);
    tick(10'100);
    QTRY_VERIFY(!m_alerts->fault().isEmpty());
    QVERIFY(fired.isEmpty());
    tick(9'900);
    tick(10'100);
    m_disk->fill(false);
    QTRY_COMPARE(fired.size(), 1);
    QVERIFY(m_alerts->fault().isEmpty());
    QCOMPARE(m_alerts->dropped(), 0U);
}

void tst_AlertService::keepsTheFiringsOfTheLastMoment()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    QVERIFY(added(above(101)));
    m_disk->gate.lock();
    tick(10'050); // is being written
    tick(10'150); // waits
    m_alerts->stop();
    m_disk->gate.unlock();
    m_pool.waitForDone();
    QTRY_COMPARE(m_alerts->fired(), 1U);
    m_alerts->flush();
    QCOMPARE(m_disk->events.size(), 2);
    QVERIFY(m_disk->alerts.at(2).state == AlertState::Fired);
    QVERIFY(!added(above(102)));
}

void tst_AlertService::takesSoManyAndNoMore()
{
    std::size_t taken = 0;
    QList<Error::Kind> refused;
    for (std::size_t i = 0; i <= AlertService::MaxAlerts; ++i) {
        m_alerts->add(above(100), this, [&](const Result<Alert> &alert) {
            if (alert)
                ++taken;
            else
                refused.append(alert.error().kind);
        });
    }
    QTRY_COMPARE(taken + static_cast<std::size_t>(refused.size()), AlertService::MaxAlerts + 1);
    QCOMPARE(taken, AlertService::MaxAlerts);
    QVERIFY(refused == QList{Error::Kind::Limit});
    QVERIFY(m_disk->writes <= 2);
    QVERIFY(added(above(100)).error().kind == Error::Kind::Limit);
}

void tst_AlertService::refusesWhatNobodyKnows()
{
    AlertTerms terms = above(100);
    terms.symbol = u"NONE"_s;
    QVERIFY(added(terms).error().kind == Error::Kind::NotFound);
    QVERIFY(added(above(0)).error().kind == Error::Kind::Invalid);
}

void tst_AlertService::saysAPriceWithTheDigitsOfItsSymbol()
{
    AlertTerms terms = above(100);
    terms.threshold = Decimal(1'005, 1);
    QCOMPARE(added(terms)->terms.threshold.toString(), u"100.50"_s);
    terms.threshold = Decimal(100'505, 3); // nothing is rounded away
    QCOMPARE(added(terms)->terms.threshold.toString(), u"100.505"_s);
}

void tst_AlertService::watchesTheHost()
{
    AlertTerms terms;
    terms.kind = AlertKind::Host;
    terms.reading = HostReading::CpuUsage;
    terms.threshold = Decimal(90, 0);
    terms.hysteresis = Decimal(10, 0);
    terms.repeats = true;
    QVERIFY(added(terms));
    HostSample sample;
    for (const double usage : {50.0, 95.0, 85.0, 95.0, 79.0, 91.0}) {
        m_clock.advance(1s);
        sample.time = m_clock.now();
        sample.cpuUsage = usage;
        emit m_monitor->sampled(sample);
    }
    QTRY_COMPARE(m_alerts->fired(), 2U);
    QCOMPARE(m_alerts->events(1, Newest).value(0).text, u"CPU is at 91.0 %, alert at 90.0 %"_s);
}

void tst_AlertService::warmsAnIndicatorFromThePast()
{
    m_clock.set(Noon + 10min);
    start();
    QVERIFY(added(average()));
    QTRY_COMPARE(m_feed->asked.size(), 1);
    QList<Candle> past;
    for (int i = 0; i < 10; ++i) {
        const Decimal price(100 - i, 0);
        past.append({u"AAPL"_s, Interval::Minute1, Noon + i * 1min, price, price, price, price,
                     Decimal(1, 0), 1, true});
    }
    m_feed->asked.first().ready(past);
    QTRY_VERIFY(m_alerts->alert(1)->side == AlertSide::Below);
    tick(12'000);
    QCOMPARE(m_alerts->fired(), 0U); // its bar is open
    m_clock.advance(1min);
    m_market->advance();
    QTRY_COMPARE(m_alerts->fired(), 1U);
    QCOMPARE(m_alerts->events(1, Newest).value(0).text,
             u"AAPL 1m: the price crossed above SMA(3)"_s);
}

void tst_AlertService::asksAgainForAPastThatWasNotToBeHad()
{
    m_clock.set(Noon + 10min);
    start();
    QVERIFY(added(average()));
    QTRY_COMPARE(m_feed->asked.size(), 1);
    m_feed->asked.takeFirst().ready(failure(u"not now"_s, Error::Kind::Unavailable));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->asked.size(), 1, 15'000);
}

void tst_AlertService::anotherFeedCrossesNothing()
{
    tick(9'900);
    QVERIFY(added(above(100)));
    auto feed = std::make_unique<FakeFeed>();
    m_feed = feed.get();
    m_feed->asOf = m_clock.now();
    m_market->setFeed(std::move(feed));
    tick(10'400);
    tick(10'500);
    QTRY_VERIFY(m_alerts->alert(1)->side == AlertSide::Unknown);
    tick(9'900);
    tick(10'100);
    QTRY_COMPARE(m_alerts->fired(), 1U);
    QCOMPARE(m_alerts->events(1, Newest).value(0).value, 101.0);
}

void tst_AlertService::keepsTheNewestEvents()
{
    tick(9'900);
    QVERIFY(added(above(100, true)));
    for (int i = 1; i <= 1'200; ++i) {
        tick(10'100);
        tick(9'900);
        if (i % 100 == 0)
            QTRY_COMPARE(m_alerts->fired(), static_cast<quint64>(i));
    }
    const QList<AlertEvent> kept = m_alerts->events(5'000, Newest);
    QCOMPARE(kept.size(), AlertStore::KeptEvents);
    QCOMPARE(kept.first().seq, 1'200U);
    QCOMPARE(m_alerts->events(2, 500).value(0).seq, 499U);
    QCOMPARE(m_alerts->dropped(), 0U);
}

QTEST_GUILESS_MAIN(tst_AlertService)
#include "tst_AlertService.moc"
