// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ExportJob.h"
#include "models/ExportTime.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

class tst_ExportJob : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->setUtc(true);
        Preferences::instance()->setLanguage(QStringLiteral("en"));
        source = std::make_unique<FakeSource>();
        source->fill();
        job = std::make_unique<ExportJob>();
        job->setSource(source.get());
    }
    void cleanup()
    {
        job.reset();
        source.reset();
    }

    void theEstimateFollowsTheChoices()
    {
        job->refresh();
        QCOMPARE(job->estimate(), -1.0);
        QTRY_COMPARE(job->estimate(), 1'204'311.0);
        source->estimate = 42;
        job->setDataSet(ExportJob::ExportSet::Chat);
        QCOMPARE(job->estimate(), -1.0);
        QTRY_COMPARE(job->estimate(), 42.0);
        QVERIFY(source->estimated.last().dataSet == DataSet::Chat);
    }

    void manyChangesAskOnce()
    {
        for (const QString &symbol : {QStringLiteral("AAPL"), QStringLiteral("MSFT")})
            job->setSymbol(symbol);
        QTRY_COMPARE(job->estimate(), 1'204'311.0);
        QCOMPARE(source->estimated.size(), 1);
        QCOMPARE(source->estimated.last().symbol, QStringLiteral("MSFT"));
    }

    void aStaleEstimateIsNotTaken()
    {
        job->refresh();
        QTRY_COMPARE(job->estimate(), 1'204'311.0);
        job->setSymbol(QStringLiteral("AAPL"));
        emit source->exportEstimated(1, 7, {});
        QCOMPARE(job->estimate(), -1.0);
    }

    void onlyTicksAndCandlesHaveASymbol()
    {
        job->setSymbol(QStringLiteral("AAPL"));
        job->setInterval(QStringLiteral("5m"));
        job->setDataSet(ExportJob::ExportSet::Candles);
        QCOMPARE(job->query().symbol, QStringLiteral("AAPL"));
        QVERIFY(job->query().interval == Interval::Minute5);
        job->setDataSet(ExportJob::ExportSet::Monitor);
        QVERIFY(job->query().symbol.isEmpty());
        QVERIFY(!job->query().interval);
    }

    void aCustomRangeIsChecked_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("ready");
        QTest::newRow("open") << ""
                              << "" << true;
        QTest::newRow("dates") << "2026-11-20"
                               << "2026-11-21" << true;
        QTest::newRow("minutes") << "2026-11-20 09:30"
                                 << "2026-11-20 16:00" << true;
        QTest::newRow("with a zone") << "2026-11-20T09:30:00+08:00"
                                     << "" << true;
        QTest::newRow("end before start") << "2026-11-21"
                                          << "2026-11-20" << false;
        QTest::newRow("empty span") << "2026-11-21"
                                    << "2026-11-21" << false;
        QTest::newRow("no such day") << "2026-02-30"
                                     << "" << false;
        QTest::newRow("words") << "yesterday"
                               << "" << false;
        QTest::newRow("words at the end") << ""
                                          << "noon" << false;
    }
    void aCustomRangeIsChecked()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, ready);
        job->setRange(ExportJob::Range::Custom);
        job->setFromText(from);
        job->setToText(to);
        QCOMPARE(job->ready(), ready);
    }

    void typedTimesAreInTheChosenZone()
    {
        const QTimeZone shanghai("Asia/Shanghai");
        if (!shanghai.isValid())
            QSKIP("No time zone data on this machine");
        QCOMPARE(parseTyped(QStringLiteral("2026-11-20 09:30"), shanghai).value(),
                 parseTimestamp(u"2026-11-20T01:30:00Z").value());
        QCOMPARE(dayStart(parseTimestamp(u"2026-11-20T17:00:00Z").value(), shanghai),
                 parseTimestamp(u"2026-11-20T16:00:00Z").value());
    }

    void theFileFollowsTheChoicesUntilItIsNamed()
    {
        QVERIFY(job->path().contains(QStringLiteral("tickwell-ticks-")));
        job->setDataSet(ExportJob::ExportSet::Chat);
        QVERIFY(job->path().contains(QStringLiteral("tickwell-chat-")));
        job->setPath(QStringLiteral("/tmp/mine.csv"));
        job->setDataSet(ExportJob::ExportSet::Ticks);
        QCOMPARE(job->path(), QStringLiteral("/tmp/mine.csv"));
    }

    void aFileMustBeNamedWhole()
    {
        job->setPath(QStringLiteral("mine.csv"));
        QVERIFY(!job->ready());
        job->setPath(QStringLiteral("/tmp/mine.csv"));
        QVERIFY(job->ready());
    }

    void runsToTheEnd()
    {
        job->refresh();
        QTRY_COMPARE(job->estimate(), 1'204'311.0);
        job->setPath(QStringLiteral("/tmp/mine.csv"));
        job->start();
        QCOMPARE(source->exports.size(), 1);
        QCOMPARE(source->exports.last().path, QStringLiteral("/tmp/mine.csv"));
        QCOMPARE(job->state(), ExportJob::State::Running);
        emit source->exportProgressed(source->exports.last().request, 602'155, 31'000'000);
        QVERIFY(qAbs(job->progress() - 0.5) < 0.001);
        emit source->exportFinished(source->exports.last().request, 1'204'400, 62'000'000, {},
                                    false);
        QCOMPARE(job->state(), ExportJob::State::Done);
        QCOMPARE(job->rows(), 1'204'400.0);
        QCOMPARE(job->folder(), QUrl(QStringLiteral("file:///tmp")));
    }

    void tellsWhyItFailed()
    {
        job->start();
        emit source->exportFinished(source->exports.last().request, 10, 400,
                                    QStringLiteral("No space left on the disk"), false);
        QCOMPARE(job->state(), ExportJob::State::Failed);
        QCOMPARE(job->error(), QStringLiteral("No space left on the disk"));
        job->reset();
        QCOMPARE(job->state(), ExportJob::State::Idle);
    }

    void isCancelledOnce()
    {
        job->start();
        const quint64 request = source->exports.last().request;
        job->cancel();
        job->cancel();
        QCOMPARE(source->cancelled, QList<quint64>{request});
        QCOMPARE(job->state(), ExportJob::State::Cancelling);
        emit source->exportFinished(request, 10, 400, {}, true);
        QCOMPARE(job->state(), ExportJob::State::Cancelled);
    }

    void anotherExportsNewsAreNotItsOwn()
    {
        job->start();
        emit source->exportFinished(source->exports.last().request + 1, 1, 1, {}, false);
        QCOMPARE(job->state(), ExportJob::State::Running);
    }

    void neverRunsTwiceAtOnce()
    {
        job->start();
        job->start();
        QCOMPARE(source->exports.size(), 1);
    }

private:
    std::unique_ptr<FakeSource> source;
    std::unique_ptr<ExportJob> job;
};

TICKWELL_WINDOW_TEST(tst_ExportJob)
#include "tst_ExportJob.moc"
