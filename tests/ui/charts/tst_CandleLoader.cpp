// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeSource.h"
#include "charts/CandleLoader.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

namespace {
constexpr qint64 Now = 1'795'182'127;
const QString Aapl = QStringLiteral("AAPL");
} // namespace

class tst_CandleLoader : public QObject
{
    Q_OBJECT

    FakeSource *m_source = nullptr;
    CandleLoader *m_loader = nullptr;

private slots:
    void init()
    {
        m_source = new FakeSource(this);
        m_source->setBars(Aapl, Interval::Minute1,
                          FakeSource::walk(Aapl, Interval::Minute1, 250, Now, 100));
        m_loader = new CandleLoader(this);
        m_loader->setSource(m_source);
    }
    void cleanup()
    {
        delete m_loader;
        delete m_source;
    }

    void asksForTheNewestFirst()
    {
        QSignalSpy loaded(m_loader, &CandleLoader::loaded);
        m_loader->start(Aapl, Interval::Minute1, 100);
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(m_source->requests.size(), 1);
        QVERIFY(!m_source->requests.first().before);
        QCOMPARE(loaded.first().first().value<QList<Candle>>().size(), 100);
    }

    void pagesUntilThereIsNothingOlder()
    {
        QSignalSpy loaded(m_loader, &CandleLoader::loaded);
        m_loader->start(Aapl, Interval::Minute1, 100);
        qsizetype held = 0;
        for (int page = 1; page <= 4; ++page) {
            QTRY_COMPARE(loaded.count(), page);
            const auto candles = loaded.last().first().value<QList<Candle>>();
            held += candles.size();
            if (!candles.isEmpty())
                m_loader->loadOlder(candles.first().start, 100);
        }
        QCOMPARE(held, 250);
        QVERIFY(m_loader->isExhausted());
        m_loader->loadOlder(Timestamp(), 100);
        QVERIFY(!m_loader->isLoading());
    }

    void hasOneRequestUnderWayAtATime()
    {
        m_source->mute = true;
        m_loader->start(Aapl, Interval::Minute1, 100);
        m_loader->loadOlder(fromMicros(Now * 1'000'000), 100);
        m_loader->loadOlder(fromMicros(Now * 1'000'000), 100);
        QCOMPARE(m_source->requests.size(), 1);
    }

    void dropsAnAnswerThatIsNoLongerWanted()
    {
        QSignalSpy loaded(m_loader, &CandleLoader::loaded);
        m_loader->start(Aapl, Interval::Minute1, 100);
        m_loader->start(QStringLiteral("NONE"), Interval::Minute1, 100);
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(loaded.first().first().value<QList<Candle>>().size(), 0);
    }

    void passesOnLiveBarsOfItsSymbolAndIntervalOnly()
    {
        QSignalSpy changed(m_loader, &CandleLoader::changed);
        m_loader->start(Aapl, Interval::Minute1, 100);
        Candle candle = m_source->bars.value({Aapl, Interval::Minute1}).last();
        emit m_source->candleChanged(candle);
        candle.interval = Interval::Hour1;
        emit m_source->candleChanged(candle);
        candle.interval = Interval::Minute1;
        candle.symbol = QStringLiteral("MSFT");
        emit m_source->candleChanged(candle);
        QCOMPARE(changed.count(), 1);
    }

    void tellsWhyItFailed()
    {
        m_source->error = QStringLiteral("The server is away");
        QSignalSpy failed(m_loader, &CandleLoader::failed);
        m_loader->start(Aapl, Interval::Minute1, 100);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.first().first().toString(), m_source->error);
    }

    void tellsWhenTheSymbolIsRefused()
    {
        QSignalSpy failed(m_loader, &CandleLoader::failed);
        m_loader->start(Aapl, Interval::Minute1, 100);
        emit m_source->symbolRefused(QStringLiteral("OTHER"), QStringLiteral("no"));
        emit m_source->symbolRefused(Aapl, QStringLiteral("Unknown symbol"));
        QCOMPARE(failed.count(), 1);
    }

    void forgetsASourceThatGoesAway()
    {
        m_loader->start(Aapl, Interval::Minute1, 100);
        delete m_source;
        m_source = nullptr;
        m_loader->loadOlder(Timestamp(), 10);
        QVERIFY(!m_loader->source());
    }
};

QTEST_GUILESS_MAIN(tst_CandleLoader)
#include "tst_CandleLoader.moc"
