// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/FilesFolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_FilesFolder : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void findsFilesInside_data();
    void findsFilesInside();
    void refusesWhatIsOutside_data();
    void refusesWhatIsOutside();
    void doesNotFindWhatIsNoFile_data();
    void doesNotFindWhatIsNoFile();
    void isTheOwnersAlone();
    void aFolderThatIsALinkItselfIsTaken();
    void aFileInItsPlaceIsAnError();

private:
    void write(const QString &name)
    {
        QFile file(m_root->path() + u'/' + name);
        QVERIFY(file.open(QFile::WriteOnly));
    }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<FilesFolder> m_files;
};

void tst_FilesFolder::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_files = std::make_unique<FilesFolder>(m_root->path() + u"/files"_s);
    QVERIFY(m_files->make());
    QVERIFY(QDir().mkpath(m_root->path() + u"/files/sub/deep"_s));
    QVERIFY(QDir().mkpath(m_root->path() + u"/files-of-others"_s));
    write(u"secret.csv"_s);
    write(u"files-of-others/x.csv"_s);
    write(u"files/a.csv"_s);
    write(u"files/..a.csv"_s);
    write(u"files/sub/价 b.csv"_s);
    QVERIFY(QFile::link(u"a.csv"_s, m_root->path() + u"/files/inside.csv"_s));
    QVERIFY(QFile::link(m_root->path() + u"/secret.csv"_s, m_root->path() + u"/files/out.csv"_s));
    QVERIFY(QFile::link(u".."_s, m_root->path() + u"/files/up"_s));
    QVERIFY(QFile::link(u"nowhere"_s, m_root->path() + u"/files/broken.csv"_s));
}

void tst_FilesFolder::findsFilesInside_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");
    QTest::newRow("plain") << u"a.csv"_s << u"a.csv"_s;
    QTest::newRow("dots in a name") << u"..a.csv"_s << u"..a.csv"_s;
    QTest::newRow("below") << u"sub/价 b.csv"_s << u"sub/价 b.csv"_s;
    QTest::newRow("there and back") << u"sub/deep/../../a.csv"_s << u"a.csv"_s;
    QTest::newRow("this folder") << u"./a.csv"_s << u"a.csv"_s;
    QTest::newRow("a link inside") << u"inside.csv"_s << u"a.csv"_s;
}

void tst_FilesFolder::findsFilesInside()
{
    QFETCH(QString, name);
    QFETCH(QString, found);
    const auto path = m_files->resolve(name);
    QVERIFY2(path, path ? "" : qPrintable(path.error().message));
    QCOMPARE(*path, QFileInfo(m_root->path() + u"/files/"_s + found).canonicalFilePath());
}

void tst_FilesFolder::refusesWhatIsOutside_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("parent") << u"../secret.csv"_s;
    QTest::newRow("parent alone") << u".."_s;
    QTest::newRow("over a folder") << u"sub/../../secret.csv"_s;
    QTest::newRow("over a folder that is not there") << u"x/../../secret.csv"_s;
    QTest::newRow("out and in again") << u"../files/a.csv"_s;
    QTest::newRow("a neighbour whose name begins alike") << u"../files-of-others/x.csv"_s;
    QTest::newRow("absolute") << u"/etc/passwd"_s;
    QTest::newRow("absolute and inside") << m_root->path() + u"/files/a.csv"_s;
    QTest::newRow("a link") << u"out.csv"_s;
    QTest::newRow("a linked folder") << u"up/secret.csv"_s;
    QTest::newRow("NUL") << u"a.csv"_s + QChar(u'\0') + u".txt"_s;
    QTest::newRow("what is not there") << u"../nothing"_s;
}

void tst_FilesFolder::refusesWhatIsOutside()
{
    QFETCH(QString, name);
    const auto path = m_files->resolve(name);
    QVERIFY(!path);
    QCOMPARE(path.error().kind, Error::Kind::Invalid);
    QVERIFY(!path.error().message.contains(m_root->path() + u"/secret"_s));
}

void tst_FilesFolder::doesNotFindWhatIsNoFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing") << u"b.csv"_s;
    QTest::newRow("a folder") << u"sub"_s;
    QTest::newRow("the folder itself") << u"."_s;
    QTest::newRow("a broken link") << u"broken.csv"_s;
    QTest::newRow("below a file") << u"a.csv/b"_s;
    QTest::newRow("too long") << QString(5000, u'x');
    QTest::newRow("empty") << QString();
}

void tst_FilesFolder::doesNotFindWhatIsNoFile()
{
    QFETCH(QString, name);
    const auto path = m_files->resolve(name);
    QVERIFY(!path);
    QCOMPARE(path.error().kind, Error::Kind::NotFound);
}

void tst_FilesFolder::isTheOwnersAlone()
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    for (const QString &name : {u"/files"_s, u"/files/exports"_s})
        QVERIFY(!(QFile::permissions(m_root->path() + name) & others));
}

void tst_FilesFolder::aFolderThatIsALinkItselfIsTaken()
{
    QVERIFY(QFile::link(m_root->path() + u"/files"_s, m_root->path() + u"/elsewhere"_s));
    const FilesFolder files(m_root->path() + u"/elsewhere"_s);
    QVERIFY(files.make());
    QVERIFY(files.resolve(u"a.csv"_s));
}

void tst_FilesFolder::aFileInItsPlaceIsAnError()
{
    const auto made = FilesFolder(m_root->path() + u"/secret.csv"_s).make();
    QVERIFY(!made);
    QVERIFY(made.error().message.contains(u"secret.csv"_s));
}

QTEST_GUILESS_MAIN(tst_FilesFolder)
#include "tst_FilesFolder.moc"
