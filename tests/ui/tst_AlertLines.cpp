// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/Alerts.h"
#include "support/ChartInWindow.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Price alerts in the chart.
class tst_AlertLines : public QObject
{
    Q_OBJECT

    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QTRY_VERIFY(plotOf(fixture) && plotOf(fixture)->priceScale().valid);
    }
    /// An alert at @p y of the plot; gives its label, and its price.
    static QQuickItem *addAt(WindowFixture &fixture, double y, QString &price)
    {
        price = plotOf(fixture)->priceScale().priceAt(y);
        fixture.source.updateAlerts({makeAlert(1, u"AAPL"_s, qPrintable(price))});
        return awaitInChart(fixture, u"AAPL rises to "_s + price);
    }

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setReducedMotion(true);
        Preferences::instance()->setUtc(true);
    }

    void anAlertIsALineOnBothPages()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QVERIFY(addAt(fixture, 150, price));
        fixture.key(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(inChart(fixture, u"AAPL rises to "_s + price));
        // Another symbol has none, and one that fired is none.
        fixture.key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_VERIFY(!inChart(fixture, u"AAPL rises to "_s));
        fixture.key(Qt::Key_Up, Qt::ControlModifier);
        QTRY_VERIFY(inChart(fixture, u"AAPL rises to "_s));
        fixture.source.updateAlert(makeAlert(1, u"AAPL"_s, qPrintable(price), AlertState::Fired));
        QTRY_VERIFY(!inChart(fixture, u"AAPL rises to "_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void isDraggedToAnotherPrice()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QQuickItem *label = addAt(fixture, 120, price);
        QVERIFY(label);
        fixture.drag(label, 60);
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>{1});
        const QList<Alert> alerts = fixture.source.alerts();
        QCOMPARE(alerts.size(), 1);
        QVERIFY(alerts.first().terms.threshold < Decimal::parse(price.toUtf8()).value());
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aRefusedDragLeavesTheAlert()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.refuseAlerts = u"Alerts cannot be kept now"_s;
        QString price;
        QQuickItem *label = addAt(fixture, 120, price);
        QVERIFY(label);
        fixture.drag(label, 60);
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>());
        QTRY_VERIFY(fixture.named(u"Alerts cannot be kept now"_s));
        QVERIFY(inChart(fixture, u"AAPL rises to "_s + price));
    }

    void keysMoveItToAnotherPrice()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QQuickItem *label = addAt(fixture, 150, price);
        QVERIFY(label);
        label->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Up);
        fixture.key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(fixture.source.askedAlerts.size(), 0);
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.askedAlerts.size(), 1);
        const Decimal before = Decimal::parse(price.toUtf8()).value();
        QVERIFY(fixture.source.askedAlerts.first().threshold > before);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void escapeLeavesItWhereItWas()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QQuickItem *label = addAt(fixture, 150, price);
        QVERIFY(label);
        label->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Escape);
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.askedAlerts.size(), 0);
    }

    void deleteRemovesIt()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QQuickItem *label = addAt(fixture, 150, price);
        QVERIFY(label);
        label->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>{1});
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theMenuKeyOpensTheMenuAtTheLastPrice()
    {
        WindowFixture fixture;
        open(fixture);
        QQuickItem *chart = fixture.named(u"Price chart of AAPL, 1m bars"_s);
        QVERIFY(chart);
        chart->forceActiveFocus(Qt::TabFocusReason);
        fixture.key(Qt::Key_Menu);
        const auto isOpen = [&] {
            for (QQuickItem *item : fixture.visibleItems()) {
                if (WindowFixture::nameOf(item).startsWith(u"Alert at "_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(isOpen());
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QTRY_COMPARE(fixture.source.askedAlerts.size(), 1);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theCrossRemovesIt()
    {
        WindowFixture fixture;
        open(fixture);
        QString price;
        QQuickItem *label = addAt(fixture, 150, price);
        QVERIFY(label);
        const QString cross = u"Remove: AAPL rises to "_s + price;
        QVERIFY(!inChart(fixture, cross));
        QTest::mouseMove(fixture.window(), WindowFixture::middleOf(label));
        QVERIFY(awaitInChart(fixture, cross));
        QVERIFY(fixture.click(cross));
        QCOMPARE(fixture.source.removedAlerts, QList<quint64>{1});
        QTRY_VERIFY(!inChart(fixture, u"AAPL rises to "_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void labelsOfNearPricesLieSideBySide()
    {
        WindowFixture fixture;
        open(fixture);
        const PriceScale scale = plotOf(fixture)->priceScale();
        const QString price = scale.priceAt(150);
        const QString near = scale.priceAt(155);
        const QString far = scale.priceAt(250);
        fixture.source.updateAlerts({makeAlert(1, u"AAPL"_s, qPrintable(price)),
                                     makeAlert(2, u"AAPL"_s, qPrintable(near)),
                                     makeAlert(3, u"AAPL"_s, qPrintable(far))});
        const auto left = [&](const QString &at) {
            const QQuickItem *label = inChart(fixture, u"AAPL rises to "_s + at);
            return label ? label->mapToScene(QPointF()).x() : 0.0;
        };
        QTRY_VERIFY(left(price) > 0 && left(near) > 0 && left(far) > 0);
        // The newest comes first.
        const QQuickItem *label = inChart(fixture, u"AAPL rises to "_s + near);
        QTRY_VERIFY(left(price) + label->width() <= left(near));
        QTRY_COMPARE(left(far), left(near));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aRightClickMakesOne()
    {
        WindowFixture fixture;
        open(fixture);
        PricePlot *plot = plotOf(fixture);
        const QPoint at = plot->mapToScene(QPointF(200, 100)).toPoint();
        const QString price = plot->priceScale().priceAt(100);
        QTest::mouseClick(fixture.window(), Qt::RightButton, {}, at);
        QTRY_VERIFY(fixture.named(u"Alert at "_s + price));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Alert at "_s + price));
        QTRY_COMPARE(fixture.source.askedAlerts.size(), 1);
        QCOMPARE(fixture.source.askedAlerts.first().threshold.toString(), price);
        QTRY_VERIFY(inChart(fixture, u"AAPL reaches "_s + price));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theMenuLeadsToTheForm()
    {
        WindowFixture fixture;
        open(fixture);
        PricePlot *plot = plotOf(fixture);
        const QPoint at = plot->mapToScene(QPointF(200, 100)).toPoint();
        const QString price = plot->priceScale().priceAt(100);
        QTest::mouseClick(fixture.window(), Qt::RightButton, {}, at);
        QTRY_VERIFY(fixture.named(u"New alert at "_s + price + u"…"_s));
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"AAPL reaches "_s + price + u", once"_s));
        QCOMPARE(fixture.source.askedAlerts.size(), 0);
    }

    void aLeftDragStillPans()
    {
        WindowFixture fixture;
        open(fixture);
        PricePlot *plot = plotOf(fixture);
        const QPoint at = plot->mapToScene(QPointF(200, 100)).toPoint();
        QTest::mousePress(fixture.window(), Qt::LeftButton, {}, at);
        for (int x = 10; x <= 100; x += 10)
            QTest::mouseMove(fixture.window(), at + QPoint(x, 0));
        QTest::mouseRelease(fixture.window(), Qt::LeftButton, {}, at + QPoint(100, 0));
        QTRY_VERIFY(!plot->isLive());
    }
};

TICKWELL_WINDOW_TEST(tst_AlertLines)
#include "tst_AlertLines.moc"
