// SPDX-License-Identifier: GPL-3.0-or-later
#include "CandleDesk.h"
#include "market/BarHistory.h"

#include <QTest>

using namespace Tickwell;

class tst_CandleRequests
    : public QObject
    , private CandleDesk
{
    Q_OBJECT

private slots:
    void init() { open(); }

    void theFeedsErrorReachesWhoAsked();
    void aContextThatDiesGetsNoAnswer();
    void malformedSymbolsAreNotFound();
    void asksForAnUnwatchedSymbolWatchIt();
    void aRequestWaitsForItsSymbolToOpen();
    void aRequestDoesNotWaitForever();
    void tooManyWaitingRequestsAreRefused();
    void stopAnswersWhoWaits();
};

void tst_CandleRequests::theFeedsErrorReachesWhoAsked()
{
    const Answer answer = ask(10);
    m_feed->asked.takeFirst().ready(
        failure(QStringLiteral("the feed's server is away"), Error::Kind::Unavailable));
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().message, QStringLiteral("the feed's server is away"));
    const Answer again = ask(10);
    answerHistory();
    QTRY_VERIFY(again.came());
    QCOMPARE(again.bars().size(), 10);
}

void tst_CandleRequests::aContextThatDiesGetsNoAnswer()
{
    int answers = 0;
    const auto count = [&](const Result<QList<Candle>> &) { ++answers; };
    auto waiting = std::make_unique<QObject>();
    m_service->candles({Aapl, Interval::Minute1, {}, {}, 10}, waiting.get(), count);
    auto answered = std::make_unique<QObject>();
    m_service->candles({Aapl, Interval::Minute1, {}, {}, 1}, answered.get(), count);
    waiting.reset();
    answered.reset();
    answerHistory();
    const Answer last = ask(1);
    QTRY_VERIFY(last.came());
    QCOMPARE(answers, 0);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_CandleRequests::malformedSymbolsAreNotFound()
{
    const Answer answer = ask({QStringLiteral("a b"), Interval::Minute1, {}, {}, 10});
    QVERIFY(!answer.came());
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::NotFound);
}

void tst_CandleRequests::asksForAnUnwatchedSymbolWatchIt()
{
    m_feed->opensAtOnce = true;
    m_feed->asOf = Noon + 30s;
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    QVERIFY(m_feed->watched.contains(QStringLiteral("MSFT")));
    QCOMPARE(m_feed->asked.size(), 1);
}

void tst_CandleRequests::aRequestWaitsForItsSymbolToOpen()
{
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    QVERIFY(m_feed->asked.isEmpty());
    emit m_feed->opened({QStringLiteral("MSFT"), Noon + 30s, std::nullopt, {}, {}});
    QCOMPARE(m_feed->asked.size(), 1);
    QCOMPARE(m_feed->asked.first().query.symbol, QStringLiteral("MSFT"));
}

void tst_CandleRequests::aRequestDoesNotWaitForever()
{
    const Answer answer = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    m_clock.advance(9s);
    m_service->advance();
    QCOMPARE(m_service->counters().waitingRequests, 1);
    m_clock.advance(1s);
    m_service->advance();
    QTRY_VERIFY(answer.came());
    QCOMPARE(answer.error().kind, Error::Kind::Unavailable);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_CandleRequests::tooManyWaitingRequestsAreRefused()
{
    QList<Answer> answers;
    for (qsizetype i = 0; i < BarHistory::MaxWaiting; ++i)
        answers.append(ask(10));
    const Answer refused = ask(10);
    QTRY_VERIFY(refused.came());
    QCOMPARE(refused.error().kind, Error::Kind::Limit);
    QCOMPARE(m_service->counters().refusedRequests, 1U);
    answerHistory();
    for (const Answer &answer : answers)
        QTRY_VERIFY(answer.came() && answer.bars().size() == 10);
    QCOMPARE(m_service->counters().waitingRequests, 0);
}

void tst_CandleRequests::stopAnswersWhoWaits()
{
    const Answer asked = ask(10);
    const Answer unopened = ask({QStringLiteral("MSFT"), Interval::Minute1, {}, {}, 10});
    m_service->stop();
    QTRY_VERIFY(asked.came() && unopened.came());
    QCOMPARE(asked.error().kind, Error::Kind::Unavailable);
    QCOMPARE(m_service->counters().waitingRequests, 0);
    answerHistory();
}

QTEST_GUILESS_MAIN(tst_CandleRequests)
#include "tst_CandleRequests.moc"
