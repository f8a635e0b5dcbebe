// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "models/WatchlistModel.h"
#include "support/FakeSource.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

class tst_WatchlistModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(QStringLiteral("en"));
    }

    void showsWhatTheSourceFollows()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        QCOMPARE(model.count(), 10);
        QCOMPARE(value(model, 0, WatchlistModel::SymbolRole), QStringLiteral("AAPL"));
        QCOMPARE(value(model, 0, WatchlistModel::NameRole), QStringLiteral("Apple Inc."));
        QCOMPARE(value(model, 7, WatchlistModel::PriceRole), QStringLiteral("97,214.50"));
        QCOMPARE(value(model, 0, WatchlistModel::ChangeTextRole), QStringLiteral("1.24 %"));
        QCOMPARE(value(model, 1, WatchlistModel::SpokenRole),
                 QStringLiteral("MSFT, Microsoft, 411.10, down 0.31 %"));
    }

    void aPriceChangesItsRowAlone()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        QSignalSpy changes(&model, &WatchlistModel::dataChanged);
        source.updateQuotes({FakeSource::makeQuote(
            QStringLiteral("MSFT"), QStringLiteral("Microsoft"), "410.00", "412.38", 20)});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(model.data(model.index(1), WatchlistModel::MoveRole).toInt(), -1);
        QCOMPARE(model.data(model.index(1), WatchlistModel::UpdatesRole).toInt(), 1);
    }

    void sortsByWhatOneChooses_data()
    {
        QTest::addColumn<WatchlistModel::Sort>("sort");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("turned");
        QTest::newRow("symbol") << WatchlistModel::Sort::Symbol << QStringLiteral("AAPL")
                                << QStringLiteral("TSLA");
        QTest::newRow("price") << WatchlistModel::Sort::Price << QStringLiteral("NVDA")
                               << QStringLiteral("BTCUSDT");
        QTest::newRow("change") << WatchlistModel::Sort::Change << QStringLiteral("NVDA")
                                << QStringLiteral("TSLA");
        QTest::newRow("own") << WatchlistModel::Sort::Own << QStringLiteral("AAPL")
                             << QStringLiteral("AAPL");
    }
    void sortsByWhatOneChooses()
    {
        QFETCH(WatchlistModel::Sort, sort);
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.sortBy(sort);
        QTEST(model.symbolAt(0), "first");
        model.sortBy(sort);
        QTEST(model.symbolAt(0), "turned");
        for (int row = 0; row < model.count(); ++row)
            QCOMPARE(model.indexOf(model.symbolAt(row)), row);
        {
            WatchlistModel again;
            again.setSource(&source);
            QTEST(again.symbolAt(0), "turned");
        }
        model.sortBy(WatchlistModel::Sort::Own);
        QCOMPARE(model.symbolAt(1), QStringLiteral("MSFT"));
    }

    void rowsDoNotJumpUnderThePointer()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.sortBy(WatchlistModel::Sort::Change);
        model.setHeld(true);
        source.updateQuotes({FakeSource::makeQuote(
            QStringLiteral("MSFT"), QStringLiteral("Microsoft"), "500.00", "412.38", 20)});
        QTest::qWait(static_cast<int>(WatchlistModel::SortPause.count()) + 100);
        QCOMPARE(model.symbolAt(0), QStringLiteral("NVDA"));
        model.setHeld(false);
        QCOMPARE(model.symbolAt(0), QStringLiteral("MSFT"));
    }

    void aLivePriceMovesItsRowAfterAPause()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.sortBy(WatchlistModel::Sort::Change);
        source.updateQuotes({FakeSource::makeQuote(
            QStringLiteral("MSFT"), QStringLiteral("Microsoft"), "500.00", "412.38", 20)});
        QCOMPARE(model.symbolAt(0), QStringLiteral("NVDA"));
        QTRY_COMPARE(model.symbolAt(0), QStringLiteral("MSFT"));
    }

    void movingARowMakesTheSeenOrderOnesOwn()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.sortBy(WatchlistModel::Sort::Symbol);
        model.move(0, 1);
        QCOMPARE(model.sortedBy(), WatchlistModel::Sort::Own);
        QCOMPARE(model.symbolAt(0), QStringLiteral("AMD"));
        QCOMPARE(model.symbolAt(9), QStringLiteral("TSLA"));
        WatchlistModel again;
        again.setSource(&source);
        QCOMPARE(again.symbolAt(0), QStringLiteral("AMD"));
    }

    void aSortedListKeepsOnesOwnOrderWhenItGrows()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        model.sortBy(WatchlistModel::Sort::Symbol);
        model.add(QStringLiteral("ABNB"));
        QCOMPARE(model.symbolAt(1), QStringLiteral("ABNB"));
        model.remove(0);
        model.sortBy(WatchlistModel::Sort::Own);
        QCOMPARE(model.symbolAt(0), QStringLiteral("MSFT"));
        QCOMPARE(model.symbolAt(9), QStringLiteral("ABNB"));
    }

    void anUnchangedQuoteChangesNothing()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        QSignalSpy changes(&model, &WatchlistModel::dataChanged);
        source.updateQuotes({*source.quote(QStringLiteral("MSFT"))});
        QCOMPARE(changes.size(), 0);
    }

    void addingFollowsTheSymbolInCapitals()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        QSignalSpy added(&model, &WatchlistModel::added);
        model.add(QStringLiteral(" ibm "));
        QCOMPARE(source.watched, QStringList{QStringLiteral("IBM")});
        QCOMPARE(model.symbolAt(10), QStringLiteral("IBM"));
        QCOMPARE(value(model, 10, WatchlistModel::PriceRole), QString());
        QCOMPARE(added.size(), 1);
    }

    void addingTwiceKeepsOneRow()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        model.add(QStringLiteral("AAPL"));
        QCOMPARE(model.count(), 10);
    }

    void aMalformedSymbolIsRefusedWithoutAsking()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        QSignalSpy refused(&model, &WatchlistModel::refused);
        model.add(QStringLiteral("A B"));
        QCOMPARE(refused.size(), 1);
        QVERIFY(source.watched.isEmpty());
    }

    void anUnknownSymbolLeavesTheListAgain()
    {
        FakeSource source;
        source.fill();
        source.unknownSymbols.insert(QStringLiteral("XYZQ"));
        WatchlistModel model;
        model.setSource(&source);
        QSignalSpy refused(&model, &WatchlistModel::refused);
        QSignalSpy added(&model, &WatchlistModel::added);
        model.add(QStringLiteral("XYZQ"));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(added.size(), 0);
        QCOMPARE(model.indexOf(QStringLiteral("XYZQ")), -1);
    }

    void aSymbolThatIsNotOnTheListIsRefusedInSilence()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        QSignalSpy refused(&model, &WatchlistModel::refused);
        emit source.symbolRefused(QStringLiteral("HELD"), QStringLiteral("unknown"));
        QCOMPARE(refused.size(), 0);
    }

    void aSymbolWithAPriceStaysWhenRefused()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        emit source.symbolRefused(QStringLiteral("AAPL"), QStringLiteral("too many symbols"));
        QCOMPARE(model.indexOf(QStringLiteral("AAPL")), 0);
    }

    void theOwnOrderIsKeptForTheFeed()
    {
        FakeSource source;
        source.fill();
        {
            WatchlistModel model;
            QAbstractItemModelTester tester(&model);
            model.setSource(&source);
            model.move(0, 2);
            model.move(9, 0);
            model.remove(1);
        }
        WatchlistModel again;
        again.setSource(&source);
        QCOMPARE(again.count(), 9);
        QCOMPARE(again.symbolAt(0), QStringLiteral("NFLX"));
        QCOMPARE(again.symbolAt(1), QStringLiteral("NVDA"));
        QCOMPARE(again.symbolAt(2), QStringLiteral("AAPL"));
        QVERIFY(source.watched.contains(QStringLiteral("NFLX")));
    }

    void anotherFeedHasItsOwnList()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        model.remove(0);
        source.updateFeed({QStringLiteral("binance"), FeedStatus::State::Live, false, {}, {}, 0});
        QCOMPARE(model.count(), 10);
    }

    void aChangedListTakesNoMoreSymbolsOver()
    {
        FakeSource source;
        source.fill();
        WatchlistModel model;
        model.setSource(&source);
        model.remove(0);
        source.updateQuotes({FakeSource::makeQuote(QStringLiteral("IBM"), {}, "1.00", "1.00", 40)});
        QCOMPARE(model.indexOf(QStringLiteral("IBM")), -1);
    }

private:
    static QString value(const WatchlistModel &model, int row, int role)
    {
        return model.data(model.index(row), role).toString();
    }
};

TICKWELL_WINDOW_TEST(tst_WatchlistModel)
#include "tst_WatchlistModel.moc"
