// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreEngines.h"

#include <limits>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

class tst_AlertStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addEngines(); }
    void init();
    void cleanup();

    void aNewOneIsEmpty();
    void givesBackWhatWasKept();
    void keepsTheLatestOfAnAlert();
    void removes();
    void knowsTheHighestIdOfWhatIsGone();
    void keepsTheNewestEvents();
    void keepsAllOfAChangeOrNothing();
    void isThereAfterReopening();

private:
    [[nodiscard]] static Alert alert(quint64 id)
    {
        Alert alert;
        alert.id = id;
        alert.terms.kind = AlertKind::Indicator;
        alert.terms.symbol = u"BTCUSDT"_s;
        alert.terms.interval = Interval::Hour1;
        alert.terms.indicator = AlertIndicator::MacdSignal;
        alert.terms.period = 3;
        alert.terms.slowPeriod = 10;
        alert.terms.signalPeriod = 5;
        alert.terms.reading = HostReading::DiskWrite;
        alert.terms.window = std::chrono::seconds(77);
        alert.terms.direction = AlertDirection::Either;
        alert.terms.threshold = Decimal(-125, 3);
        alert.terms.hysteresis = Decimal(1, 12);
        alert.terms.coolDown = std::chrono::seconds(600);
        alert.terms.repeats = true;
        alert.state = AlertState::Waiting;
        alert.side = AlertSide::Above;
        alert.created = fromMicros(1'700'000'000'000'001);
        alert.fired = fromMicros(1'700'000'000'000'002);
        return alert;
    }
    [[nodiscard]] static AlertEvent event(quint64 seq)
    {
        return {seq, 7, fromMicros(1'700'000'000'000'003), 0.1 + 0.2, u"Ünï 'quoted' 提醒"_s};
    }
    [[nodiscard]] AlertLog load()
    {
        const auto log = m_alerts->load();
        if (!log)
            qFatal("%s", qPrintable(log.error().message));
        return *log;
    }
    void open();

    EngineFixture m_engine;
    std::unique_ptr<AlertStore> m_alerts;
};

void tst_AlertStore::init()
{
    MAKE_STORE(m_engine);
    open();
}

void tst_AlertStore::open()
{
    auto alerts = m_engine.store().openAlerts();
    VERIFY_OK(alerts);
    m_alerts = std::move(*alerts);
}

void tst_AlertStore::cleanup()
{
    m_alerts.reset();
    m_engine.close();
}

void tst_AlertStore::aNewOneIsEmpty()
{
    const AlertLog log = load();
    QVERIFY(log.alerts.isEmpty() && log.events.isEmpty());
    QCOMPARE(log.lastId, 0U);
}

void tst_AlertStore::givesBackWhatWasKept()
{
    AlertChange change;
    change.alerts = {alert(1), alert(2)};
    change.alerts[1].fired.reset();
    change.alerts[1].terms.kind = AlertKind::Host;
    change.alerts[1].terms.symbol = QString();
    change.events = {event(1), event(2)};
    change.lastId = 2;
    VERIFY_OK(m_alerts->write(change));
    const AlertLog log = load();
    QCOMPARE(log.alerts, change.alerts);
    QCOMPARE(log.events, change.events);
    QCOMPARE(log.lastId, 2U);
}

void tst_AlertStore::keepsTheLatestOfAnAlert()
{
    AlertChange change;
    change.alerts = {alert(1)};
    VERIFY_OK(m_alerts->write(change));
    change.alerts[0].state = AlertState::Fired;
    change.alerts[0].side = AlertSide::Unknown;
    VERIFY_OK(m_alerts->write(change));
    QCOMPARE(load().alerts, change.alerts);
}

void tst_AlertStore::removes()
{
    AlertChange change;
    change.alerts = {alert(1), alert(2)};
    change.events = {event(1)};
    VERIFY_OK(m_alerts->write(change));
    AlertChange removal;
    removal.alerts = {alert(1)};
    removal.removed = {1, 99};
    VERIFY_OK(m_alerts->write(removal));
    QCOMPARE(load().alerts, QList<Alert>{alert(2)});
    QCOMPARE(load().events.size(), 1);
}

void tst_AlertStore::knowsTheHighestIdOfWhatIsGone()
{
    AlertChange change;
    change.removed = {40};
    change.lastId = 40;
    VERIFY_OK(m_alerts->write(change));
    QCOMPARE(load().lastId, 40U);
}

void tst_AlertStore::keepsTheNewestEvents()
{
    AlertChange change;
    for (quint64 seq = 1; seq <= AlertStore::KeptEvents + 5; ++seq)
        change.events.append(event(seq));
    VERIFY_OK(m_alerts->write(change));
    const QList<AlertEvent> kept = load().events;
    QCOMPARE(kept.size(), AlertStore::KeptEvents);
    QCOMPARE(kept.first().seq, 6U);
}

void tst_AlertStore::keepsAllOfAChangeOrNothing()
{
    AlertChange change;
    change.alerts = {alert(1), alert(2)};
    // The last is no number of a database.
    change.events = {event(1), event(std::numeric_limits<quint64>::max())};
    QVERIFY(!m_alerts->write(change));
    QVERIFY(load().alerts.isEmpty());
    QVERIFY(load().events.isEmpty());
}

void tst_AlertStore::isThereAfterReopening()
{
    AlertChange change;
    change.alerts = {alert(1)};
    change.events = {event(1)};
    VERIFY_OK(m_alerts->write(change));
    m_alerts.reset();
    m_engine.reopen();
    open();
    QCOMPARE(load().alerts, change.alerts);
    QCOMPARE(load().events, change.events);
}

QTEST_GUILESS_MAIN(tst_AlertStore)
#include "tst_AlertStore.moc"
