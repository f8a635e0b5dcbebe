// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreTestData.h"

#include "core/Clock.h"

#include <QProcess>

using namespace Tickwell;
using namespace Tickwell::StoreTest;

/// A program that records and is killed at any moment loses at most its last second.
class tst_StoreKill : public QObject
{
    Q_OBJECT

private slots:
    void aKilledRecorderLosesAtMostASecond();
    void aRunningRecorderKeepsItsFolderForItself();

private:
    void startWriter(QProcess &writer);

    QTemporaryDir m_dir;
};

void tst_StoreKill::startWriter(QProcess &writer)
{
    writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    writer.start(QStringLiteral(STORE_WRITER), {m_dir.path()});
    QVERIFY(writer.waitForReadyRead(10'000));
    QCOMPARE(writer.readAllStandardOutput(), QByteArray("recording\n"));
}

void tst_StoreKill::aKilledRecorderLosesAtMostASecond()
{
    quint64 lastSeq = 0;
    for (int round = 0; round < 5; ++round) {
        QProcess writer;
        startWriter(writer);
        // Not in step with the flushes.
        QTest::qWait(1'500 + 130 * round);
        const Timestamp killed = Clock::system().now();
        writer.kill();
        QVERIFY(writer.waitForFinished(10'000));

        // First as another program would see it, with the log as the dead one left it.
        {
            const auto reader = openSqliteReader(m_dir.path());
            VERIFY_OK(reader);
            const auto ticks =
                (*reader)->ticks(u"AAPL"_s, killed - 1min, killed + 1min, 10'000'000);
            VERIFY_OK(ticks);
            QVERIFY(!ticks->isEmpty());
            const auto lost = killed - ticks->last().time;
            QVERIFY2(lost < 1s, qPrintable(u"%1 µs"_s.arg(lost.count())));
        }
        const auto store = openSqliteStore(m_dir.path());
        VERIFY_OK(store);
        const auto reader = (*store)->openReader();
        const quint64 seq = *(*reader)->lastTickSeq();
        QVERIFY(seq > lastSeq);
        // Numbered without a gap, so nothing is missing before the last row.
        QCOMPARE(csv(**reader, {}, 1'000'000).count('\n') - 1, static_cast<qint64>(seq));
        QCOMPARE((*store)->rows(), static_cast<qint64>(seq));
        lastSeq = seq;
    }
}

void tst_StoreKill::aRunningRecorderKeepsItsFolderForItself()
{
    QProcess writer;
    startWriter(writer);
    const auto refused = openSqliteStore(m_dir.path());
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QString::number(writer.processId())),
             qPrintable(refused.error().message));
    const auto reader = openSqliteReader(m_dir.path());
    VERIFY_OK(reader);
    const quint64 before = *(*reader)->lastTickSeq();
    QTRY_VERIFY(*(*reader)->lastTickSeq() > before);
    writer.kill();
    QVERIFY(writer.waitForFinished(10'000));
    VERIFY_OK(openSqliteStore(m_dir.path()));
}

QTEST_GUILESS_MAIN(tst_StoreKill)
#include "tst_StoreKill.moc"
