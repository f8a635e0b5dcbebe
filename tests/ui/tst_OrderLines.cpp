// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/PricePlot.h"
#include "models/Preferences.h"
#include "support/Orders.h"
#include "support/WindowFixture.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Open orders in the chart of the Markets page.
class tst_OrderLines : public QObject
{
    Q_OBJECT

    static PricePlot *plotOf(const WindowFixture &fixture)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (auto *plot = qobject_cast<PricePlot *>(item))
                return plot;
        }
        return nullptr;
    }
    /// The first visible item inside the chart whose name contains @p text.
    static QQuickItem *inChart(const WindowFixture &fixture, const QString &text)
    {
        PricePlot *plot = plotOf(fixture);
        for (QQuickItem *item : fixture.visibleItems()) {
            if (plot && plot->parentItem()->isAncestorOf(item)
                && WindowFixture::nameOf(item).contains(text))
                return item;
        }
        return nullptr;
    }
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
        QQuickItem *label = nullptr;
        if (!QTest::qWaitFor([&] {
                label = inChart(fixture, u"Buy 100 AAPL"_s);
                return label != nullptr;
            }))
            return nullptr;
        QTest::qWait(20); // for it to have its place
        return label;
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
        const QPoint from =
            label->mapToScene(QPointF(label->width() / 2, label->height() / 2)).toPoint();
        QTest::mousePress(fixture.window(), Qt::LeftButton, {}, from);
        for (int y = 10; y <= 40; y += 10)
            QTest::mouseMove(fixture.window(), from + QPoint(0, y));
        QTest::mouseRelease(fixture.window(), Qt::LeftButton, {}, from + QPoint(0, 40));
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
