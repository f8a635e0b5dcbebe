// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatRules.h"

#include <QTest>

using namespace Tickwell;

class tst_ChatRules : public QObject
{
    Q_OBJECT

private slots:
    void knowsAUser_data();
    void knowsAUser();
    void knowsARoom_data();
    void knowsARoom();
    void cleansText_data();
    void cleansText();
    void refusesTextThatIsEmptyOrTooLong_data();
    void refusesTextThatIsEmptyOrTooLong();
    void countsCharactersNotUnits();
};

void tst_ChatRules::knowsAUser_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fine");
    QTest::newRow("plain") << QStringLiteral("ana") << true;
    QTest::newRow("number") << QStringLiteral("7") << true;
    QTest::newRow("e-mail") << QStringLiteral("ana@example.org") << true;
    QTest::newRow("inner blank") << QStringLiteral("Ana María") << true;
    QTest::newRow("Chinese") << QStringLiteral("陳大文") << true;
    QTest::newRow("emoji") << QStringLiteral("ana📈") << true;
    QTest::newRow("64") << QString(64, u'x') << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("65") << QString(65, u'x') << false;
    QTest::newRow("slash") << QStringLiteral("a/b") << false;
    QTest::newRow("backslash") << QStringLiteral("a\\b") << false;
    QTest::newRow("line feed") << QStringLiteral("a\nb") << false;
    QTest::newRow("null") << (QStringLiteral("a") + QChar(0)) << false;
    QTest::newRow("delete") << (QStringLiteral("a") + QChar(0x7f)) << false;
    QTest::newRow("line separator") << (QStringLiteral("a") + QChar(0x2028)) << false;
    QTest::newRow("right-to-left override") << (QStringLiteral("a") + QChar(0x202e)) << false;
    QTest::newRow("zero width space") << (QStringLiteral("a") + QChar(0x200b)) << false;
    QTest::newRow("lone surrogate") << (QStringLiteral("a") + QChar(0xd800)) << false;
    QTest::newRow("blank at the end") << QStringLiteral("ana ") << false;
    QTest::newRow("blank only") << QStringLiteral(" ") << false;
}

void tst_ChatRules::knowsAUser()
{
    QFETCH(QString, name);
    QTEST(ChatRules::checkUser(name).has_value(), "fine");
}

void tst_ChatRules::knowsARoom_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fine");
    QTest::newRow("general") << ChatRules::generalRoom() << true;
    QTest::newRow("all kinds") << QStringLiteral("Dev_2.x-test") << true;
    QTest::newRow("umlaut") << QStringLiteral("börse") << true;
    QTest::newRow("Chinese") << QStringLiteral("股票") << true;
    QTest::newRow("64") << QString(64, u'x') << true;
    QTest::newRow("65") << QString(65, u'x') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << QStringLiteral("a b") << false;
    QTest::newRow("slash") << QStringLiteral("a/b") << false;
    QTest::newRow("colon") << QStringLiteral("a:b") << false;
    QTest::newRow("comma") << QStringLiteral("a,b") << false;
    QTest::newRow("dots") << QStringLiteral("..") << false;
    QTest::newRow("markup") << QStringLiteral("<b>") << false;
    QTest::newRow("control") << (QStringLiteral("a") + QChar(1)) << false;
    QTest::newRow("lone surrogate") << QString(QChar(0xdc00)) << false;
}

void tst_ChatRules::knowsARoom()
{
    QFETCH(QString, name);
    QTEST(ChatRules::checkRoom(name).has_value(), "fine");
}

void tst_ChatRules::cleansText_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    QTest::newRow("as it is") << QStringLiteral("hello") << QStringLiteral("hello");
    QTest::newRow("ends") << QStringLiteral(" \n hello\t ") << QStringLiteral("hello");
    QTest::newRow("inner lines") << QStringLiteral("a\r\nb\tc") << QStringLiteral("a\nb\tc");
    QTest::newRow("controls") << (QStringLiteral("a") + QChar(7) + QChar(0x9b)
                                  + QStringLiteral("b"))
                              << QStringLiteral("ab");
    QTest::newRow("blank behind a control")
        << (QStringLiteral("a ") + QChar(0)) << QStringLiteral("a");
    QTest::newRow("emoji") << QStringLiteral("👩‍💻") << QStringLiteral("👩‍💻");
    QTest::newRow("lone surrogate")
        << (QStringLiteral("a") + QChar(0xd800) + QStringLiteral("b")) << QStringLiteral("ab");
}

void tst_ChatRules::cleansText()
{
    QFETCH(QString, given);
    const auto cleaned = ChatRules::cleanText(given);
    QVERIFY(cleaned);
    QTEST(*cleaned, "kept");
}

void tst_ChatRules::refusesTextThatIsEmptyOrTooLong_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("blanks") << QStringLiteral(" \n\t ");
    QTest::newRow("controls") << QString(3, QChar(1));
    QTest::newRow("4,097") << QString(4097, u'x');
}

void tst_ChatRules::refusesTextThatIsEmptyOrTooLong()
{
    QFETCH(QString, text);
    QVERIFY(!ChatRules::cleanText(text));
}

void tst_ChatRules::countsCharactersNotUnits()
{
    const auto text = ChatRules::cleanText(QStringLiteral("📈").repeated(4096));
    QVERIFY(text);
    QVERIFY(!ChatRules::cleanText(QStringLiteral("📈").repeated(4097)));
}

QTEST_APPLESS_MAIN(tst_ChatRules)
#include "tst_ChatRules.moc"
