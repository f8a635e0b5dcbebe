// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/TokenSecret.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Tickwell;

class tst_TokenSecret : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void isMadeForItsOwnerAlone();
    void isTheSameAtTheNextStart();
    void isAnotherInAnotherFolder();
    void isClosedToOthers();
    void aDamagedOneIsRefusedAndKept_data();
    void aDamagedOneIsRefusedAndKept();
    void aFolderInItsPlaceIsRefused();
    void aMissingFolderIsAnError();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("secret")); }
    [[nodiscard]] int mode() const
    {
        struct stat status = {};
        ::stat(QFile::encodeName(path()).constData(), &status);
        return static_cast<int>(status.st_mode & 0777);
    }
    void write(const QByteArray &text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_TokenSecret::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void tst_TokenSecret::isMadeForItsOwnerAlone()
{
    const auto secret = loadTokenSecret(m_dir->path());
    QVERIFY(secret);
    QCOMPARE(secret->size(), 32);
    QCOMPARE(mode(), 0600);
}

void tst_TokenSecret::isTheSameAtTheNextStart()
{
    const auto first = loadTokenSecret(m_dir->path());
    const auto second = loadTokenSecret(m_dir->path());
    QVERIFY(first && second);
    QCOMPARE(*second, *first);
}

void tst_TokenSecret::isAnotherInAnotherFolder()
{
    const QTemporaryDir other;
    QVERIFY(*loadTokenSecret(m_dir->path()) != *loadTokenSecret(other.path()));
}

void tst_TokenSecret::isClosedToOthers()
{
    const auto secret = loadTokenSecret(m_dir->path());
    QVERIFY(::chmod(QFile::encodeName(path()).constData(), 0644) == 0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("others could read")));
    QCOMPARE(*loadTokenSecret(m_dir->path()), *secret);
    QCOMPARE(mode(), 0600);
}

void tst_TokenSecret::aDamagedOneIsRefusedAndKept_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray(62, 'a');
    QTest::newRow("long") << QByteArray(66, 'a');
    QTest::newRow("not hex") << QByteArray(64, 'g');
    QTest::newRow("binary") << QByteArray(64, '\0');
}

void tst_TokenSecret::aDamagedOneIsRefusedAndKept()
{
    QFETCH(QByteArray, text);
    write(text);
    const auto secret = loadTokenSecret(m_dir->path());
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(u"is damaged"), qPrintable(secret.error().message));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void tst_TokenSecret::aFolderInItsPlaceIsRefused()
{
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("secret")));
    QVERIFY(!loadTokenSecret(m_dir->path()));
}

void tst_TokenSecret::aMissingFolderIsAnError()
{
    const auto secret = loadTokenSecret(m_dir->filePath(QStringLiteral("nowhere")));
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(u"cannot write"), qPrintable(secret.error().message));
}

QTEST_GUILESS_MAIN(tst_TokenSecret)
#include "tst_TokenSecret.moc"
