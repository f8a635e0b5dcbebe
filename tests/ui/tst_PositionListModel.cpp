// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PaperAccount.h"
#include "models/PositionListModel.h"
#include "models/Preferences.h"
#include "support/Orders.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What is held, and the account's money.
class tst_PositionListModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        m_source = std::make_unique<FakeSource>();
        m_source->fill();
        m_source->updateAccount({u"ana"_s, money("62000.50"), money("18880")});
        m_source->updatePositions(
            {makePosition(u"AAPL"_s, "150", "187.92"), makePosition(u"MSFT"_s, "0", "0", "30.00"),
             makePosition(u"NVDA"_s, "80", "128.40"), makePosition(u"TSLA"_s, "12", "255.10")});
        m_model = std::make_unique<PositionListModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->setSource(m_source.get());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_source.reset();
    }

    void valuesWhatIsHeldAtTheMarket()
    {
        QCOMPARE(m_model->count(), 4);
        QCOMPARE(text(0, PositionListModel::QuantityRole), u"150"_s);
        QCOMPARE(text(0, PositionListModel::AverageRole), u"187.92"_s);
        QCOMPARE(text(0, PositionListModel::LastRole), u"189.42"_s);
        QCOMPARE(text(0, PositionListModel::ValueRole), u"28,413.00"_s);
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"+225.00"_s);
        QCOMPARE(text(3, PositionListModel::ProfitRole), u"−76.68"_s);
        QCOMPARE(number(3, PositionListModel::ProfitSignRole), -1);
        QCOMPARE(text(3, PositionListModel::SpokenRole),
                 u"TSLA, 12, average 255.10, last 248.71, loss 76.68"_s);
    }

    void whatIsSoldKeepsItsProfit()
    {
        QCOMPARE(text(1, PositionListModel::AverageRole), u"–"_s);
        QCOMPARE(text(1, PositionListModel::ProfitRole), u"+30.00"_s);
        QCOMPARE(m_model->data(m_model->index(1), PositionListModel::HeldRole).toBool(), false);
    }

    void theRowsAddUpToTheTotal()
    {
        QCOMPARE(m_model->totalText(), u"+456.72"_s); // 225.00 + 30.00 + 278.40 − 76.68
        QCOMPARE(m_model->totalSign(), 1);
        QCOMPARE(m_model->totalParts(), u"Unrealized +426.72, realized +30.00"_s);
    }

    void aShortPositionGainsWhenThePriceFalls()
    {
        m_source->updatePositions({makePosition(u"TSLA"_s, "-10", "250.00")});
        QCOMPARE(text(0, PositionListModel::QuantityRole), u"-10"_s);
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"+12.90"_s);
    }

    void aPriceChangesItsRowAndTheTotal()
    {
        QSignalSpy changes(m_model.get(), &PositionListModel::dataChanged);
        QSignalSpy totals(m_model.get(), &PositionListModel::totalChanged);
        m_source->updateQuotes({quote(u"AAPL"_s, "190.42"), quote(u"AMD"_s, "140.00")});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 0);
        QCOMPARE(totals.size(), 1);
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"+375.00"_s);
    }

    void restsWhileNobodyLooks()
    {
        m_model->setLive(false);
        QSignalSpy changes(m_model.get(), &PositionListModel::dataChanged);
        m_source->updateQuotes({quote(u"AAPL"_s, "190.42")});
        QCOMPARE(changes.size(), 0);
        m_model->setLive(true);
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"+375.00"_s);
    }

    void rowsStayWhenQuantitiesChange()
    {
        QSignalSpy resets(m_model.get(), &PositionListModel::modelReset);
        QList<Position> positions = m_source->positions();
        positions[0] = makePosition(u"AAPL"_s, "160", "188.00");
        m_source->updatePositions(positions);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(text(0, PositionListModel::QuantityRole), u"160"_s);
        positions.removeLast();
        m_source->updatePositions(positions);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(m_model->count(), 3);
    }

    void followsWhatHasNoPrice()
    {
        m_source->updatePositions({makePosition(u"IBM"_s, "10", "200.00")});
        QCOMPARE(m_source->watched, QStringList{u"IBM"_s});
        QCOMPARE(text(0, PositionListModel::LastRole), u"–"_s);
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"0.00"_s);
        m_source->updateQuotes({quote(u"IBM"_s, "201.00")});
        QCOMPARE(text(0, PositionListModel::ProfitRole), u"+10.00"_s);
    }

    void theAccountIsWorthItsCashAndWhatItHolds()
    {
        PaperAccount account;
        account.setSource(m_source.get());
        QCOMPARE(account.cash(), u"62,000.50"_s);
        QCOMPARE(account.reserved(), u"18,880.00"_s);
        QCOMPARE(account.available(), u"43,120.50"_s);
        QCOMPARE(account.equity(), u"103,948.42"_s); // + 28,413.00 + 10,550.40 + 2,984.52
    }

    void theAccountFollowsPricesCashAndPositions()
    {
        PaperAccount account;
        account.setSource(m_source.get());
        QSignalSpy changes(&account, &PaperAccount::changed);
        m_source->updateQuotes({quote(u"AMD"_s, "140.00")}); // not held
        QCOMPARE(changes.size(), 0);
        m_source->updateQuotes({quote(u"AAPL"_s, "190.42")});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(account.equity(), u"104,098.42"_s);
        account.setLive(false);
        m_source->updateQuotes({quote(u"AAPL"_s, "189.42")});
        QCOMPARE(changes.size(), 1);
        account.setLive(true);
        QCOMPARE(account.equity(), u"103,948.42"_s);
        m_source->updatePositions({});
        m_source->updateAccount({u"ana"_s, money("100000"), {}});
        QCOMPARE(account.equity(), u"100,000.00"_s);
    }

    void whatHasNoPriceCountsWhatItCost()
    {
        PaperAccount account;
        m_source->updatePositions({makePosition(u"IBM"_s, "10", "200.00")});
        account.setSource(m_source.get());
        QCOMPARE(account.equity(), u"64,000.50"_s);
    }

private:
    Quote quote(const QString &symbol, const char *price)
    {
        return FakeSource::makeQuote(symbol, symbol, price, "100.00", ++m_seq);
    }
    [[nodiscard]] QString text(int row, int role) const
    {
        return m_model->data(m_model->index(row), role).toString();
    }
    [[nodiscard]] int number(int row, int role) const
    {
        return m_model->data(m_model->index(row), role).toInt();
    }

    quint64 m_seq = 100;
    std::unique_ptr<FakeSource> m_source;
    std::unique_ptr<PositionListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

TICKWELL_WINDOW_TEST(tst_PositionListModel)
#include "tst_PositionListModel.moc"
