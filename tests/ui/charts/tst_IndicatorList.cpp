// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/IndicatorList.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;

namespace {

QString title(const IndicatorList &list, int row)
{
    return list.data(list.index(row), IndicatorList::TitleRole).toString();
}

} // namespace

class tst_IndicatorList : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void isKeptAsText()
    {
        IndicatorList list;
        const QString text = QStringLiteral("sma 9; ema 21; bb 20 2.5; vwap; rsi 14; macd 12 26 9");
        list.setText(text);
        QCOMPARE(list.count(), 6);
        QCOMPARE(list.text(), text);
        QCOMPARE(title(list, 2), QStringLiteral("BB 20 2.5"));
    }

    void leavesOutWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", ";;", "sma", "sma 0", "sma 501", "sma 9.5", "sma nine", "sma 9 2", "bb 20",
              "bb 20 nan", "macd 26 12 9", "vwap 3", "wma 9"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void leavesOutWhatItCannotRead()
    {
        QFETCH(QString, text);
        IndicatorList list;
        list.setText(text + QStringLiteral("; rsi 7"));
        QCOMPARE(list.text(), QStringLiteral("rsi 7"));
    }

    void addsAndRemoves()
    {
        IndicatorList list;
        QAbstractItemModelTester tester(&list);
        QSignalSpy changed(&list, &IndicatorList::changed);
        for (int kind = 0; kind < list.kinds().size(); ++kind)
            list.add(kind);
        QCOMPARE(list.count(), 6);
        list.remove(0);
        QCOMPARE(title(list, 0), QStringLiteral("EMA 20"));
        QCOMPARE(changed.count(), 7);
        list.add(99);
        list.remove(99);
        QCOMPARE(changed.count(), 7);
        for (int i = 0; i < 10; ++i)
            list.add(0);
        QCOMPARE(list.count(), IndicatorList::Most);
        QVERIFY(!list.canAdd());
    }

    void saysWhatIsWrongWithAParameter_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("parameter");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("right");
        QTest::newRow("a period") << 0 << 0 << QStringLiteral("50") << true;
        QTest::newRow("none") << 0 << 0 << QString() << false;
        QTest::newRow("a word") << 0 << 0 << QStringLiteral("x") << false;
        QTest::newRow("not whole") << 0 << 0 << QStringLiteral("9.5") << false;
        QTest::newRow("zero") << 0 << 0 << QStringLiteral("0") << false;
        QTest::newRow("too long") << 0 << 0 << QStringLiteral("501") << false;
        QTest::newRow("a width") << 1 << 1 << QStringLiteral("2.5") << true;
        QTest::newRow("too narrow") << 1 << 1 << QStringLiteral("0") << false;
        QTest::newRow("not a number") << 1 << 1 << QStringLiteral("nan") << false;
        QTest::newRow("fast below slow") << 2 << 0 << QStringLiteral("25") << true;
        QTest::newRow("fast as slow") << 2 << 0 << QStringLiteral("26") << false;
        QTest::newRow("slow below fast") << 2 << 1 << QStringLiteral("5") << false;
    }
    void saysWhatIsWrongWithAParameter()
    {
        QFETCH(int, row);
        QFETCH(int, parameter);
        QFETCH(QString, text);
        QFETCH(bool, right);
        IndicatorList list;
        list.setText(QStringLiteral("sma 9; bb 20 2; macd 12 26 9"));
        const QString before = list.text();
        QCOMPARE(list.problem(row, parameter, text).isEmpty(), right);
        list.setParameter(row, parameter, text);
        QCOMPARE(list.text() == before, !right);
    }

    void readsNumbersAsTheLanguageWritesThem()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        IndicatorList list;
        list.setText(QStringLiteral("bb 20 2"));
        list.setParameter(0, 1, QStringLiteral("2,5"));
        QCOMPARE(list.text(), QStringLiteral("bb 20 2.5"));
    }
};

QTEST_GUILESS_MAIN(tst_IndicatorList)
#include "tst_IndicatorList.moc"
