// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "models/TaskListModel.h"
#include "support/Tasks.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QSignalSpy>

#include <random>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_TaskListModel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setUtc(true);
    }

    void showsWhatThereWasBeforeIt()
    {
        FakeSource source;
        source.updateTasks({makeTask(u"a"_s, JobKind::Hash, u"a.bin"_s, JobStatus::Queued)});
        TaskListModel model;
        model.setSource(&source);
        QCOMPARE(ids(model), QStringList{u"a"_s});
    }

    void runningThenWaitingThenTheLatestEnded()
    {
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        source.updateTasks({makeTask(u"done"_s, JobKind::Hash, {}, JobStatus::Completed, 0),
                            makeTask(u"failed"_s, JobKind::Hash, {}, JobStatus::Failed, 1),
                            makeTask(u"second"_s, JobKind::Hash, {}, JobStatus::Processing, 3),
                            makeTask(u"first"_s, JobKind::Hash, {}, JobStatus::Processing, 2),
                            makeTask(u"waits"_s, JobKind::Hash, {}, JobStatus::Queued, 4)});
        QCOMPARE(ids(model),
                 (QStringList{u"first"_s, u"second"_s, u"waits"_s, u"failed"_s, u"done"_s}));
        QCOMPARE(model.running(), 2);
        QCOMPARE(model.waiting(), 1);
    }

    void aTaskMovesAsItGoesOn()
    {
        FakeSource source;
        TaskListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        source.updateTask(makeTask(u"a"_s, JobKind::Hash, {}, JobStatus::Queued, 0));
        source.updateTask(makeTask(u"b"_s, JobKind::Hash, {}, JobStatus::Queued, 1));
        source.updateTask(makeTask(u"b"_s, JobKind::Hash, {}, JobStatus::Processing, 1));
        QCOMPARE(ids(model), (QStringList{u"b"_s, u"a"_s}));
        source.updateTask(makeTask(u"b"_s, JobKind::Hash, {}, JobStatus::Completed, 1));
        QCOMPARE(ids(model), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(model.running(), 0);
        QCOMPARE(model.waiting(), 1);
    }

    void staysInOrderWhateverHappens()
    {
        FakeSource source;
        TaskListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSource(&source);
        std::mt19937 random(3);
        for (int i = 0; i < 600; ++i) {
            const auto number = static_cast<int>(random() % 40);
            const QString id = QString::number(number);
            if (random() % 8 == 0)
                source.removeTask(id);
            else
                source.updateTask(
                    makeTask(id, JobKind::Hash, {}, static_cast<JobStatus>(random() % 5), number));
            TaskListModel fresh;
            fresh.setSource(&source);
            QCOMPARE(ids(model), ids(fresh));
            QCOMPARE(model.running(), fresh.running());
            QCOMPARE(model.waiting(), fresh.waiting());
        }
    }

    void forgetsWhatTheServerForgets()
    {
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        source.updateTask(makeTask(u"a"_s, JobKind::Hash, {}, JobStatus::Completed));
        source.removeTask(u"a"_s);
        QCOMPARE(model.count(), 0);
    }

    void saysWhatItIs_data()
    {
        QTest::addColumn<JobKind>("kind");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("title");
        QTest::newRow("describe") << JobKind::Describe << u"a.csv"_s << u"Describe a.csv"_s;
        QTest::newRow("sent along")
            << JobKind::Describe << QString() << u"Describe what was sent along"_s;
        QTest::newRow("export") << JobKind::Export << u"ticks AAPL"_s << u"Export ticks AAPL"_s;
        QTest::newRow("hash") << JobKind::Hash << u"a.bin"_s << u"SHA-256 of a.bin"_s;
        QTest::newRow("text") << JobKind::Hash << QString() << u"SHA-256 of a text"_s;
        QTest::newRow("notify") << JobKind::Notify << u"ana@example.com"_s
                                << u"Notify ana@example.com"_s;
        QTest::newRow("a place for a text")
            << JobKind::Hash << u"%1.bin"_s << u"SHA-256 of %1.bin"_s;
    }
    void saysWhatItIs()
    {
        QFETCH(JobKind, kind);
        QFETCH(QString, subject);
        QTEST(TaskListModel::titleOf(makeTask(u"a"_s, kind, subject, JobStatus::Queued)), "title");
    }

    void saysHowItIs()
    {
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        Job task = makeTask(u"a"_s, JobKind::Describe, u"a.csv"_s, JobStatus::Queued);
        source.updateTask(task);
        QCOMPARE(of(model, TaskListModel::DetailRole), u"Waiting"_s);
        QCOMPARE(of(model, TaskListModel::WhenRole), u"2025-11-21 07:42"_s);
        task.status = JobStatus::Processing;
        task.progress = 0.429;
        source.updateTask(task);
        QCOMPARE(of(model, TaskListModel::DetailRole), u"42 %"_s);
        task.status = JobStatus::Failed;
        task.error = u"Line 3 is too long"_s;
        task.completed = task.created + std::chrono::minutes(5);
        source.updateTask(task);
        QCOMPARE(of(model, TaskListModel::DetailRole), u"Line 3 is too long"_s);
        QCOMPARE(of(model, TaskListModel::WhenRole), u"2025-11-21 07:47"_s);
    }

    void saysAFailureInTheWindowsLanguage()
    {
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        Job task = makeTask(u"a"_s, JobKind::Hash, {}, JobStatus::Failed);
        task.error = u"There is no file a.csv"_s;
        source.updateTask(task);
        QCOMPARE(of(model, TaskListModel::DetailRole), task.error);
        Preferences::instance()->setLanguage(u"zh_CN"_s);
        QCOMPARE(of(model, TaskListModel::DetailRole), QString::fromUtf8("没有文件 a.csv"));
    }

    void cancelsOnlyWhatHasNotEnded()
    {
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        source.updateTasks({makeTask(u"done"_s, JobKind::Hash, {}, JobStatus::Completed),
                            makeTask(u"runs"_s, JobKind::Hash, {}, JobStatus::Processing)});
        model.cancel(1);
        model.cancel(2);
        model.cancel(-1);
        QCOMPARE(source.cancelledTasks, QStringList());
        model.cancel(0);
        QCOMPARE(source.cancelledTasks, QStringList{u"runs"_s});
    }

    void copiesAResult()
    {
        FakeSource source;
        source.results.insert(u"a"_s, R"({"hash":"2cf2","bytes":5})");
        TaskListModel model;
        model.setSource(&source);
        source.updateTask(makeTask(u"a"_s, JobKind::Hash, {}, JobStatus::Completed));
        QSignalSpy copied(&model, &TaskListModel::copied);
        model.copyResult(0);
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(copied.at(0).at(0).toString(), u"a"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"hash\":\"2cf2\",\"bytes\":5}"_s);
    }

    void leavesTheClipboardWithoutAResult()
    {
        QGuiApplication::clipboard()->setText(u"before"_s);
        FakeSource source;
        TaskListModel model;
        model.setSource(&source);
        source.updateTask(makeTask(u"a"_s, JobKind::Notify, {}, JobStatus::Completed));
        QSignalSpy answered(&source, &DataSource::taskResultReady);
        model.copyResult(0);
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    }

private:
    static QStringList ids(const TaskListModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.count(); ++row)
            all.append(model.index(row).data(TaskListModel::TaskIdRole).toString());
        return all;
    }
    static QString of(const TaskListModel &model, TaskListModel::Role role)
    {
        return model.index(0).data(role).toString();
    }
};

TICKWELL_WINDOW_TEST(tst_TaskListModel)
#include "tst_TaskListModel.moc"
