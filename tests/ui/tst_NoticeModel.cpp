// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/NoticeModel.h"
#include "models/NotificationListModel.h"
#include "models/Preferences.h"
#include "support/Tasks.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

Job hash(const QString &id, JobStatus status)
{
    return makeTask(id, JobKind::Hash, id + u".bin"_s, status);
}

QStringList texts(const QAbstractItemModel &model, int role)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(role).toString());
    return all;
}

} // namespace

/// What the window says of tasks and notifications: NoticeModel and NotificationListModel.
class tst_NoticeModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setUtc(true);
    }

    void saysNothingOfThePast()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        source.updateTasks({hash(u"a"_s, JobStatus::Completed)});
        source.updateNotifications({makeNotification(1, u"ana@example.com"_s, u"hello"_s)});
        source.updateTask(hash(u"a"_s, JobStatus::Completed));
        QCOMPARE(model.count(), 0);
    }

    void saysThatATaskIsDone()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        source.updateTask(hash(u"a"_s, JobStatus::Processing));
        QCOMPARE(model.count(), 0);
        source.updateTask(hash(u"a"_s, JobStatus::Completed));
        QCOMPARE(texts(model, NoticeModel::TitleRole), QStringList{u"1 task is done"_s});
        QCOMPARE(texts(model, NoticeModel::BodyRole), QStringList{u"SHA-256 of a.bin"_s});
    }

    void saysWhyATaskFailed()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        Job task = hash(u"a"_s, JobStatus::Failed);
        task.error = u"There is no such file"_s;
        source.updateTask(task);
        QCOMPARE(texts(model, NoticeModel::TitleRole), QStringList{u"1 task failed"_s});
        QCOMPARE(texts(model, NoticeModel::BodyRole),
                 QStringList{u"SHA-256 of a.bin: There is no such file"_s});
    }

    void saysNothingOfWhatWasCancelled()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        source.updateTask(hash(u"a"_s, JobStatus::Cancelled));
        QCOMPARE(model.count(), 0);
    }

    void countsInsteadOfGrowing()
    {
        FakeSource source;
        NoticeModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        for (int i = 0; i < 500; ++i)
            source.updateTask(hash(QString::number(i), JobStatus::Completed));
        for (quint64 i = 1; i <= 500; ++i)
            source.updateNotification(
                makeNotification(i, u"ana@example.com"_s, QString::number(i)));
        QCOMPARE(model.count(), 1 + NoticeModel::Messages);
        QCOMPARE(texts(model, NoticeModel::BodyRole),
                 (QStringList{u"500"_s, u"499"_s, u"498"_s, u"SHA-256 of 499.bin"_s}));
        QCOMPARE(texts(model, NoticeModel::TitleRole).last(), u"500 tasks are done"_s);
    }

    void aNotificationIsTheNoticeOfItsTask()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        source.updateNotification(makeNotification(1, u"ana@example.com"_s, u"hello"_s));
        source.updateTask(
            makeTask(u"1"_s, JobKind::Notify, u"ana@example.com"_s, JobStatus::Completed));
        QCOMPARE(texts(model, NoticeModel::TitleRole), QStringList{u"To ana@example.com"_s});
        QCOMPARE(texts(model, NoticeModel::BodyRole), QStringList{u"hello"_s});
    }

    void saysWhichAlertsFired()
    {
        FakeSource source;
        NoticeModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        for (quint64 i = 1; i <= 10; ++i)
            emit source.alertFired({i, 1, FakeSource::now(), 190, u"AAPL rose %1"_s.arg(i)});
        QCOMPARE(model.count(), NoticeModel::Messages);
        QCOMPARE(texts(model, NoticeModel::TitleRole).first(), u"Alert"_s);
        QCOMPARE(texts(model, NoticeModel::BodyRole),
                 (QStringList{u"AAPL rose 10"_s, u"AAPL rose 9"_s, u"AAPL rose 8"_s}));
    }

    void aDeliveryIsNoNewNotice()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        Notification told = makeNotification(1, u"ana@example.com"_s, u"hello"_s);
        source.updateNotification(told);
        told.delivery = Notification::Delivery::Sent;
        source.updateNotification(told);
        QCOMPARE(model.count(), 1);
    }

    void dismisses()
    {
        FakeSource source;
        NoticeModel model;
        model.setSource(&source);
        source.updateTask(hash(u"a"_s, JobStatus::Completed));
        source.updateTask(hash(u"b"_s, JobStatus::Failed));
        model.dismiss(0);
        QCOMPARE(texts(model, NoticeModel::TitleRole), QStringList{u"1 task is done"_s});
        model.dismiss(7);
        model.dismissAll();
        QCOMPARE(model.count(), 0);
        // What was dismissed is not counted again.
        source.updateTask(hash(u"c"_s, JobStatus::Completed));
        QCOMPARE(texts(model, NoticeModel::TitleRole), QStringList{u"1 task is done"_s});
    }

    void listsNotificationsTheLatestFirst()
    {
        FakeSource source;
        NotificationListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        source.updateNotifications({makeNotification(1, u"ana@example.com"_s, u"one"_s),
                                    makeNotification(2, u"bo@example.com"_s, u"two"_s)});
        source.updateNotification(makeNotification(3, u"ana@example.com"_s, u"three"_s));
        QCOMPARE(texts(model, NotificationListModel::MessageRole),
                 (QStringList{u"three"_s, u"two"_s, u"one"_s}));
        QCOMPARE(model.index(0).data(NotificationListModel::WhenRole).toString(),
                 u"2025-11-21 07:42"_s);
    }

    void saysWhatBecameOfTheMail()
    {
        FakeSource source;
        NotificationListModel model;
        model.setSource(&source);
        Notification told = makeNotification(1, u"ana@example.com"_s, u"one"_s);
        const auto said = [&](Notification::Delivery delivery, const QString &error = {}) {
            told.delivery = delivery;
            told.error = error;
            source.updateNotification(told);
            return texts(model, NotificationListModel::DeliveryRole).value(0);
        };
        using Delivery = Notification::Delivery;
        QCOMPARE(said(Delivery::None), u"Shown here alone"_s);
        QCOMPARE(said(Delivery::Pending), u"Mail is on its way"_s);
        QCOMPARE(said(Delivery::Pending, u"no route"_s), u"Mail is tried again: no route"_s);
        QCOMPARE(said(Delivery::Sent), u"Sent by mail"_s);
        QCOMPARE(said(Delivery::Failed, u"550 unknown"_s), u"Not sent: 550 unknown"_s);
    }

    void keepsTheNewestNotificationsAlone()
    {
        FakeSource source;
        NotificationListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        const quint64 all = DataSource::KeptNotifications + 10;
        for (quint64 i = 1; i <= all; ++i)
            source.updateNotification(makeNotification(i, u"a@example.com"_s, QString::number(i)));
        QCOMPARE(model.count(), DataSource::KeptNotifications);
        QCOMPARE(texts(model, NotificationListModel::MessageRole).first(), QString::number(all));
        // The delivery of one that is kept no more.
        source.updateNotification(makeNotification(1, u"a@example.com"_s, u"1"_s));
        QCOMPARE(model.count(), DataSource::KeptNotifications);
        QCOMPARE(source.notifications().size(), DataSource::KeptNotifications);
    }
};

TICKWELL_WINDOW_TEST(tst_NoticeModel)
#include "tst_NoticeModel.moc"
