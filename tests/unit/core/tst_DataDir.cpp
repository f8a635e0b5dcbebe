// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationFixture.h"
#include "core/DataDir.h"

#include <QTest>

#include <unistd.h>

using namespace Tickwell;

/// The folder that data is kept in.
class tst_DataDir
    : public QObject
    , private ConfigurationFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void createsThePrivateDataFolder();
    void takesAnExistingDataFolder();
    void refusesADataFolderThatIsAFile();
    void refusesADataFolderBelowAFile();
    void refusesADataFolderWithoutWriting();
};

void tst_DataDir::createsThePrivateDataFolder()
{
    const QString path = m_dir->filePath("share/tickwell");
    QVERIFY(prepareDataDir(path));
    QCOMPARE(QFileInfo(path).permissions()
                 & (QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
                    | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
                    | QFile::ExeOther),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void tst_DataDir::takesAnExistingDataFolder()
{
    QVERIFY(prepareDataDir(m_dir->path()));
    QVERIFY(prepareDataDir(m_dir->path()));
}

void tst_DataDir::refusesADataFolderThatIsAFile()
{
    const QString path = write("file", "x");
    const auto prepared = prepareDataDir(path);
    QVERIFY(!prepared);
    QVERIFY2(prepared.error().message.contains(path), qPrintable(prepared.error().message));
    QVERIFY(prepared.error().kind == Error::Kind::Unavailable);
}

void tst_DataDir::refusesADataFolderBelowAFile()
{
    const auto prepared = prepareDataDir(write("file", "x") + "/data");
    QVERIFY(!prepared);
    QVERIFY(prepared.error().message.contains("cannot be created"));
}

void tst_DataDir::refusesADataFolderWithoutWriting()
{
    if (::geteuid() == 0) {
        // Root may write anywhere but here.
        QVERIFY(!prepareDataDir(QStringLiteral("/proc/self")));
        return;
    }
    const QString path = m_dir->filePath("locked");
    QVERIFY(QDir().mkpath(path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner));
    QVERIFY(!prepareDataDir(path));
}

QTEST_APPLESS_MAIN(tst_DataDir)
#include "tst_DataDir.moc"
