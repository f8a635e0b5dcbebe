// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FeedReadings.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

ServerSnapshot snapshot()
{
    ServerSnapshot snapshot;
    snapshot.market.ticks = 12'345;
    snapshot.market.rejected = 2;
    snapshot.market.late = 7;
    snapshot.market.unfollowed = 4;
    snapshot.market.feed.duplicates = 5;
    snapshot.feed.symbols = 12;
    const Timestamp came = fromMicros(1'763'710'947'000'000);
    snapshot.quarantine = {
        {{u"AAPL"_s, came, Decimal(-100, 2), Decimal(1, 0)}, TickFault::Price, came},
        {{u"TSLA"_s, came, Decimal(2'487'100, 2), Decimal(1, 0)}, TickFault::Jump, came}};
    return snapshot;
}

} // namespace

class tst_FeedPopup : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences &preferences = *Preferences::instance();
        preferences.settings().clear();
        preferences.setLanguage(u"en"_s);
        preferences.setReducedMotion(true);
        preferences.setUtc(true);
    }

    void opensFromTheTopBarAndAsksWhileItIsOpen()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.source.followedServer);
    }

    void showsWhatCameAndWhatWasPutAside()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.updateSnapshot(snapshot());
        QTRY_VERIFY(fixture.named(u"Prices taken 12,345"_s));
        QVERIFY(fixture.named(u"Put aside 2"_s));
        QVERIFY(fixture.named(u"Too late for their bar 7"_s));
        QVERIFY(fixture.named(u"Came twice 5"_s));
        QVERIFY(fixture.named(u"Of symbols not followed 4"_s));
        QTRY_VERIFY(fixture.named(u"2025-11-21 07:42, AAPL, -1.00, not above zero"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theNewestIsFirst()
    {
        FakeSource source;
        FeedReadings readings;
        readings.setSource(&source);
        readings.setActive(true);
        source.updateSnapshot(snapshot());
        QCOMPARE(readings.count(), 2);
        QCOMPARE(readings.index(0).data(FeedReadings::SymbolRole).toString(), u"TSLA"_s);
        QCOMPARE(readings.index(0).data(FeedReadings::PriceRole).toString(), u"24,871.00"_s);
        QCOMPARE(readings.index(0).data(FeedReadings::ReasonRole).toString(),
                 u"far from the last price"_s);
    }

    void twoMayFollowTheServer()
    {
        FakeSource source;
        FeedReadings one;
        FeedReadings two;
        for (FeedReadings *readings : {&one, &two}) {
            readings->setSource(&source);
            readings->setActive(true);
        }
        one.setActive(false);
        QVERIFY(source.followedServer);
        two.setActive(false);
        QVERIFY(!source.followedServer);
    }

private:
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QVERIFY(!fixture.source.followedServer);
        QVERIFY(fixture.click(u"Live"_s));
        QTRY_VERIFY(fixture.source.followedServer);
    }
};

QTEST_MAIN(tst_FeedPopup)
#include "tst_FeedPopup.moc"
