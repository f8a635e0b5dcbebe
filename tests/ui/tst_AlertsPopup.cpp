// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/Alerts.h"
#include "support/WindowFixture.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

const QString First = u"CPU rises to 90 %, each time, at most every 5 min, armed"_s;
const QString Empty = u"No alerts yet. One watches a price,"_s;

} // namespace

/// The alerts in the window: the list, the log and the form.
class tst_AlertsPopup : public QObject
{
    Q_OBJECT

    static void fill(FakeSource &source)
    {
        source.updateAlerts({makeAlert(1, u"AAPL"_s, "190.00"),
                             makeAlert(2, u"MSFT"_s, "415.50", AlertState::Fired),
                             makeHostAlert(3, HostReading::CpuUsage, "90")});
        source.updateAlertEvents(
            {makeAlertEvent(1, 2, u"MSFT rose to 415.52, alert at 415.50"_s, 415.52)});
    }
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fill(fixture.source);
        fixture.key(Qt::Key_A, Qt::AltModifier);
        QTRY_VERIFY(fixture.named(First));
        QTRY_VERIFY(listOf(fixture) && listOf(fixture)->hasActiveFocus());
        QVERIFY(fixture.waitForFrame());
    }
    static QString focused(const WindowFixture &fixture)
    {
        QQuickItem *item = fixture.window()->activeFocusItem();
        return item ? WindowFixture::nameOf(item) : QString();
    }
    /// Presses Tab until @p name has the focus.
    static bool tabTo(WindowFixture &fixture, const QString &name)
    {
        for (int i = 0; i < 40 && focused(fixture) != name; ++i)
            fixture.key(Qt::Key_Tab);
        return focused(fixture) == name;
    }
    static QQuickItem *startingWith(const WindowFixture &fixture, const QString &text)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (WindowFixture::nameOf(item).startsWith(text))
                return item;
        }
        return nullptr;
    }
    static QQuickItem *listOf(const WindowFixture &fixture)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickListView") && item->property("alerts").isValid())
                return item;
        }
        return nullptr;
    }
    static void newAlert(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(focused(fixture), u"Price"_s);
    }

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setReducedMotion(true);
        Preferences::instance()->setUtc(true);
    }

    void theBellOpensIt()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fill(fixture.source);
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Alerts"_s));
        QTRY_VERIFY(fixture.named(First));
        QTRY_VERIFY(
            fixture.named(u"MSFT rises to 415.50, once, fired, last fired 2025-11-21 07:44"_s));
        QVERIFY(fixture.named(u"2 of 3 watching"_s));
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.named(First));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void thePaletteOpensIt()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fill(fixture.source);
        fixture.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE(focused(fixture), u"Search commands"_s);
        fixture.type(u"show alerts"_s);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(First));
    }

    void deleteRemovesTheChosenOne()
    {
        WindowFixture fixture;
        open(fixture);
        QTRY_COMPARE(listOf(fixture)->property("currentIndex").toInt(), 0);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>{2});
        QTRY_COMPARE(listOf(fixture)->property("count").toInt(), 2);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theCrossRemovesOne()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(fixture.click(u"Remove: AAPL rises to 190.00"_s));
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>{1});
        QTRY_VERIFY(!fixture.named(u"AAPL rises to 190.00, once, armed"_s));
        QVERIFY(listOf(fixture)->hasActiveFocus());
    }

    void theLastOneLeavesTheWayToANewOne()
    {
        WindowFixture fixture;
        open(fixture);
        for (int i = 0; i < 3; ++i)
            fixture.key(Qt::Key_Delete);
        QTRY_VERIFY(startingWith(fixture, Empty));
        QTRY_COMPARE(focused(fixture), u"New alert"_s);
        QCOMPARE(fixture.source.alerts().size(), 0);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aRefusedRemovalSaysWhy()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.refuseRemovals = u"The disk is full"_s;
        fixture.key(Qt::Key_Delete);
        QTRY_VERIFY(fixture.named(u"The disk is full"_s));
        QVERIFY(fixture.named(First));
    }

    void enterShowsTheSymbolInTheChart()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(fixture.named(u"Chart of AAPL"_s));
        fixture.key(Qt::Key_Return); // of the host: there is none to show
        QVERIFY(fixture.named(First));
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"Chart of MSFT"_s));
        QTRY_VERIFY(!fixture.named(First));
    }

    void theLogTellsWhatFired()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_A, Qt::AltModifier | Qt::ShiftModifier);
        QTRY_VERIFY(startingWith(fixture, u"No alert has fired yet."_s));
        fill(fixture.source);
        QTRY_VERIFY(fixture.named(u"2025-11-21 07:43, MSFT rose to 415.52, alert at 415.50"_s));
        fixture.source.updateAlertEvent(
            makeAlertEvent(2, 1, u"AAPL rose to 190.02, alert at 190.00"_s, 190.02));
        QTRY_VERIFY(fixture.named(u"2025-11-21 07:44, AAPL rose to 190.02, alert at 190.00"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theFormBeginsAtTheLastPrice()
    {
        WindowFixture fixture;
        newAlert(fixture);
        QVERIFY(fixture.named(u"AAPL reaches 189.42, once"_s));
        fixture.key(Qt::Key_A, Qt::ControlModifier);
        fixture.type(u"191.5"_s);
        QVERIFY(fixture.named(u"AAPL reaches 191.5, once"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        const AlertTerms &terms = fixture.source.askedAlerts.first();
        QCOMPARE(terms.symbol, u"AAPL"_s);
        QVERIFY(terms.direction == AlertDirection::Either);
        QCOMPARE(terms.threshold.toString(), u"191.5"_s);
        // It is in the list, which has the focus.
        QTRY_VERIFY(fixture.named(u"AAPL reaches 191.5, once, armed"_s));
        QTRY_VERIFY(listOf(fixture)->hasActiveFocus());
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aHostAlertIsWrittenFromTheKeyboard()
    {
        WindowFixture fixture;
        newAlert(fixture);
        QVERIFY(tabTo(fixture, u"What is watched"_s));
        for (int i = 0; i < 3; ++i)
            fixture.key(Qt::Key_Right);
        QVERIFY(tabTo(fixture, u"Reading"_s));
        fixture.key(Qt::Key_Down);
        QVERIFY(tabTo(fixture, u"When it"_s));
        fixture.key(Qt::Key_Up);
        fixture.key(Qt::Key_Up);
        QVERIFY(tabTo(fixture, u"Percent"_s));
        fixture.type(u"80"_s);
        QVERIFY(tabTo(fixture, u"Fire each time, not only once"_s));
        fixture.key(Qt::Key_Space);
        QVERIFY(tabTo(fixture, u"Pause, minutes"_s));
        // Side by side.
        QQuickItem *pause = fixture.named(u"Pause, minutes"_s);
        QQuickItem *back = fixture.named(u"Come back by"_s);
        QVERIFY(pause && back);
        QTRY_VERIFY(back->width() > 200 && pause->width() > 200);
        QTRY_VERIFY(!back->mapRectToScene(back->boundingRect())
                         .intersects(pause->mapRectToScene(pause->boundingRect())));
        fixture.type(u"10"_s);
        QVERIFY(tabTo(fixture, u"Add alert"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        const AlertTerms &terms = fixture.source.askedAlerts.first();
        QVERIFY(terms.kind == AlertKind::Host);
        QVERIFY(terms.reading == HostReading::MemoryUsage);
        QVERIFY(terms.direction == AlertDirection::Above);
        QVERIFY(terms.repeats);
        QCOMPARE(terms.coolDown.count(), 600);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void keysChooseFromAListOpenedWithTheMouse()
    {
        WindowFixture fixture;
        newAlert(fixture);
        QVERIFY(tabTo(fixture, u"What is watched"_s));
        for (int i = 0; i < 3; ++i)
            fixture.key(Qt::Key_Right);
        QTRY_VERIFY(fixture.named(u"Reading"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Reading"_s));
        QTRY_VERIFY(fixture.named(u"Disk reading"_s));
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(!fixture.named(u"Disk reading"_s));
        QCOMPARE(fixture.named(u"Reading"_s)->property("currentIndex").toInt(), 1);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void escapeClosesAnOpenListAlone()
    {
        WindowFixture fixture;
        newAlert(fixture);
        QVERIFY(tabTo(fixture, u"When it"_s));
        fixture.key(Qt::Key_Space);
        QTRY_VERIFY(fixture.named(u"Falls to"_s));
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.named(u"Falls to"_s));
        QVERIFY(fixture.named(u"When it"_s));
    }

    void anIndicatorIsWrittenWithTheMouse()
    {
        WindowFixture fixture;
        newAlert(fixture);
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Indicator"_s));
        QTRY_VERIFY(fixture.named(u"Level"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Level"_s));
        fixture.type(u"70"_s);
        QVERIFY(fixture.named(u"AAPL 1m: RSI(14) reaches 70, once"_s));
        QVERIFY(fixture.click(u"Add alert"_s));
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        QVERIFY(fixture.source.askedAlerts.first().kind == AlertKind::Indicator);
    }

    void whatIsWrongIsSaidBeforeItIsSent()
    {
        WindowFixture fixture;
        newAlert(fixture);
        fixture.key(Qt::Key_A, Qt::ControlModifier);
        fixture.key(Qt::Key_Backspace);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"At which price?"_s));
        fixture.type(u"0"_s);
        QTRY_VERIFY(fixture.named(u"A price is above zero"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.askedAlerts.size(), 0);
    }

    void aRefusalKeepsTheForm()
    {
        WindowFixture fixture;
        fixture.source.refuseAlerts = u"There are 1000 alerts already"_s;
        newAlert(fixture);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"Not added: There are 1000 alerts already"_s));
        QVERIFY(fixture.named(u"AAPL reaches 189.42, once"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void everyControlHasAName()
    {
        WindowFixture fixture;
        newAlert(fixture);
        for (int kind = 0; kind < 4; ++kind) {
            for (QQuickItem *item : fixture.visibleItems()) {
                if (item->inherits("QQuickAbstractButton") || item->activeFocusOnTab())
                    QVERIFY2(!WindowFixture::nameOf(item).isEmpty(),
                             item->metaObject()->className());
            }
            QVERIFY(tabTo(fixture, u"What is watched"_s));
            fixture.key(Qt::Key_Right);
        }
    }

    void fitsTheSmallestWindow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("Chinese") << u"zh_CN"_s;
    }
    void fitsTheSmallestWindow()
    {
        QFETCH(QString, language);
        Preferences::instance()->setLanguage(language);
        WindowFixture fixture(QSize(960, 620));
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QList<Alert> alerts;
        for (quint64 id = 1; id <= 60; ++id)
            alerts.append(makeAlert(id, u"BTCUSDT"_s, "1234567.12345678", AlertState::Waiting));
        fixture.source.updateAlerts(alerts);
        fixture.key(Qt::Key_A, Qt::AltModifier);
        QQuickItem *list = nullptr;
        QTRY_VERIFY((list = listOf(fixture)));
        QTRY_COMPARE(list->property("count").toInt(), 60);
        QTRY_VERIFY(list->height() > 0);
        QTRY_VERIFY(QRectF(0, 0, 960, 620).contains(list->mapRectToScene(list->boundingRect())));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }
};

TICKWELL_WINDOW_TEST(tst_AlertsPopup)
#include "tst_AlertsPopup.moc"
