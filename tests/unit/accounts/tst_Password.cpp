// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Password.h"

#include <QTest>

using namespace Tickwell;

class tst_Password : public QObject
{
    Q_OBJECT

private slots:
    void isKeptAsArgon2id();
    void isVerified();
    void anotherOneIsNot();
    void hasASaltOfItsOwn();
    void rubbishIsNoHash();
};

void tst_Password::isKeptAsArgon2id()
{
    const auto hash = hashPassword("correct horse");
    QVERIFY(hash);
    QVERIFY2(hash->startsWith("$argon2id$v=19$m=65536,t=2,p=1$"), hash->constData());
}

void tst_Password::isVerified()
{
    const QByteArray password = QByteArray("p\xc3\xa4ssw\xc3\xb6rd\0\n", 12);
    QVERIFY(verifyPassword(*hashPassword(password), password));
}

void tst_Password::anotherOneIsNot()
{
    const auto hash = hashPassword("correct horse");
    QVERIFY(!verifyPassword(*hash, "correct horsf"));
    QVERIFY(!verifyPassword(*hash, "correct horse "));
    QVERIFY(!verifyPassword(*hash, ""));
}

void tst_Password::hasASaltOfItsOwn()
{
    QVERIFY(*hashPassword("correct horse") != *hashPassword("correct horse"));
}

void tst_Password::rubbishIsNoHash()
{
    QVERIFY(!verifyPassword("", "correct horse"));
    QVERIFY(!verifyPassword("correct horse", "correct horse"));
    QVERIFY(!verifyPassword("$argon2id$v=19$m=65536,t=2,p=1$", ""));
}

QTEST_GUILESS_MAIN(tst_Password)
#include "tst_Password.moc"
