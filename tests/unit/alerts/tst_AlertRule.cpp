// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertRule.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Tickwell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Noon = fromMicros(1'769'860'800'000'000); // 2026-01-31T12:00:00Z
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
constexpr double Infinity = std::numeric_limits<double>::infinity();

/// An alert at 100.
struct Terms
{
    AlertDirection direction = AlertDirection::Above;
    int hysteresis = 0;
    int coolDown = 0;
    bool repeats = true;
    AlertState state = AlertState::Armed;
    AlertSide side = AlertSide::Unknown;
    AlertKind kind = AlertKind::Price;
};

Alert alertOf(const Terms &terms)
{
    Alert alert;
    alert.terms.kind = terms.kind;
    alert.terms.threshold = Decimal(100, 0);
    alert.terms.direction = terms.direction;
    alert.terms.hysteresis = Decimal(terms.hysteresis, 0);
    alert.terms.coolDown = std::chrono::seconds(terms.coolDown);
    alert.terms.repeats = terms.repeats;
    alert.state = terms.state;
    alert.side = terms.side;
    return alert;
}

} // namespace

Q_DECLARE_METATYPE(Terms)

class tst_AlertRule : public QObject
{
    Q_OBJECT

private slots:
    void firesAt_data();
    void firesAt();
    void tellsWhereItStands();
    void hysteresisIsExact();
    void aMoveGoesUpward();
    void noCoolDownReachesIntoAnotherRecording();
    void comparesNothingWithWhatIsForgotten();
};

void tst_AlertRule::firesAt_data()
{
    // A value for each second, and at which of them it fires.
    QTest::addColumn<Terms>("terms");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QList<int>>("fires");
    using enum AlertDirection;
    const auto row = [](const char *name, const Terms &terms, const QList<double> &values,
                        const QList<int> &fires) {
        QTest::newRow(name) << terms << values << fires;
    };

    row("nothing", {}, {}, {});
    row("crosses from below", {}, {99, 101}, {1});
    row("touches from below", {}, {99, 100}, {1});
    row("almost", {}, {99, 99.99, 99}, {});
    row("the first value is beyond", {}, {101, 102}, {});
    row("the first value is at it", {}, {100, 101}, {});
    row("beyond, back, and across", {}, {101, 99, 101}, {2});
    row("a host that is beyond already", {.kind = AlertKind::Host}, {101, 102, 99, 101}, {0, 3});
    row("a host that is below already", {.direction = Below, .kind = AlertKind::Host}, {99, 98},
        {0});
    row("a host between two directions", {.direction = Either, .kind = AlertKind::Host}, {101, 99},
        {1});
    row("a host that has fired must come back first",
        {.hysteresis = 10, .state = AlertState::Waiting, .kind = AlertKind::Host},
        {101, 95, 101, 90, 100}, {4});
    row("stays beyond", {}, {99, 101, 102, 103, 101}, {1});
    row("goes down only", {}, {101, 99, 98}, {});
    row("jumps far", {}, {1, 1e9}, {1});

    row("crosses from above", {Below}, {101, 99}, {1});
    row("touches from above", {Below}, {101, 100}, {1});
    row("below: beyond at first", {Below}, {99, 98}, {});
    row("below: goes up only", {Below}, {99, 101, 102}, {});

    row("either: up and down", {Either}, {99, 101, 99, 101}, {1, 2, 3});
    row("either: touches, and goes on", {Either}, {99, 100, 101, 100}, {1, 3});
    row("either: touches, and turns", {Either}, {99, 100, 99, 101}, {1, 3});
    row("either: begins at it", {Either}, {100, 101, 99}, {2});
    row("either: noise within", {Either, 5}, {99, 101, 99, 101, 96, 104}, {1});
    row("either: far to both sides", {Either, 5}, {99, 106, 94, 106}, {1, 2, 3});

    row("once", {Above, 0, 0, false}, {99, 101, 99, 101}, {1});
    row("again and again", {}, {99, 101, 99, 101}, {1, 3});
    row("touches again and again", {}, {99, 100, 100, 99, 100}, {1, 4});

    row("hysteresis: noise", {Above, 5}, {99, 101, 99, 101, 96, 101}, {1});
    row("hysteresis: just back", {Above, 5}, {99, 101, 95, 101}, {1, 3});
    row("hysteresis: well back", {Above, 5}, {99, 101, 80, 101}, {1, 3});
    row("hysteresis does not hold back the first", {Above, 50}, {99, 101}, {1});
    row("hysteresis: below", {Below, 5}, {101, 99, 104, 99, 105, 99}, {1, 5});

    row("cool-down: within", {Above, 0, 10}, {99, 101, 99, 101, 99, 101}, {1});
    row("cool-down: it ends", {Above, 0, 3}, {99, 101, 99, 99, 101}, {1, 4});
    row("cool-down: a crossing within is not made up for", {Above, 0, 3},
        {99, 101, 99, 101, 101, 101, 101}, {1});
    row("cool-down: after such a one", {Above, 0, 3}, {99, 101, 99, 101, 101, 99, 101}, {1, 6});
    row("cool-down and hysteresis", {Above, 5, 3}, {99, 101, 96, 96, 96, 101, 95, 101}, {1, 7});

    row("what is no number is none", {}, {99, NaN, 101}, {2});
    row("no number fires", {}, {99, NaN, Infinity, -Infinity, 99}, {});
    row("no number at first", {}, {NaN, 101}, {});

    row("has fired before, and was to once", {Above, 0, 0, false, AlertState::Fired}, {99, 101},
        {});
    row("waited before", {Above, 5, 0, true, AlertState::Waiting}, {99, 101, 95, 101}, {3});
    row("crossed while nobody looked", {Above, 0, 0, true, AlertState::Armed, AlertSide::Below},
        {101}, {0});
    row("has come back while nobody looked",
        {Above, 5, 0, true, AlertState::Waiting, AlertSide::Unknown}, {90, 101}, {1});
}

void tst_AlertRule::firesAt()
{
    QFETCH(Terms, terms);
    QFETCH(QList<double>, values);
    QFETCH(QList<int>, fires);
    AlertRule rule(alertOf(terms));
    QList<int> fired;
    for (int i = 0; i < values.size(); ++i) {
        if (rule.take(Noon + std::chrono::seconds(i), values[i])) {
            fired.append(i);
            QCOMPARE(rule.fired(), Noon + std::chrono::seconds(i));
        }
    }
    QCOMPARE(fired, fires);
}

void tst_AlertRule::tellsWhereItStands()
{
    AlertRule rule(alertOf({AlertDirection::Above, 5, 10}));
    QVERIFY(rule.state() == AlertState::Armed && rule.side() == AlertSide::Unknown);
    QVERIFY(!rule.take(Noon, 99));
    QVERIFY(rule.state() == AlertState::Armed && rule.side() == AlertSide::Below);
    QVERIFY(rule.take(Noon + 1s, 101) == AlertSide::Below);
    QVERIFY(rule.state() == AlertState::Waiting && rule.side() == AlertSide::Unknown);
    QVERIFY(!rule.take(Noon + 2s, 95));
    QVERIFY(rule.state() == AlertState::Waiting && rule.side() == AlertSide::Below);
    QVERIFY(!rule.take(Noon + 11s, 96));
    QVERIFY(rule.state() == AlertState::Armed);

    AlertRule once(alertOf({.repeats = false}));
    QVERIFY(!once.take(Noon, 99));
    QVERIFY(once.take(Noon + 1s, 101));
    QVERIFY(once.state() == AlertState::Fired);
}

/// 100.1 − 0.1 is not 100 to binary numbers.
void tst_AlertRule::hysteresisIsExact()
{
    Alert alert = alertOf({});
    alert.terms.threshold = Decimal(1'001, 1);
    alert.terms.hysteresis = Decimal(1, 1);
    AlertRule rule(alert);
    QVERIFY(!rule.take(Noon, 99));
    QVERIFY(rule.take(Noon + 1s, Decimal(10'010, 2).toDouble()));
    QVERIFY(!rule.take(Noon + 2s, 100));
    QVERIFY(rule.state() == AlertState::Armed);
}

/// How far a price fell is above zero too.
void tst_AlertRule::aMoveGoesUpward()
{
    Alert alert = alertOf({AlertDirection::Below});
    alert.terms.kind = AlertKind::PercentMove;
    AlertRule rule(alert);
    QVERIFY(!rule.take(Noon, 0));
    QVERIFY(rule.take(Noon + 1s, 100));
}

void tst_AlertRule::noCoolDownReachesIntoAnotherRecording()
{
    AlertRule rule(alertOf({AlertDirection::Above, 0, 3'600}));
    QVERIFY(!rule.take(Noon, 99));
    QVERIFY(rule.take(Noon + 1s, 101));
    QVERIFY(!rule.take(Noon - 24h, 99));
    QVERIFY(rule.take(Noon - 23h, 101));
}

void tst_AlertRule::comparesNothingWithWhatIsForgotten()
{
    AlertRule rule(alertOf({}));
    QVERIFY(!rule.take(Noon, 99));
    rule.forget();
    QVERIFY(!rule.take(Noon + 1s, 101));
    QVERIFY(!rule.take(Noon + 2s, 99));
    QVERIFY(rule.take(Noon + 3s, 101));
}

QTEST_APPLESS_MAIN(tst_AlertRule)
#include "tst_AlertRule.moc"
