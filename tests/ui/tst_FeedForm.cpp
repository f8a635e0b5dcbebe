// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FeedForm.h"
#include "models/Preferences.h"
#include "models/SymbolQuote.h"
#include "models/WatchlistModel.h"
#include "support/WindowFixture.h"

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// The choice of the feed, and what the window forgets when it was changed.
class tst_FeedForm : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        m_source = std::make_unique<FakeSource>();
        m_source->fill();
        m_form = std::make_unique<FeedForm>();
        m_form->setSource(m_source.get());
    }
    void cleanup()
    {
        m_form.reset();
        m_source.reset();
    }

    void showsTheFeedThatRuns()
    {
        QCOMPARE(m_form->feed(), FeedForm::Feed::Simulator);
        QVERIFY(!m_form->applicable());
        FeedStatus status;
        status.feed = u"binance"_s;
        m_source->updateFeed(status);
        QCOMPARE(m_form->feed(), FeedForm::Feed::Binance);
        status.feed = u"replay"_s;
        m_source->updateFeed(status);
        QCOMPARE(m_form->feed(), FeedForm::Feed::None);
        QVERIFY(!m_form->applicable());
    }

    void changesNothingBeforeItIsApplied()
    {
        m_form->choose(FeedForm::Feed::Binance);
        QVERIFY(m_source->feedChanges.isEmpty());
        QVERIFY(m_form->applicable());
        m_form->apply();
        QCOMPARE(m_source->feedChanges, (QList<QStringList>{{u"binance"_s, QString(), QString()}}));
        QVERIFY(!m_form->applicable());
    }

    void sendsAKeyOnceAndForgetsIt()
    {
        m_form->choose(FeedForm::Feed::Alpaca);
        QVERIFY(m_form->takesKey());
        m_form->setKey(u" PK1 "_s);
        m_form->setSecret(u"s3cret"_s);
        m_form->apply();
        QCOMPARE(m_source->feedChanges, (QList<QStringList>{{u"alpaca"_s, u"PK1"_s, u"s3cret"_s}}));
        QCOMPARE(m_form->key(), QString());
        QCOMPARE(m_form->secret(), QString());
    }

    void saysWhyAndKeepsWhatWasTyped()
    {
        m_source->feedRefusal = u"Alpaca needs its key and secret"_s;
        m_form->choose(FeedForm::Feed::Alpaca);
        m_form->setKey(u"PK1"_s);
        m_form->apply();
        QCOMPARE(m_form->error(), m_source->feedRefusal);
        QCOMPARE(m_form->key(), u"PK1"_s);
        m_form->setSecret(u"s3cret"_s);
        QCOMPARE(m_form->error(), QString());
    }

    void sendsNoKeyToOthers()
    {
        m_form->choose(FeedForm::Feed::Alpaca);
        m_form->setKey(u"PK1"_s);
        m_form->choose(FeedForm::Feed::Binance);
        m_form->apply();
        QCOMPARE(m_source->feedChanges, (QList<QStringList>{{u"binance"_s, QString(), QString()}}));
    }

    void theWatchlistIsTheNewFeeds()
    {
        WatchlistModel list;
        list.setSource(m_source.get());
        QVERIFY(list.indexOf(u"AAPL"_s) >= 0);
        m_form->choose(FeedForm::Feed::Binance);
        m_form->apply();
        QCOMPARE(list.count(), 0);
        Quote quote;
        quote.symbol = u"BTCUSDT"_s;
        m_source->updateQuotes({quote});
        QCOMPARE(list.indexOf(u"BTCUSDT"_s), 0);
    }

    void aPriceOfTheOldFeedIsNotShown()
    {
        SymbolQuote quote;
        quote.setSource(m_source.get());
        quote.setSymbol(u"AAPL"_s);
        QVERIFY(!quote.price().isEmpty());
        m_form->choose(FeedForm::Feed::Binance);
        m_form->apply();
        QVERIFY(!m_source->quote(u"AAPL"_s));
        QVERIFY(quote.price().isEmpty());
    }

private:
    std::unique_ptr<FakeSource> m_source;
    std::unique_ptr<FeedForm> m_form;
};

QTEST_MAIN(tst_FeedForm)
#include "tst_FeedForm.moc"
