// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertListModel.h"
#include "models/AlertLogModel.h"
#include "models/Preferences.h"
#include "support/Alerts.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QAbstractItemModel &model, int role)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(role).toString());
    return all;
}

AlertTerms crossing(AlertIndicator indicator, AlertDirection direction, const char *apart = "0")
{
    AlertTerms terms;
    terms.kind = AlertKind::Indicator;
    terms.symbol = u"AAPL"_s;
    terms.indicator = indicator;
    terms.direction = direction;
    terms.period = 12;
    terms.threshold = Decimal::parse(apart).value();
    return terms;
}

AlertTerms reading(HostReading reading, const char *threshold)
{
    return makeHostAlert(1, reading, threshold).terms;
}

} // namespace

/// The lists of alerts and of what they told.
class tst_AlertListModel : public QObject
{
    Q_OBJECT

    /// Three alerts: a price's, a host's, and a price's that fired.
    static void fill(FakeSource &source)
    {
        source.updateAlerts({makeAlert(1, u"AAPL"_s, "190.00"),
                             makeHostAlert(2, HostReading::CpuUsage, "90"),
                             makeAlert(3, u"MSFT"_s, "415.5", AlertState::Fired)});
    }

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setUtc(true);
    }

    void theNewestComesFirst()
    {
        FakeSource source;
        fill(source);
        AlertListModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        QCOMPARE(texts(model, AlertListModel::TitleRole),
                 (QStringList{u"MSFT rises to 415.5"_s, u"CPU rises to 90 %"_s,
                              u"AAPL rises to 190.00"_s}));
        QCOMPARE(texts(model, AlertListModel::OftenRole),
                 (QStringList{u"once"_s, u"each time, at most every 5 min"_s, u"once"_s}));
        QCOMPARE(texts(model, AlertListModel::StatusRole),
                 (QStringList{u"fired"_s, u"armed"_s, u"armed"_s}));
        QCOMPARE(texts(model, AlertListModel::FiredRole),
                 (QStringList{u"2025-11-21 07:45"_s, {}, {}}));
        QCOMPARE(texts(model, AlertListModel::LineRole), (QStringList{{}, {}, u"190.00"_s}));
        QCOMPARE(texts(model, AlertListModel::SpokenRole).first(),
                 u"MSFT rises to 415.5, once, fired, last fired 2025-11-21 07:45"_s);
        QCOMPARE(model.count(), 3);
        QCOMPARE(model.watching(), 2);
        QVERIFY(!model.data(model.index(0, 0), Qt::UserRole + 99).isValid());
    }

    void saysWhatIsWatched_data()
    {
        QTest::addColumn<AlertTerms>("terms");
        QTest::addColumn<QString>("said");
        using Direction = AlertDirection;
        AlertTerms price = makeAlert(1, u"BTCUSDT"_s, "97214.50").terms;
        price.direction = Direction::Below;
        QTest::newRow("fall") << price << u"BTCUSDT falls to 97,214.50"_s;
        price.direction = Direction::Either;
        QTest::newRow("either") << price << u"BTCUSDT reaches 97,214.50"_s;
        AlertTerms move = makeAlert(1, u"AAPL"_s, "2.50").terms;
        move.kind = AlertKind::PercentMove;
        QTest::newRow("rise") << move << u"AAPL rises by 2.5 % within 15 min"_s;
        move.direction = Direction::Below;
        move.window = std::chrono::seconds(7'200);
        QTest::newRow("drop") << move << u"AAPL falls by 2.5 % within 2 h"_s;
        move.direction = Direction::Either;
        move.window = std::chrono::seconds(90);
        QTest::newRow("move") << move << u"AAPL moves by 2.5 % within 90 s"_s;
        AlertTerms rsi = crossing(AlertIndicator::Rsi, Direction::Above, "70");
        QTest::newRow("rsi") << rsi << u"AAPL 1m: RSI(12) rises to 70"_s;
        QTest::newRow("sma") << crossing(AlertIndicator::PriceSma, Direction::Above)
                             << u"AAPL 1m: price crosses above SMA(12)"_s;
        QTest::newRow("ema") << crossing(AlertIndicator::PriceEma, Direction::Below, "0.5")
                             << u"AAPL 1m: price crosses below EMA(12) by 0.5"_s;
        QTest::newRow("two") << crossing(AlertIndicator::SmaSma, Direction::Either)
                             << u"AAPL 1m: SMA(12) crosses SMA(26)"_s;
        QTest::newRow("macd") << crossing(AlertIndicator::MacdSignal, Direction::Above)
                              << u"AAPL 1m: MACD(12, 26, 9) crosses above its signal"_s;
        QTest::newRow("load") << reading(HostReading::Load1, "2.5") << u"Load rises to 2.5"_s;
        QTest::newRow("disk") << reading(HostReading::DiskWrite, "25000000")
                              << u"Disk writing rises to 25.0 MB/s"_s;
    }
    void saysWhatIsWatched()
    {
        QFETCH(AlertTerms, terms);
        FakeSource source;
        source.updateAlerts({Alert{.id = 1, .terms = terms, .created = {}}});
        AlertListModel model;
        model.setSource(&source);
        QTEST(texts(model, AlertListModel::TitleRole).first(), "said");
        const QString english = texts(model, AlertListModel::TitleRole).first();
        const QSignalSpy changed(&model, &AlertListModel::dataChanged);
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(changed.size(), 1);
        QVERIFY(texts(model, AlertListModel::TitleRole).first() != english);
    }

    void followsTheSource()
    {
        FakeSource source;
        AlertListModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        QCOMPARE(model.count(), 0);
        fill(source);
        QCOMPARE(model.count(), 3);
        source.updateAlert(makeAlert(4, u"NVDA"_s, "140"));
        QCOMPARE(texts(model, AlertListModel::SymbolRole).first(), u"NVDA"_s);
        source.updateAlert(makeAlert(1, u"AAPL"_s, "190.00", AlertState::Waiting));
        QCOMPARE(texts(model, AlertListModel::StatusRole).last(), u"waiting"_s);
        source.removeFromAlerts(2);
        QCOMPARE(model.count(), 3);
        QCOMPARE(model.watching(), 2);
        model.setSource(nullptr);
        QCOMPARE(model.count(), 0);
        QCOMPARE(model.watching(), 0);
    }

    void filtersBySymbolAndLines()
    {
        FakeSource source;
        fill(source);
        AlertListModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.setSymbol(u"AAPL"_s);
        QCOMPARE(texts(model, AlertListModel::SymbolRole), QStringList{u"AAPL"_s});
        QCOMPARE(model.watching(), 2);
        model.setFilter(AlertListModel::Filter::Lines);
        source.updateAlert(makeAlert(4, u"AAPL"_s, "195"));
        source.updateAlert(makeAlert(5, u"MSFT"_s, "420"));
        QCOMPARE(texts(model, AlertListModel::LineRole), (QStringList{u"195"_s, u"190.00"_s}));
        // One that has fired for good is no line any more.
        source.updateAlert(makeAlert(4, u"AAPL"_s, "195", AlertState::Fired));
        QCOMPARE(texts(model, AlertListModel::LineRole), QStringList{u"190.00"_s});
        model.setSymbol(u"MSFT"_s);
        QCOMPARE(texts(model, AlertListModel::LineRole), QStringList{u"420"_s});
    }

    void removes()
    {
        FakeSource source;
        fill(source);
        AlertListModel model;
        model.setSource(&source);
        model.remove(-1);
        model.remove(3);
        QCOMPARE(source.removedAlerts, QList<quint64>());
        model.remove(1);
        QCOMPARE(source.removedAlerts, QList<quint64>{2});
        QCOMPARE(model.count(), 2);
    }

    void aRefusedRemovalSaysWhy()
    {
        FakeSource source;
        fill(source);
        source.refuseRemovals = u"The disk is full"_s;
        AlertListModel model;
        model.setSource(&source);
        const QSignalSpy refused(&model, &AlertListModel::refused);
        model.remove(0);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().toString(), u"The disk is full"_s);
        QCOMPARE(model.count(), 3);
    }

    void anAlertIsMadeAtAPrice()
    {
        FakeSource source;
        AlertListModel model;
        model.setSource(&source);
        QVERIFY(!model.addAt(u"190"_s));
        model.setSymbol(u"AAPL"_s);
        QVERIFY(!model.addAt(u""_s));
        QVERIFY(!model.addAt(u"-1"_s));
        QVERIFY(model.addAt(u"190.25"_s));
        QCOMPARE(source.askedAlerts.size(), 1);
        QCOMPARE(texts(model, AlertListModel::TitleRole), QStringList{u"AAPL reaches 190.25"_s});
    }

    void aMovedAlertKeepsItsTerms()
    {
        FakeSource source;
        Alert alert = makeAlert(1, u"AAPL"_s, "190.00", AlertState::Waiting);
        alert.terms.repeats = true;
        alert.terms.hysteresis = Decimal(5, 1);
        source.updateAlerts({alert});
        AlertListModel model;
        model.setSource(&source);
        QVERIFY(model.move(1, u"192.50"_s));
        AlertTerms moved = alert.terms;
        moved.threshold = Decimal(19'250, 2);
        QCOMPARE(source.askedAlerts.size(), 1);
        QVERIFY(source.askedAlerts.first() == moved);
        QCOMPARE(source.removedAlerts, QList<quint64>{1});
        QCOMPARE(texts(model, AlertListModel::LineRole), QStringList{u"192.50"_s});
    }

    void aRefusedMoveLeavesTheOldOne()
    {
        FakeSource source;
        source.updateAlerts({makeAlert(1, u"AAPL"_s, "190.00")});
        source.refuseAlerts = u"There are 1000 alerts already"_s;
        AlertListModel model;
        model.setSource(&source);
        const QSignalSpy refused(&model, &AlertListModel::refused);
        QVERIFY(model.move(1, u"192.50"_s));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(source.removedAlerts, QList<quint64>());
        QCOMPARE(texts(model, AlertListModel::LineRole), QStringList{u"190.00"_s});
        // It can be tried again.
        source.refuseAlerts.clear();
        QVERIFY(model.move(1, u"192.50"_s));
        QCOMPARE(texts(model, AlertListModel::LineRole), QStringList{u"192.50"_s});
    }

    void whatCannotMoveStays()
    {
        FakeSource source;
        fill(source);
        AlertListModel model;
        model.setSource(&source);
        const QSignalSpy refused(&model, &AlertListModel::refused);
        QVERIFY(!model.move(2, u"95"_s));  // of the host
        QVERIFY(!model.move(3, u"420"_s)); // has fired
        QVERIFY(!model.move(9, u"420"_s));
        QVERIFY(!model.move(1, u"x"_s));
        QCOMPARE(refused.size(), 0);
        QVERIFY(!model.move(1, u"0"_s));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(source.askedAlerts.size(), 0);
        // Until the server has answered.
        source.holdAlerts = true;
        QVERIFY(model.move(1, u"191"_s));
        QVERIFY(!model.move(1, u"192"_s));
        QCOMPARE(source.askedAlerts.size(), 1);
    }

    void theLogHasTheLatestFirst()
    {
        FakeSource source;
        source.updateAlertEvents(
            {makeAlertEvent(1, 1, u"first"_s), makeAlertEvent(2, 1, u"second"_s)});
        AlertLogModel log;
        QAbstractItemModelTester tester(&log);
        log.setSource(&source);
        QCOMPARE(texts(log, AlertLogModel::HappenedRole), (QStringList{u"second"_s, u"first"_s}));
        const QSignalSpy fired(&source, &DataSource::alertFired);
        source.updateAlertEvent(makeAlertEvent(3, 1, u"third"_s));
        QCOMPARE(fired.size(), 1);
        QCOMPARE(texts(log, AlertLogModel::WhenRole).first(), u"2025-11-21 07:45"_s);
        QCOMPARE(log.count(), 3);
        source.updateAlertEvents({});
        QCOMPARE(log.count(), 0);
    }

    void saysWhatHappened_data()
    {
        QTest::addColumn<AlertTerms>("terms");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("said");
        using Direction = AlertDirection;
        AlertTerms price = makeAlert(1, u"BTCUSDT"_s, "97214.50").terms;
        QTest::newRow("rise") << price << 97'215.125
                              << u"BTCUSDT rose to 97,215.125, alert at 97,214.50"_s;
        price.direction = Direction::Either;
        QTest::newRow("fall") << price << 97'000.0
                              << u"BTCUSDT fell to 97,000.00, alert at 97,214.50"_s;
        // From which side it came cannot be told.
        QTest::newRow("reached") << price << 97'214.5 << u"the server's words"_s;
        AlertTerms move = makeAlert(1, u"AAPL"_s, "2.5").terms;
        move.kind = AlertKind::PercentMove;
        move.direction = Direction::Either;
        QTest::newRow("move") << move << -2.61
                              << u"AAPL fell by 2.61 % within 15 min, alert at 2.5 %"_s;
        QTest::newRow("rsi") << crossing(AlertIndicator::Rsi, Direction::Above, "70") << 70.256
                             << u"AAPL 1m: RSI(12) rose to 70.26, alert at 70"_s;
        QTest::newRow("crossing") << crossing(AlertIndicator::SmaSma, Direction::Either, "0.5")
                                  << -0.7 << u"AAPL 1m: SMA(12) crossed below SMA(26) by 0.5"_s;
        QTest::newRow("host") << reading(HostReading::CpuUsage, "90") << 93.44
                              << u"CPU is at 93.4 %, alert at 90 %"_s;
        AlertTerms either = reading(HostReading::CpuUsage, "90");
        either.direction = Direction::Either;
        QTest::newRow("host reached") << either << 90.0 << u"CPU is at 90 %, alert at 90 %"_s;
        QTest::newRow("rate") << reading(HostReading::NetworkIn, "2000000") << 2'512'345.0
                              << u"Network in is at 2.5 MB/s, alert at 2.0 MB/s"_s;
    }
    void saysWhatHappened()
    {
        QFETCH(AlertTerms, terms);
        QFETCH(double, value);
        FakeSource source;
        source.updateAlerts({Alert{.id = 1, .terms = terms, .created = {}}});
        source.updateAlertEvents({makeAlertEvent(1, 1, u"the server's words"_s, value)});
        AlertLogModel log;
        log.setSource(&source);
        QTEST(texts(log, AlertLogModel::HappenedRole).first(), "said");
        source.removeFromAlerts(1);
        QCOMPARE(texts(log, AlertLogModel::HappenedRole).first(), u"the server's words"_s);
    }

    void theLogIsBounded()
    {
        FakeSource source;
        AlertLogModel log;
        log.setSource(&source);
        QList<AlertEvent> events;
        for (quint64 seq = 1; seq <= DataSource::KeptAlertEvents + 5; ++seq)
            events.append(makeAlertEvent(seq, 1, QString::number(seq)));
        source.updateAlertEvents(events);
        QCOMPARE(log.count(), DataSource::KeptAlertEvents);
        source.updateAlertEvent(makeAlertEvent(2'000, 1, u"newest"_s));
        QCOMPARE(log.count(), DataSource::KeptAlertEvents);
        QCOMPARE(source.alertEvents().size(), DataSource::KeptAlertEvents);
        QCOMPARE(texts(log, AlertLogModel::HappenedRole).first(), u"newest"_s);
        QCOMPARE(texts(log, AlertLogModel::HappenedRole).last(), u"7"_s);
    }
};

TICKWELL_WINDOW_TEST(tst_AlertListModel)
#include "tst_AlertListModel.moc"
