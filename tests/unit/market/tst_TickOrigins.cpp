// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/TickOrigins.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_TickOrigins : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] TickOrigins loaded(const QByteArray &text) const
    {
        QFile file(m_dir.filePath(u"origins"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("The file cannot be written");
        file.close();
        return TickOrigins::load(file.fileName());
    }

private slots:
    void knowsNothingAtFirst()
    {
        QVERIFY(TickOrigins::load(m_dir.filePath(u"none"_s)).of(u"alpaca"_s).isEmpty());
    }
    void aFeedsTicksEndWhereAnothersBegin()
    {
        TickOrigins origins;
        QVERIFY(origins.note(u"alpaca"_s, 1));
        QVERIFY(origins.note(u"simulator"_s, 100));
        QVERIFY(origins.note(u"alpaca"_s, 200));
        QCOMPARE(origins.of(u"alpaca"_s), (QList<SeqRange>{{1, 99}, {200}}));
        QCOMPARE(origins.of(u"simulator"_s), (QList<SeqRange>{{100, 199}}));
    }
    void theSameFeedGoesOn()
    {
        TickOrigins origins;
        QVERIFY(origins.note(u"alpaca"_s, 1));
        QVERIFY(!origins.note(u"alpaca"_s, 100));
        QCOMPARE(origins.of(u"alpaca"_s), (QList<SeqRange>{{1}}));
    }
    void aFeedThatToldNothingHadNone()
    {
        TickOrigins origins;
        origins.note(u"alpaca"_s, 1);
        origins.note(u"simulator"_s, 100);
        QVERIFY(origins.note(u"alpaca"_s, 100));
        QCOMPARE(origins.of(u"alpaca"_s), (QList<SeqRange>{{1}}));
        QVERIFY(origins.of(u"simulator"_s).isEmpty());
    }
    void isAsItWasSaved()
    {
        TickOrigins origins = TickOrigins::load(m_dir.filePath(u"saved"_s));
        origins.note(u"alpaca"_s, 1);
        origins.note(u"binance"_s, 7);
        QVERIFY(origins.save());
        const TickOrigins again = TickOrigins::load(m_dir.filePath(u"saved"_s));
        QCOMPARE(again.of(u"alpaca"_s), (QList<SeqRange>{{1, 6}}));
        QCOMPARE(again.of(u"binance"_s), (QList<SeqRange>{{7}}));
    }
    void whatIsBeforeADamagedLineIsNobodys()
    {
        const TickOrigins origins = loaded("1 alpaca\n5 simu\xff lator x\n9 alpaca\n");
        QCOMPARE(origins.of(u"alpaca"_s), (QList<SeqRange>{{9}}));
    }
    void thatItCannotBeWrittenIsSaid()
    {
        TickOrigins origins = TickOrigins::load(m_dir.filePath(u"missing/origins"_s));
        origins.note(u"alpaca"_s, 1);
        QVERIFY(!origins.save());
    }
};

QTEST_APPLESS_MAIN(tst_TickOrigins)
#include "tst_TickOrigins.moc"
