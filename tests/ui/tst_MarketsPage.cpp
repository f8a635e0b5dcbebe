// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/ChartInWindow.h"
#include "support/Orders.h"

#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// Trading from the window: ticket, blotter, positions, and the watchlist beside them.
class tst_MarketsPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setTheme(Preferences::ThemeMode::Dark);
        Preferences::instance()->setReducedMotion(true);
        Preferences::instance()->setUtc(true);
    }

    void loadsWithoutAWarning_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("filled");
        for (const QSize size : {QSize(960, 620), QSize(1280, 800), QSize(1920, 1080)}) {
            for (const char *language : {"en", "zh_CN"}) {
                for (const bool filled : {true, false})
                    QTest::addRow("%dx%d %s %s", size.width(), size.height(), language,
                                  filled ? "full" : "empty")
                        << size << QString::fromLatin1(language) << filled;
            }
        }
    }
    void loadsWithoutAWarning()
    {
        QFETCH(QSize, size);
        QFETCH(QString, language);
        QFETCH(bool, filled);
        Preferences::instance()->setLanguage(language);
        WindowFixture fixture(size, filled);
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        if (filled)
            fillAccount(fixture);
        fixture.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!fixture.window()->grabWindow().isNull());
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void keysAndRailSwitchPages()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QVERIFY(fixture.named(u"This machine"_s));
        QVERIFY(!fixture.named(u"Which orders are listed"_s));
        fixture.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(fixture.named(u"Which orders are listed"_s));
        QVERIFY(fixture.named(u"Chart of AAPL"_s));
        QVERIFY(!fixture.named(u"This machine"_s));
        fixture.key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(fixture.named(u"This machine"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Markets"_s));
        QVERIFY(fixture.named(u"Which orders are listed"_s));
    }

    void thePageIsKept()
    {
        {
            WindowFixture fixture;
            QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
            fixture.key(Qt::Key_2, Qt::ControlModifier);
        }
        WindowFixture again;
        QVERIFY(QTest::qWaitForWindowExposed(again.window()));
        QVERIFY(again.named(u"Which orders are listed"_s));
    }

    void bothPagesShareTheSymbol()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.key(Qt::Key_Down);
        QVERIFY(fixture.named(u"Chart of MSFT"_s));
        QVERIFY(fixture.named(u"Buy MSFT"_s));
        fixture.key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(fixture.named(u"Chart of MSFT"_s));
    }

    void anOrderIsPlacedFromTheKeyboard()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.key(Qt::Key_S, Qt::AltModifier);
        fixture.type(u"100"_s);
        QVERIFY(fixture.named(u"Sell 100 AAPL"_s));
        fixture.key(Qt::Key_Tab);
        fixture.type(u"190.50"_s);
        QVERIFY(fixture.named(u"Reserves: 100 AAPL"_s));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.placed.size(), 1);
        const OrderRequest order = fixture.source.placed.at(0);
        QCOMPARE(order.symbol, u"AAPL"_s);
        QVERIFY(order.side == Side::Sell);
        QVERIFY(order.type == OrderType::Limit);
        QCOMPARE(order.quantity, money("100"));
        QCOMPARE(order.price, money("190.50"));
        QTRY_VERIFY(fixture.named(u"Placed: Sell 100 AAPL"_s));
        // A second Return finds an empty ticket.
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.placed.size(), 1);
        QTRY_VERIFY(fixture.named(u"At which price at least?"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void fieldsComeWithTheType()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(fixture.named(u"Limit price"_s));
        QVERIFY(!fixture.named(u"Stop price"_s));
        QQuickItem *type = fixture.named(u"Type of the order"_s);
        QVERIFY(type);
        type->forceActiveFocus();
        fixture.key(Qt::Key_Right);
        QVERIFY(!fixture.named(u"Limit price"_s));
        QVERIFY(fixture.named(u"Stop price"_s));
        fixture.key(Qt::Key_Right);
        QVERIFY(fixture.named(u"Limit price"_s));
        QVERIFY(fixture.named(u"Stop price"_s));
    }

    void aRejectionSaysWhy()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.refuseOrders = u"Not enough cash"_s;
        fixture.key(Qt::Key_B, Qt::AltModifier);
        fixture.type(u"100"_s);
        fixture.key(Qt::Key_Tab);
        fixture.type(u"188.80"_s);
        QVERIFY(fixture.named(u"Reserves: 18,880.00"_s));
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"Not placed: Not enough cash"_s));
        QVERIFY(fixture.named(u"Buy 100 AAPL"_s));
    }

    void deleteCancelsAnOrder()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        fixture.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QQuickItem *list = listOf(fixture);
        QVERIFY(list && list->hasActiveFocus());
        QTRY_COMPARE(list->property("count").toInt(), 2);
        QTRY_COMPARE(list->property("currentIndex").toInt(), 0);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.cancelledOrders, QList<quint64>{2});
        QTRY_COMPARE(list->property("count").toInt(), 1);
    }

    void aClickOnTheCrossCancelsAnOrder()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QQuickItem *row = rowOf(fixture, u"Sell 100 AAPL, limit, 192.00, pending"_s);
        QVERIFY(row);
        QTest::mouseMove(fixture.window(), row->mapToScene(QPointF(60, 10)).toPoint());
        QQuickItem *cross = nullptr;
        QTRY_VERIFY((cross = rowOf(fixture, u"Cancel: Sell 100 AAPL, limit, 192.00"_s)));
        QTest::mouseClick(fixture.window(), Qt::LeftButton, {},
                          cross->mapToScene(QPointF(8, 8)).toPoint());
        QCOMPARE(fixture.source.cancelledOrders, QList<quint64>{4});
    }

    void theMenuCancelsAnOrder()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QQuickItem *row = rowOf(fixture, u"Sell 100 AAPL, limit, 192.00, pending"_s);
        QVERIFY(row);
        QTest::mouseClick(fixture.window(), Qt::RightButton, {},
                          row->mapToScene(QPointF(60, 10)).toPoint());
        QTRY_VERIFY(fixture.named(u"Cancel the order"_s));
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QTRY_COMPARE(fixture.source.cancelledOrders, QList<quint64>{4});
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void anOpenOrderIsChanged()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        fixture.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(listOf(fixture)->property("currentIndex").toInt(), 0);
        fixture.key(Qt::Key_Return);
        QTRY_VERIFY(fixture.named(u"Change the order"_s));
        QVERIFY(fixture.waitForFrame());
        fixture.type(u"70"_s);
        fixture.key(Qt::Key_Tab);
        fixture.key(Qt::Key_A, Qt::ControlModifier);
        fixture.type(u"191.5"_s);
        fixture.key(Qt::Key_Return);
        const Order changed = fixture.source.orders().at(3);
        QCOMPARE(changed.request.quantity.toString(), u"70"_s);
        QCOMPARE(changed.request.price->toString(), u"191.5"_s);
        QTRY_VERIFY(!fixture.named(u"Change the order"_s));
    }

    void aRefusedCancelSaysWhy()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        fixture.source.refuseCancels = u"Order 4 has ended"_s;
        fixture.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(listOf(fixture)->property("currentIndex").toInt(), 0);
        fixture.key(Qt::Key_Delete);
        QVERIFY(fixture.named(u"Order 4 has ended"_s));
    }

    void allOpenOrdersAreCancelledWhenOneConfirms()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(fixture.named(u"Cancel 2 orders"_s));
        QVERIFY(fixture.source.cancelledOrders.isEmpty());
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.named(u"Cancel 2 orders"_s));
        QVERIFY(fixture.source.cancelledOrders.isEmpty());
        fixture.key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(fixture.named(u"Cancel 2 orders"_s));
        QVERIFY(fixture.waitForFrame());
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.cancelledOrders, (QList<quint64>{2, 4}));
    }

    void theFilterIsChosenWithTheMouse()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QQuickItem *list = listOf(fixture);
        QTRY_COMPARE(list->property("count").toInt(), 4);
        QVERIFY(fixture.named(u"4 today"_s));
        QVERIFY(fixture.click(u"Filled"_s) && fixture.click(u"Open"_s));
        QTRY_COMPARE(list->property("count").toInt(), 2);
    }

    void aDoubleClickInTheChartFillsThePrice()
    {
        WindowFixture fixture;
        open(fixture);
        auto *plot = plotOf(fixture);
        QVERIFY(plot);
        QTRY_COMPARE(plot->status(), PricePlot::Status::Ready);
        QTRY_VERIFY(plot->priceScale().valid);
        const QPoint at = plot->mapToScene(QPointF(300, 120)).toPoint();
        const QString price = plot->priceScale().priceAt(120);
        QTest::mouseDClick(fixture.window(), Qt::LeftButton, {}, at);
        QQuickItem *field = fixture.named(u"Limit price"_s);
        QVERIFY(field);
        QCOMPARE(field->property("text").toString(), price);
        QVERIFY(fixture.window()->activeFocusItem() == fixture.named(u"Quantity"_s));
    }

    void onTheOverviewADoubleClickIsTheWayToLive()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        auto *plot = plotOf(fixture);
        QVERIFY(plot);
        QTRY_COMPARE(plot->status(), PricePlot::Status::Ready);
        plot->panBars(-50);
        QTRY_VERIFY(!plot->isLive());
        QTest::mouseDClick(fixture.window(), Qt::LeftButton, {},
                           plot->mapToScene(QPointF(300, 120)).toPoint());
        QTRY_VERIFY(plot->isLive());
    }

    void aDoubleClickClosesAPosition()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QQuickItem *row = rowOf(fixture, u"TSLA, 12, average 255.10"_s);
        QVERIFY(row);
        QTest::mouseDClick(fixture.window(), Qt::LeftButton, {},
                           row->mapToScene(QPointF(40, 10)).toPoint());
        QVERIFY(fixture.named(u"Sell 12 TSLA"_s));
        QVERIFY(fixture.named(u"Chart of TSLA"_s));
        QVERIFY(fixture.named(u"You hold 12 TSLA"_s));
        QVERIFY(fixture.source.placed.isEmpty());
    }

    void theProfitFollowsTheMarket()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QVERIFY(fixture.named(u"Profit and loss +148.32"_s));
        QVERIFY(fixture.named(u"Account is worth 101,397.52"_s));
        fixture.source.updateQuotes(
            {FakeSource::makeQuote(u"AAPL"_s, u"Apple Inc."_s, "190.42", "187.10", 90)});
        QVERIFY(fixture.named(u"Profit and loss +298.32"_s));
    }

    void theWatchlistIsReorderedAndShortenedFromTheKeyboard()
    {
        WindowFixture fixture;
        open(fixture);
        QQuickItem *aapl = fixture.named(u"AAPL, Apple Inc., 189.42, up 1.24 %"_s);
        QVERIFY(aapl);
        fixture.key(Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(aapl->y(), aapl->height());
        fixture.key(Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(aapl->y(), 0.0);
        fixture.key(Qt::Key_Delete);
        QVERIFY(!fixture.named(u"AAPL, Apple Inc., 189.42, up 1.24 %"_s));
        QVERIFY(fixture.named(u"Chart of MSFT"_s));
        fixture.key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!fixture.named(u"AAPL, Apple Inc., 189.42, up 1.24 %"_s));
    }

    void theWatchlistIsSortedFromItsMenu()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(fixture.click(u"Sort the watchlist"_s));
        QTRY_VERIFY(fixture.named(u"By change"_s));
        for (int i = 0; i < 4; ++i)
            fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Return);
        QQuickItem *best = fixture.named(u"NVDA, NVIDIA, 131.88, up 2.87 %"_s);
        QVERIFY(best);
        QTRY_COMPARE(best->y(), 0.0);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void whatIsHiddenDoesNotDraw()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        QTest::qWait(300);
        settle(fixture);
        QSignalSpy frames(fixture.window(), &QQuickWindow::frameSwapped);
        HostSample sample = fixture.source.samples().constLast();
        sample.time += std::chrono::seconds(1);
        sample.cpuUsage = 99;
        fixture.source.updateSample(sample);
        QTest::qWait(100);
        QCOMPARE(frames.size(), 0);

        fixture.key(Qt::Key_1, Qt::ControlModifier);
        fixture.key(Qt::Key_End); // a symbol that is not held
        settle(fixture);
        frames.clear();
        fixture.source.updatePositions({makePosition(u"IBM"_s, "10", "200.00")});
        fixture.source.updateAccount({u"ana"_s, money("1"), {}});
        QTest::qWait(100);
        QCOMPARE(frames.size(), 0);
    }

    void tabReachesEveryControlAndComesBack()
    {
        WindowFixture fixture;
        fillAccount(fixture);
        open(fixture);
        fixture.key(Qt::Key_Tab);
        QQuickItem *first = fixture.window()->activeFocusItem();
        QStringList names;
        do {
            QQuickItem *item = fixture.window()->activeFocusItem();
            names.append(WindowFixture::nameOf(item));
            fixture.key(Qt::Key_Tab);
        } while (fixture.window()->activeFocusItem() != first && names.size() < 60);
        QVERIFY2(names.size() < 60, "Tab never came back");
        for (const char *name :
             {"Buy", "Sell", "Type of the order", "Quantity", "Limit price", "In force", "Buy AAPL",
              "Which orders are listed", "Sort the watchlist", "Width of the order ticket"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QVERIFY2(!names.contains(QString()), "A control has no name");
    }

private:
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(fixture.waitForFrame());
    }
    /// Four orders, two of them open; two positions.
    static void fillAccount(WindowFixture &fixture)
    {
        fixture.source.updateOrders(
            {makeOrder(1, u"AAPL"_s, Side::Buy, "187.92", OrderState::Filled),
             makeOrder(2, u"MSFT"_s, Side::Sell, "415.00"),
             makeOrder(3, u"NVDA"_s, Side::Buy, "120.00", OrderState::Canceled),
             makeOrder(4, u"AAPL"_s, Side::Sell, "192.00")});
        fixture.source.updatePositions(
            {makePosition(u"AAPL"_s, "150", "187.92"), makePosition(u"TSLA"_s, "12", "255.10")});
        fixture.source.updateAccount({u"ana"_s, money("70000"), money("0")});
    }
    static QQuickItem *listOf(const WindowFixture &fixture)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickListView") && WindowFixture::nameOf(item) == u"Orders"_s)
                return item;
        }
        return nullptr;
    }
    /// The first visible item of the window, or of @p root, whose name begins so.
    static QQuickItem *rowOf(const WindowFixture &fixture, const QString &name,
                             QQuickItem *root = nullptr)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if ((!root || root->isAncestorOf(item)) && WindowFixture::nameOf(item).startsWith(name))
                return item;
        }
        return nullptr;
    }
    static void settle(const WindowFixture &fixture)
    {
        for (int attempt = 0; attempt < 8; ++attempt) {
            QSignalSpy frames(fixture.window(), &QQuickWindow::frameSwapped);
            QTest::qWait(400);
            if (frames.isEmpty())
                return;
        }
    }
};

TICKWELL_WINDOW_TEST(tst_MarketsPage)
#include "tst_MarketsPage.moc"
