// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ChatModel.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

class tst_ChatModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->setUtc(true);
        source = std::make_unique<FakeSource>();
        model = std::make_unique<ChatModel>();
        model->setSource(source.get());
    }
    void cleanup()
    {
        model.reset();
        source.reset();
    }

    void aPersonsMessagesMakeAGroupUntilAPause()
    {
        QAbstractItemModelTester tester(model.get());
        say(1, "ana", "one", 0s);
        say(2, "ana", "two", 60s);
        say(3, "bo", "three", 61s);
        say(4, "bo", "four", 10min);
        QCOMPARE(starts(), (QList<bool>{true, false, true, true}));
    }

    void theFirstMessageOfADayNamesIt()
    {
        say(1, "ana", "one", 0s);
        say(2, "ana", "two", 1s);
        say(3, "ana", "three", 24h);
        QVERIFY(!text(0, ChatModel::DayRole).isEmpty());
        QVERIFY(text(1, ChatModel::DayRole).isEmpty());
        QVERIFY(!text(2, ChatModel::DayRole).isEmpty());
    }

    void aLateMessageStandsWhereItBelongs()
    {
        QAbstractItemModelTester tester(model.get());
        say(1, "ana", "one", 0s);
        say(3, "ana", "three", 2s);
        say(2, "bo", "two", 1s);
        QCOMPARE(text(1, ChatModel::TextRole), QStringLiteral("two"));
        QCOMPARE(starts(), (QList<bool>{true, true, true}));
    }

    void anEditedMessageChangesItsRow()
    {
        say(1, "ana", "one", 0s);
        ChatMessage edited =
            FakeSource::makeMessage(1, QStringLiteral("ana"), QStringLiteral("uno"), start);
        edited.editedAt = start + 5s;
        QSignalSpy changes(model.get(), &ChatModel::dataChanged);
        source->updateMessage(edited);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(text(0, ChatModel::TextRole), QStringLiteral("uno"));
        QVERIFY(model->data(model->index(0), ChatModel::EditedRole).toBool());
    }

    void anotherRoomIsNotShown()
    {
        ChatMessage message =
            FakeSource::makeMessage(1, QStringLiteral("bo"), QStringLiteral("psst"), start);
        message.room = QStringLiteral("desk");
        source->updateMessage(message);
        QCOMPARE(model->count(), 0);
        model->setRoom(QStringLiteral("desk"));
        QCOMPARE(model->count(), 1);
    }

    void keepsAsManyAsTheSource()
    {
        QAbstractItemModelTester tester(model.get());
        for (quint64 seq = 1; seq <= DataSource::KeptMessages + 3; ++seq)
            say(seq, "ana", "hello", std::chrono::seconds(seq));
        QCOMPARE(model->count(), static_cast<int>(DataSource::KeptMessages));
        QVERIFY(!text(0, ChatModel::DayRole).isEmpty());
    }

    void postsTrimmedText()
    {
        QVERIFY(model->post(QStringLiteral("  hi there\n")));
        QCOMPARE(text(0, ChatModel::TextRole), QStringLiteral("hi there"));
    }

    void postsNeitherNothingNorTooMuch()
    {
        QVERIFY(!model->post(QStringLiteral("   ")));
        QVERIFY(!model->post(QString(ChatModel::MaxText + 1, u'x')));
        QCOMPARE(model->count(), 0);
    }

    void aRefusalGivesReasonAndTextBack()
    {
        source->refuseChat = QStringLiteral("Too many messages");
        QSignalSpy refused(model.get(), &ChatModel::refused);
        model->post(QStringLiteral("hello"));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.at(0).at(0).toString(), QStringLiteral("Too many messages"));
        QCOMPARE(refused.at(0).at(1).toString(), QStringLiteral("hello"));
    }

    void timesFollowTheChosenZone()
    {
        say(1, "ana", "one", 0s);
        QCOMPARE(text(0, ChatModel::TimeRole), QStringLiteral("13:38"));
    }

    void initialsAreWholeCharacters_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("initial");
        QTest::newRow("latin") << QStringLiteral("ana") << QStringLiteral("A");
        QTest::newRow("chinese") << QString::fromUtf8("陈") << QString::fromUtf8("陈");
        QTest::newRow("beyond the first plane")
            << QString::fromUtf8("🐧x") << QString::fromUtf8("🐧");
        QTest::newRow("nobody") << QString() << QStringLiteral("?");
    }
    void initialsAreWholeCharacters()
    {
        QFETCH(QString, user);
        QFETCH(QString, initial);
        QCOMPARE(ChatModel::initialOf(user), initial);
    }

private:
    void say(quint64 seq, const char *user, const char *words, std::chrono::seconds after)
    {
        source->updateMessage(FakeSource::makeMessage(seq, QString::fromUtf8(user),
                                                      QString::fromUtf8(words), start + after));
    }
    QString text(int row, int role) const
    {
        return model->data(model->index(row), role).toString();
    }
    QList<bool> starts() const
    {
        QList<bool> all;
        for (int row = 0; row < model->count(); ++row)
            all.append(model->data(model->index(row), ChatModel::StartsGroupRole).toBool());
        return all;
    }

    const Timestamp start = parseTimestamp(u"2026-11-20T13:38:00Z").value();
    std::unique_ptr<FakeSource> source;
    std::unique_ptr<ChatModel> model;
};

TICKWELL_WINDOW_TEST(tst_ChatModel)
#include "tst_ChatModel.moc"
