// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/PaperExchange.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"
#include "support/WindowFixture.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What the server says, in the window's language.
class tst_ServerWords : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { Preferences::instance()->setLanguage(u"en"_s); }

    void putsTheValuesInTheirPlaces()
    {
        const QString english = u"It sells 5 AAPL, and 2 are held and free to be sold"_s;
        QCOMPARE(ServerWords::said(english), english);
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(ServerWords::said(english),
                 QString::fromUtf8("要卖出 5 AAPL，而持有且可卖的为 2"));
    }

    void translatesTheReasonWithin()
    {
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(ServerWords::said(u"data.example closed the connection; trying again soon"_s),
                 QString::fromUtf8("data.example 关闭了连接；很快会重试"));
    }

    void aValueEndsWhereTheSentenceGoesOn()
    {
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(ServerWords::said(u"Line 3 has 2 cells, the header has 4"_s),
                 QString::fromUtf8("第 3 行有 2 格，而表头有 4 格"));
    }

    void leavesWhatNobodyKnows()
    {
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(ServerWords::said(u"database or disk is full"_s), u"database or disk is full"_s);
        QCOMPARE(ServerWords::said(QString()), QString());
    }

    void knowsWhatTheExchangeSays()
    {
        PaperExchange exchange;
        const auto order = [](Side side, OrderType type, qint64 quantity) {
            OrderRequest request;
            request.traderId = u"ana"_s;
            request.symbol = u"AAPL"_s;
            request.side = side;
            request.type = type;
            request.quantity = Decimal(quantity, 0);
            if (type == OrderType::Limit)
                request.price = Decimal(side == Side::Buy ? 9'000 : 11'000, 2);
            return request;
        };
        const auto said = [&](const OrderRequest &request) {
            const auto placed = exchange.place(request, Timestamp());
            return placed ? placed->reason : placed.error().message;
        };
        QStringList words{said(order(Side::Buy, OrderType::Market, 1))};
        Tick tick{u"AAPL"_s, Timestamp(), Decimal(10'000, 2), Decimal(1, 0), 1};
        exchange.trade(tick, Timestamp());
        words << said(order(Side::Buy, OrderType::Market, 1'000'000))
              << said(order(Side::Sell, OrderType::Market, 1));
        OrderRequest whole = order(Side::Buy, OrderType::Market, 5);
        whole.timeInForce = TimeInForce::Fok;
        words << said(whole);
        whole.timeInForce = TimeInForce::Ioc;
        words << said(whole);
        words << exchange.cancel(u"ana"_s, 99, Timestamp()).error().message
              << exchange.cancel(u"ana"_s, 1, Timestamp()).error().message;
        QCOMPARE(words.size(), 7);
        for (const QString &one : std::as_const(words))
            QVERIFY2(ServerWords::isKnown(one), qPrintable(one));
    }
};

TICKWELL_WINDOW_TEST(tst_ServerWords)
#include "tst_ServerWords.moc"
