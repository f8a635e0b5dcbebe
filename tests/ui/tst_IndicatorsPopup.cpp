// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PricePlot.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Choosing the chart's indicators in the window.
class tst_IndicatorsPopup : public QObject
{
    Q_OBJECT

    [[nodiscard]] static QString kept()
    {
        return Preferences::instance()->choice(u"indicators"_s, {});
    }
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_I, Qt::AltModifier);
        QTRY_VERIFY(focused(fixture) == u"Indicator to add"_s);
    }
    [[nodiscard]] static QString focused(const WindowFixture &fixture)
    {
        QQuickItem *item = fixture.window()->activeFocusItem();
        return item ? WindowFixture::nameOf(item) : QString();
    }
    /// Presses Tab until @p name has the focus.
    static bool tabTo(WindowFixture &fixture, const QString &name)
    {
        for (int i = 0; i < 30 && focused(fixture) != name; ++i)
            fixture.key(Qt::Key_Tab);
        return focused(fixture) == name;
    }

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setReducedMotion(true);
    }

    void twoAveragesAreThereAtFirst()
    {
        WindowFixture fixture;
        auto *plot = fixture.window()->findChild<PricePlot *>();
        QVERIFY(plot);
        QTRY_COMPARE(plot->indicatorValues()->rowCount(), 2);
        QCOMPARE(plot->indicatorValues()->readouts().last().title, u"SMA 21"_s);
    }

    void addsAndRemovesByKeyboard()
    {
        WindowFixture fixture;
        open(fixture);
        for (int i = 0; i < 4; ++i)
            fixture.key(Qt::Key_Down);
        QVERIFY(tabTo(fixture, u"Add"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(kept(), u"sma 9; sma 21; rsi 14"_s);
        QVERIFY(tabTo(fixture, u"Remove SMA 9"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(kept(), u"sma 21; rsi 14"_s);
        QCOMPARE(focused(fixture), u"Add"_s);
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.named(u"Indicator to add"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aParameterIsCheckedAsOneTypes()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(tabTo(fixture, u"Period of SMA 9"_s));
        fixture.type(u"0"_s);
        QVERIFY(fixture.named(u"A whole number from 1 to 500"_s));
        QCOMPARE(fixture.window()->activeFocusItem()->property("invalid").toBool(), true);
        fixture.key(Qt::Key_Backspace);
        fixture.type(u"50"_s);
        QVERIFY(!fixture.named(u"A whole number from 1 to 500"_s));
        QCOMPARE(kept(), u"sma 50; sma 21"_s);
        // What is left wrong is put right again.
        fixture.key(Qt::Key_A, Qt::ControlModifier);
        fixture.type(u"x"_s);
        fixture.key(Qt::Key_Tab);
        QQuickItem *field = fixture.named(u"Period of SMA 50"_s);
        QVERIFY(field);
        QCOMPARE(field->property("text").toString(), u"50"_s);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void areKeptForTheNextStart()
    {
        Preferences::instance()->saveChoice(u"indicators"_s, u"ema 5; macd 12 26 9"_s);
        Preferences::instance()->saveChoice(u"chart"_s, u"area"_s);
        Preferences::instance()->saveChoice(u"logarithmic"_s, u"yes"_s);
        WindowFixture fixture;
        auto *plot = fixture.window()->findChild<PricePlot *>();
        QVERIFY(plot);
        QTRY_COMPARE(plot->indicatorValues()->panes(), 1);
        QCOMPARE(plot->indicatorValues()->readouts().first().title, u"EMA 5"_s);
        QTRY_VERIFY(plot->isLogarithmic());
        // The same for another symbol.
        fixture.key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(plot->symbol(), u"MSFT"_s);
        QCOMPARE(plot->indicatorValues()->panes(), 1);
    }
};

TICKWELL_WINDOW_TEST(tst_IndicatorsPopup)
#include "tst_IndicatorsPopup.moc"
