// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeFeed.h"
#include "ProviderServer.h"
#include "market/FeedChoice.h"
#include "market/FeedKeys.h"
#include "market/FeedSwitch.h"
#include "market/MarketService.h"
#include "outbound/HttpClient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_FeedSwitch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void goesOverToAnotherFeed();
    void keepsNewKeysAndUsesThem();
    void refuses_data();
    void refuses();
    void keysThatCannotBeKeptChangeNothing();
    void theAddressOfAProviderIsItsOwn();
    void keepsTheChoice();
    void keepsNoChoiceThatWasRefused();
    void looksAtNoChoiceThatIsNone();

private:
    Result<void> change(const QString &name, const AlpacaKeys &keys = {})
    {
        std::optional<Result<void>> result;
        m_switch->change(name, keys, this, [&](const Result<void> &changed) { result = changed; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }))
            qFatal("The switch says nothing");
        return *result;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QThreadPool m_pool;
    std::unique_ptr<ProviderServer> m_provider;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<MarketService> m_market;
    std::unique_ptr<FeedSwitch> m_switch;
};

void tst_FeedSwitch::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_provider = std::make_unique<ProviderServer>();
    m_client = std::make_unique<HttpClient>(OutboundOptions());
    FeedParts parts;
    parts.options.stream = m_provider->url();
    parts.client = m_client.get();
    parts.pool = &m_pool;
    m_market = std::make_unique<MarketService>(makeFeed(u"simulator"_s, parts), &m_pool, 0);
    m_switch = std::make_unique<FeedSwitch>(*m_market, parts, u"simulator"_s, m_dir->path());
    m_market->start({u"AAPL"_s, u"BTCUSDT"_s, u"^GSPC"_s});
}

void tst_FeedSwitch::cleanup()
{
    m_pool.waitForDone();
    m_switch.reset();
    m_market.reset();
}

void tst_FeedSwitch::goesOverToAnotherFeed()
{
    QVERIFY(m_market->quote(u"AAPL"_s));
    QVERIFY(change(u"binance"_s));
    QCOMPARE(m_switch->name(), u"binance"_s);
    QCOMPARE(m_market->status().feed, u"binance"_s);
    QVERIFY(!m_market->quote(u"AAPL"_s));
    QTRY_COMPARE(m_market->status().state, FeedStatus::State::Live);
    QVERIFY(m_provider->requested[0].query().contains(u"btcusdt@trade"));
    QVERIFY(!m_provider->requested[0].query().contains(u"gspc"));
    QVERIFY(change(u"simulator"_s));
    QTRY_VERIFY(m_market->quote(u"BTCUSDT"_s));
    QTRY_VERIFY(!m_provider->client);
}

void tst_FeedSwitch::keepsNewKeysAndUsesThem()
{
    m_provider->onConnected = [this] { m_provider->say(R"([{"T":"success","msg":"connected"}])"); };
    QVERIFY(!m_switch->hasKeys());
    QVERIFY(change(u"alpaca"_s, {u"PKNEW"_s, u"s3cret"_s}));
    QVERIFY(m_switch->hasKeys());
    QTRY_COMPARE(m_provider->received.size(), 1);
    QVERIFY(m_provider->received[0].contains(u"s3cret"));
    const auto kept = loadFeedKeys(m_dir->path());
    QVERIFY(kept);
    QCOMPARE(kept->secret, u"s3cret"_s);
    QVERIFY(!m_market->status().message.contains(u"s3cret"));
}

void tst_FeedSwitch::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("secret");
    QTest::newRow("no such feed") << u"yahoo"_s << QString() << QString();
    QTest::newRow("a file") << u"replay:/etc/passwd"_s << QString() << QString();
    QTest::newRow("no key") << u"alpaca"_s << QString() << QString();
    QTest::newRow("half a key") << u"alpaca"_s << u"PK"_s << QString();
    QTest::newRow("a key with blanks") << u"alpaca"_s << u"PK 1"_s << u"s3cret"_s;
    QTest::newRow("a secret of lines") << u"alpaca"_s << u"PK"_s << u"s3cret\n"_s;
}

void tst_FeedSwitch::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, key);
    QFETCH(QString, secret);
    const auto changed = change(name, {key, secret});
    QVERIFY(!changed);
    QVERIFY(!changed.error().message.contains(u"s3cret"));
    QCOMPARE(m_market->status().feed, u"simulator"_s);
    QVERIFY(!QFile::exists(m_dir->filePath(u"feed-keys"_s)));
}

void tst_FeedSwitch::keysThatCannotBeKeptChangeNothing()
{
    m_dir->remove();
    QVERIFY(!change(u"alpaca"_s, {u"PK"_s, u"s3cret"_s}));
    QCOMPARE(m_market->status().feed, u"simulator"_s);
    QVERIFY(!m_switch->hasKeys());
}

/// A key must not go to an address that was meant for another provider.
void tst_FeedSwitch::theAddressOfAProviderIsItsOwn()
{
    QVERIFY(change(u"binance"_s));
    QTRY_COMPARE(m_provider->requested.size(), 1);
    m_market->stop(); // so that nobody is connected to
    QVERIFY(change(u"alpaca"_s, {u"PK"_s, u"s3cret"_s}));
    QTRY_VERIFY(!m_provider->client);
    QCOMPARE(m_provider->requested.size(), 1);
}

void tst_FeedSwitch::keepsTheChoice()
{
    QCOMPARE(loadFeedChoice(m_dir->path()), QString());
    QVERIFY(change(u"binance"_s));
    QCOMPARE(loadFeedChoice(m_dir->path()), u"binance"_s);
}

void tst_FeedSwitch::keepsNoChoiceThatWasRefused()
{
    QVERIFY(!change(u"alpaca"_s));
    QCOMPARE(loadFeedChoice(m_dir->path()), QString());
}

void tst_FeedSwitch::looksAtNoChoiceThatIsNone()
{
    QFile file(m_dir->filePath(u"feed"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("replay:/etc/passwd\n");
    file.close();
    QCOMPARE(loadFeedChoice(m_dir->path()), QString());
}

QTEST_GUILESS_MAIN(tst_FeedSwitch)
#include "tst_FeedSwitch.moc"
