// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertForm.h"
#include "models/AlertWords.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QSignalSpy>

using namespace Tickwell;
using namespace Qt::StringLiterals;

using Kind = AlertForm::Kind;
using Direction = AlertForm::Direction;
using Indicator = AlertForm::Indicator;

namespace {

template<typename Value>
void set(AlertForm &form, const char *property, Value value)
{
    QVERIFY2(form.setProperty(property, QVariant::fromValue(value)), property);
}

void type(AlertForm &form, const char *property, const char *text)
{
    set(form, property, QString::fromLatin1(text));
}

AlertTerms wrong(AlertKind kind, const char *threshold, const char *hysteresis = "0")
{
    AlertTerms terms;
    terms.kind = kind;
    terms.symbol = u"AAPL"_s;
    terms.threshold = Decimal::parse(threshold).value();
    terms.hysteresis = Decimal::parse(hysteresis).value();
    return terms;
}

} // namespace

class tst_AlertForm : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
    }

    void beginsAtTheLastPrice()
    {
        FakeSource source;
        source.fill();
        AlertForm form;
        form.setSource(&source);
        form.begin(u"AAPL"_s);
        QCOMPARE(form.threshold(), u"189.42"_s);
        QCOMPARE(form.summary(), u"AAPL reaches 189.42, once"_s);
        form.begin(u"MSFT"_s, u"400.5"_s);
        QCOMPARE(form.summary(), u"MSFT reaches 400.5, once"_s);
        form.begin(u"IBM"_s);
        QCOMPARE(form.threshold(), QString());
        QCOMPARE(form.summary(), QString());
    }

    void aSymbolIsSuggestedWhileNothingIsTyped()
    {
        AlertForm form;
        form.suggest(u"AAPL"_s);
        form.suggest(u"MSFT"_s);
        QCOMPARE(form.property("symbol").toString(), u"MSFT"_s);
        form.setThreshold(u"4"_s);
        form.suggest(u"AAPL"_s);
        QCOMPARE(form.property("symbol").toString(), u"MSFT"_s);
    }

    void sendsAPrice()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        const QSignalSpy added(&form, &AlertForm::added);
        type(form, "symbol", " aapl ");
        form.setThreshold(u"1,190.50"_s);
        set(form, "direction", Direction::Below);
        form.submit();
        QCOMPARE(added.size(), 1);
        QCOMPARE(source.askedAlerts.size(), 1);
        AlertTerms expected;
        expected.symbol = u"AAPL"_s;
        expected.direction = AlertDirection::Below;
        expected.threshold = Decimal(119'050, 2);
        QVERIFY(source.askedAlerts.first() == expected);
        // A second time asks for another price.
        QCOMPARE(form.thresholdError(), QString());
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        QCOMPARE(form.thresholdError(), u"At which price?"_s);
    }

    void sendsAMove()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::PercentMove);
        type(form, "symbol", "AAPL");
        form.setThreshold(u"2.5"_s);
        type(form, "window", "0.5");
        QCOMPARE(form.summary(), u"AAPL moves by 2.5 % within 30 s, once"_s);
        QCOMPARE(form.directions(), (QStringList{u"Rises by"_s, u"Falls by"_s, u"Moves by"_s}));
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        QVERIFY(source.askedAlerts.first().kind == AlertKind::PercentMove);
        QCOMPARE(source.askedAlerts.first().window.count(), 30);
    }

    void sendsAnIndicator()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::Indicator);
        set(form, "indicator", Indicator::MacdSignal);
        set(form, "interval", 3);
        type(form, "symbol", "AAPL");
        type(form, "period", "12");
        QVERIFY(form.needsSlowPeriod() && form.needsSignalPeriod());
        // They cross where they meet: how far apart need not be said.
        QCOMPARE(form.summary(), u"AAPL 1h: MACD(12, 26, 9) crosses its signal, once"_s);
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        QVERIFY(source.askedAlerts.first().interval == Interval::Hour1);
        QCOMPARE(source.askedAlerts.first().period, 12);

        set(form, "indicator", Indicator::Rsi);
        QVERIFY(!form.needsSlowPeriod() && !form.needsSignalPeriod());
        QCOMPARE(form.summary(), QString());
        form.setThreshold(u"70"_s);
        QCOMPARE(form.summary(), u"AAPL 1h: RSI(12) reaches 70, once"_s);
    }

    void sendsAReadingInItsUnit()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::Host);
        QVERIFY(!form.needsSymbol());
        QCOMPARE(form.thresholdName(), u"Percent"_s);
        set(form, "reading", int(form.readings().indexOf(u"Network in"_s)));
        QCOMPARE(form.thresholdName(), u"MB/s"_s);
        form.setThreshold(u"2.5"_s);
        set(form, "repeats", true);
        form.setHysteresis(u"0.5"_s);
        type(form, "coolDown", "5");
        QCOMPARE(form.summary(), u"Network in reaches 2.5 MB/s, each time, at most every 5 min"_s);
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        const AlertTerms &terms = source.askedAlerts.first();
        QVERIFY(terms.reading == HostReading::NetworkIn);
        QCOMPARE(terms.threshold.toString(), u"2500000"_s);
        QCOMPARE(terms.hysteresis.toString(), u"500000"_s);
        QCOMPARE(terms.coolDown.count(), 300);
        QVERIFY(terms.repeats);
    }

    void whatIsHiddenIsNotSent()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        form.begin(u"AAPL"_s, u"190"_s);
        set(form, "repeats", true);
        form.setHysteresis(u"nonsense"_s);
        QVERIFY(!form.hysteresisError().isEmpty());
        set(form, "repeats", false);
        QCOMPARE(form.hysteresisError(), QString());
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        QVERIFY(source.askedAlerts.first().hysteresis.isZero());
    }

    void aKindKeepsItsThreshold()
    {
        AlertForm form;
        form.begin(u"AAPL"_s, u"190"_s);
        set(form, "kind", Kind::PercentMove);
        QCOMPARE(form.threshold(), QString());
        form.setThreshold(u"3"_s);
        set(form, "kind", Kind::Price);
        QCOMPARE(form.threshold(), u"190"_s);
    }

    void saysWhatIsWrongWithAField_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("symbol") << QByteArray("symbol") << u"A A"_s
                                << u"No symbol looks like this"_s;
        QTest::newRow("threshold") << QByteArray("threshold") << u"abc"_s << u"Write a number"_s;
        QTest::newRow("negative") << QByteArray("threshold") << u"-1"_s << u"Write a number"_s;
        QTest::newRow("digits") << QByteArray("threshold") << u"0.1234567891"_s
                                << u"At most 8 digits after the point"_s;
        QTest::newRow("hysteresis") << QByteArray("hysteresis") << u"x"_s << u"Write a number"_s;
        QTest::newRow("coolDown") << QByteArray("coolDown") << u"x"_s << u"Write a number"_s;
        QTest::newRow("period") << QByteArray("period") << u"1.5"_s << u"Write a whole number"_s;
        QTest::newRow("slow") << QByteArray("slowPeriod") << u"x"_s << u"Write a whole number"_s;
        QTest::newRow("signal") << QByteArray("signalPeriod") << u"99999999999"_s
                                << u"Write a whole number"_s;
    }
    void saysWhatIsWrongWithAField()
    {
        QFETCH(QByteArray, field);
        QFETCH(QString, text);
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::Indicator);
        set(form, "indicator", Indicator::MacdSignal);
        set(form, "repeats", true);
        type(form, "symbol", "AAPL");
        QVERIFY(!form.summary().isEmpty());
        QVERIFY(form.setProperty(field, text));
        QTEST(form.property(field + "Error").toString(), "error");
        QCOMPARE(form.summary(), QString());
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 0);
    }

    void anEmptyFormSaysWhatIsMissingWhenSent()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::PercentMove);
        type(form, "window", "");
        QCOMPARE(form.symbolError() + form.thresholdError() + form.windowError(), QString());
        form.submit();
        QCOMPARE(form.symbolError(), u"Which symbol?"_s);
        QCOMPARE(form.thresholdError(), u"By how many percent?"_s);
        QCOMPARE(form.windowError(), u"Within how many minutes?"_s);
        QCOMPARE(source.askedAlerts.size(), 0);
    }

    void whatCouldNeverFireIsNotSent()
    {
        FakeSource source;
        AlertForm form;
        form.setSource(&source);
        set(form, "kind", Kind::Host);
        form.setThreshold(u"120"_s);
        QCOMPARE(form.problem(), u"This reading is a percentage: it never passes 100"_s);
        QCOMPARE(form.summary(), QString());
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 0);
        form.setThreshold(u"90"_s);
        QCOMPARE(form.problem(), QString());
    }

    void everyFaultIsTranslated_data()
    {
        QTest::addColumn<AlertTerms>("terms");
        AlertTerms terms = wrong(AlertKind::Price, "1", "-1");
        QTest::newRow("hysteresis") << terms;
        terms = wrong(AlertKind::Price, "1");
        terms.coolDown = std::chrono::hours(1'000);
        QTest::newRow("cool-down") << terms;
        QTest::newRow("price") << wrong(AlertKind::Price, "0");
        QTest::newRow("price's return") << wrong(AlertKind::Price, "1", "1");
        QTest::newRow("move") << wrong(AlertKind::PercentMove, "0");
        terms = wrong(AlertKind::PercentMove, "1");
        terms.window = std::chrono::seconds(1);
        QTest::newRow("window") << terms;
        QTest::newRow("move's return") << wrong(AlertKind::PercentMove, "1", "2");
        terms = wrong(AlertKind::Indicator, "70");
        terms.period = 0;
        QTest::newRow("period") << terms;
        terms = wrong(AlertKind::Indicator, "0");
        terms.indicator = AlertIndicator::SmaSma;
        terms.slowPeriod = 3;
        QTest::newRow("slow period") << terms;
        QTest::newRow("level") << wrong(AlertKind::Indicator, "100");
        QTest::newRow("level's return") << wrong(AlertKind::Indicator, "30", "40");
        QTest::newRow("reading") << wrong(AlertKind::Host, "0");
        QTest::newRow("percentage") << wrong(AlertKind::Host, "101");
        terms = wrong(AlertKind::Host, "90", "20");
        terms.direction = AlertDirection::Below;
        QTest::newRow("reading's return") << terms;
    }
    void everyFaultIsTranslated()
    {
        QFETCH(AlertTerms, terms);
        const Result<void> valid = checkAlert(terms);
        QVERIFY(!valid);
        QCOMPARE(AlertWords::fault(terms), valid.error().message);
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QVERIFY2(AlertWords::fault(terms) != valid.error().message,
                 qPrintable(valid.error().message));
    }

    void aRefusedAlertKeepsWhatWasTyped()
    {
        FakeSource source;
        source.refuseAlerts = u"Nobody knows the symbol XYZQ"_s;
        AlertForm form;
        form.setSource(&source);
        const QSignalSpy added(&form, &AlertForm::added);
        form.begin(u"XYZQ"_s, u"190"_s);
        form.submit();
        QCOMPARE(form.rejection(), u"Nobody knows the symbol XYZQ"_s);
        QCOMPARE(form.threshold(), u"190"_s);
        QCOMPARE(added.size(), 0);
        form.setThreshold(u"191"_s);
        QCOMPARE(form.rejection(), QString());
    }

    void oneIsSentAtATime()
    {
        FakeSource source;
        source.holdAlerts = true;
        AlertForm form;
        form.setSource(&source);
        form.begin(u"AAPL"_s, u"190"_s);
        form.submit();
        QVERIFY(form.sending());
        form.submit();
        QCOMPARE(source.askedAlerts.size(), 1);
        // Nobody else's answer ends it.
        emit source.alertAnswered(source.nextRequest(), {}, {});
        QVERIFY(form.sending());
    }

    void arrowsStepTheThreshold()
    {
        FakeSource source;
        source.fill();
        AlertForm form;
        form.setSource(&source);
        type(form, "symbol", "AAPL");
        form.stepThreshold(1);
        QCOMPARE(form.threshold(), u"189.42"_s);
        form.stepThreshold(-1);
        QCOMPARE(form.threshold(), u"189.41"_s);
        set(form, "kind", Kind::Host);
        form.stepThreshold(1);
        QCOMPARE(form.threshold(), QString());
        form.setThreshold(u"1"_s);
        form.stepThreshold(-1);
        QCOMPARE(form.threshold(), u"1"_s);
    }
};

TICKWELL_WINDOW_TEST(tst_AlertForm)
#include "tst_AlertForm.moc"
