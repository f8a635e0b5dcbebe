// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/EmailAddress.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_EmailAddress : public QObject
{
    Q_OBJECT

private slots:
    void takesAddresses_data();
    void takesAddresses();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void aDomainOfAnotherScriptGoesAsAscii();
};

void tst_EmailAddress::takesAddresses_data()
{
    QTest::addColumn<QString>("address");
    for (const QString &address :
         {u"ana@example.com"_s, u"a.b+c_d-e@sub.example.co"_s, u"A1!#$%&'*/=?^_`{|}~@example.org"_s,
          u"x@1.example"_s, u"ana@bücher.example"_s, u"ana@xn--bcher-kva.example"_s,
          QString(64, u'x') + u"@example.com"_s})
        QTest::newRow(qPrintable(address)) << address;
}

void tst_EmailAddress::takesAddresses()
{
    QFETCH(QString, address);
    QCOMPARE(emailFault(address), QString());
}

void tst_EmailAddress::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QString &address, const char *word) {
        QTest::newRow(name) << address << QString::fromLatin1(word);
    };
    row("empty", u""_s, "must have an @-sign");
    row("no @", u"ana"_s, "must have an @-sign");
    row("no name", u"@example.com"_s, "before the @-sign");
    row("no domain", u"ana@"_s, "after the @-sign");
    row("one label", u"ana@localhost"_s, "should have a period");
    row("two periods", u"a..b@example.com"_s, "two periods in a row");
    row("first period", u".a@example.com"_s, "start with a period");
    row("last period", u"a.@example.com"_s, "immediately before the @-sign");
    row("domain's first period", u"a@.example.com"_s, "immediately after the @-sign");
    row("domain's last period", u"a@example.com."_s, "end with a period");
    row("domain's two periods", u"a@example..com"_s, "two periods in a row");
    row("name too long", QString(65, u'x') + u"@example.com"_s, "1 character too many");
    row("label too long", u"a@"_s + QString(64, u'x') + u".com"_s, "@-sign");
    row("domain too long", u"a@"_s + u"x."_s.repeated(130) + u"com"_s, "too long");
    row("far too long", QString(100'000, u'x') + u"@example.com"_s, "too long");
    row("line break", u"a@example.com\r\nBcc: b@example.com"_s, "@-sign");
    row("line break at the end", u"a@example.com\n"_s, "invalid characters");
    row("angle bracket", u"a@example.com>"_s, "invalid characters");
    row("two of them", u"a@example.com,b@example.com"_s, "@-sign");
    row("two @", u"a@b@example.com"_s, "invalid characters");
    row("blank", u"a b@example.com"_s, "invalid characters");
    row("quoted", u"\"a b\"@example.com"_s, "invalid characters");
    row("NUL", u"a@exam"_s + QChar(u'\0') + u"ple.com"_s, "invalid characters");
    row("a literal address", u"a@[127.0.0.1]"_s, "invalid characters");
    row("hyphen first", u"a@-example.com"_s, "invalid characters");
    row("hyphen last", u"a@example-.com"_s, "invalid characters");
    row("another script in the name", u"价@example.com"_s, "invalid characters");
}

void tst_EmailAddress::saysWhatIsWrong()
{
    QFETCH(QString, address);
    QFETCH(QString, word);
    const QString fault = emailFault(address);
    QVERIFY2(fault.contains(word), qPrintable(fault));
    QVERIFY(fault.endsWith(u'.'));
}

void tst_EmailAddress::aDomainOfAnotherScriptGoesAsAscii()
{
    QCOMPARE(asciiAddress(u"ana@bücher.example"_s), "ana@xn--bcher-kva.example");
}

QTEST_GUILESS_MAIN(tst_EmailAddress)
#include "tst_EmailAddress.moc"
