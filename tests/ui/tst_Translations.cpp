// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeTicks.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QXmlStreamReader>

using namespace Tickwell;

class tst_Translations : public QObject
{
    Q_OBJECT

private slots:
    void noTextIsUnfinished_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"tickwell_en.ts", "tickwell_zh_CN.ts"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void noTextIsUnfinished()
    {
        QFETCH(QString, file);
        QFile ts(QStringLiteral(TICKWELL_TRANSLATIONS "/") + file);
        QVERIFY2(ts.open(QIODevice::ReadOnly), qPrintable(ts.errorString()));
        QXmlStreamReader xml(&ts);
        QString text;
        QStringList unfinished;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1String("source"))
                text = xml.readElementText();
            else if (xml.name() == QLatin1String("translation")
                     && xml.attributes().hasAttribute(QLatin1String("type")))
                unfinished.append(text);
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(unfinished, QStringList());
    }

    void everyTextOfTheWindowIsInTheFile()
    {
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh_zh_CN.ts"));
        QProcess lupdate;
        lupdate.start(QStringLiteral(TICKWELL_LUPDATE),
                      {QStringLiteral(TICKWELL_UI), QStringLiteral("-silent"),
                       QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-ts"),
                       fresh});
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QSet<QString> known =
            texts(QStringLiteral(TICKWELL_TRANSLATIONS "/tickwell_zh_CN.ts"));
        const QSet<QString> used = texts(fresh);
        QVERIFY(used.size() > 100);
        QCOMPARE(QStringList((used - known).values()), QStringList());
    }

    void datesOnChartsAreInTheChosenLanguage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("moment");
        QTest::newRow("English") << QStringLiteral("en")
                                 << QStringLiteral("Sat 21 Nov 2026  07:42");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN")
                                 << QString::fromUtf8("2026年11月21日 周六  07:42");
    }
    void datesOnChartsAreInTheChosenLanguage()
    {
        QFETCH(QString, language);
        Preferences::instance()->setLanguage(language);
        const QDateTime time({2026, 11, 21}, {7, 42}, QTimeZone::utc());
        QTEST(formatMoment(time.toMSecsSinceEpoch(), 60'000, true), "moment");
    }

private:
    static QSet<QString> texts(const QString &path)
    {
        QFile ts(path);
        if (!ts.open(QIODevice::ReadOnly))
            return {};
        QXmlStreamReader xml(&ts);
        QString context;
        QSet<QString> all;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1String("name"))
                context = xml.readElementText();
            else if (xml.name() == QLatin1String("source"))
                all.insert(context + QStringLiteral(": ") + xml.readElementText());
        }
        return all;
    }
};

TICKWELL_WINDOW_TEST(tst_Translations)
#include "tst_Translations.moc"
