// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/FeedKeys.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {
constexpr auto OwnerOnly =
    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
}

class tst_FeedKeys : public QObject
{
    Q_OBJECT

private slots:
    void thereAreNoneAtFirst();
    void areKeptForTheOwnerAlone();
    void areClosedToOthers();
    void aDamagedFileIsSaidSo();
    void whatCannotBeWrittenFails();

private:
    QTemporaryDir m_dir;
    const AlpacaKeys m_keys{u"PKABC"_s, u"s3/cret+\"\\"_s};
};

void tst_FeedKeys::thereAreNoneAtFirst()
{
    const auto keys = loadFeedKeys(m_dir.path());
    QVERIFY(keys);
    QVERIFY(!keys->isComplete());
}

void tst_FeedKeys::areKeptForTheOwnerAlone()
{
    QVERIFY(saveFeedKeys(m_dir.path(), {u"old"_s, u"older"_s}));
    QVERIFY(saveFeedKeys(m_dir.path(), m_keys));
    const auto keys = loadFeedKeys(m_dir.path());
    QVERIFY(keys);
    QVERIFY(*keys == m_keys);
    QCOMPARE(QFile::permissions(m_dir.filePath(u"feed-keys"_s)), OwnerOnly);
}

void tst_FeedKeys::areClosedToOthers()
{
    QVERIFY(saveFeedKeys(m_dir.path(), m_keys));
    const QString path = m_dir.filePath(u"feed-keys"_s);
    QVERIFY(QFile::setPermissions(path, OwnerOnly | QFile::ReadOther));
    QVERIFY(loadFeedKeys(m_dir.path()));
    QCOMPARE(QFile::permissions(path), OwnerOnly);
}

void tst_FeedKeys::aDamagedFileIsSaidSo()
{
    QFile file(m_dir.filePath(u"feed-keys"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("s3cret");
    file.close();
    const auto keys = loadFeedKeys(m_dir.path());
    QVERIFY(!keys);
    QVERIFY(keys.error().message.contains(u"damaged"));
    QVERIFY(!keys.error().message.contains(u"s3cret"));
}

void tst_FeedKeys::whatCannotBeWrittenFails()
{
    const auto saved = saveFeedKeys(m_dir.filePath(u"none"_s), m_keys);
    QVERIFY(!saved);
    QVERIFY(!saved.error().message.contains(m_keys.secret));
}

QTEST_APPLESS_MAIN(tst_FeedKeys)
#include "tst_FeedKeys.moc"
