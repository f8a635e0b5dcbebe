// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/ChartInWindow.h"
#include "support/Orders.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Open orders in the chart of the Markets page.
class tst_OrderLines : public QObject
{
    Q_OBJECT

    /// An order at @p y of the plot; gives its label.
    static QQuickItem *orderAt(WindowFixture &fixture, double y)
    {
        if (!QTest::qWaitForWindowActive(fixture.window()))
            return nullptr;
        fixture.key(Qt::Key_2, Qt::ControlModifier);
        if (!QTest::qWaitFor(
                [&] { return plotOf(fixture) && plotOf(fixture)->priceScale().valid; }))
            return nullptr;
        const QString price = plotOf(fixture)->priceScale().priceAt(y);
        fixture.source.updateOrders({makeOrder(7, u"AAPL"_s, Side::Buy, qPrintable(price))});
        return awaitInChart(fixture, u"Buy 100 AAPL"_s);
    }
    static Order theOrder(const WindowFixture &fixture)
    {
        return fixture.source.orders().constLast();
    }

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setReducedMotion(true);
        Preferences::instance()->setUtc(true);
    }

    void isDraggedToAnotherPrice()
    {
        WindowFixture fixture;
        QQuickItem *label = orderAt(fixture, 100);
        QVERIFY(label);
        const Decimal before = *theOrder(fixture).request.price;
        fixture.drag(label, 40);
        QVERIFY(*theOrder(fixture).request.price < before);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void keysMoveItToAnotherPrice()
    {
        WindowFixture fixture;
        QQuickItem *label = orderAt(fixture, 100);
        QVERIFY(label);
        const Decimal before = *theOrder(fixture).request.price;
        label->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(*theOrder(fixture).request.price, before);
        fixture.key(Qt::Key_Return);
        QVERIFY(*theOrder(fixture).request.price > before);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void deleteCancelsIt()
    {
        WindowFixture fixture;
        QQuickItem *label = orderAt(fixture, 100);
        QVERIFY(label);
        label->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.cancelledOrders, QList<quint64>{7});
        QTRY_VERIFY(!inChart(fixture, u"Buy 100 AAPL"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }
};

TICKWELL_WINDOW_TEST(tst_OrderLines)
#include "tst_OrderLines.moc"
