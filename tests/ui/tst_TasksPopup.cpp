// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/Tasks.h"
#include "support/WindowFixture.h"

#include <QClipboard>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

const QString First = u"Describe a.csv, 42 %, 2025-11-21 07:42"_s;

QList<Job> threeTasks()
{
    Job running = makeTask(u"r"_s, JobKind::Describe, u"a.csv"_s, JobStatus::Processing);
    running.progress = 0.42;
    return {running, makeTask(u"w"_s, JobKind::Hash, u"b.bin"_s, JobStatus::Queued, 1),
            makeTask(u"d"_s, JobKind::Hash, u"c.bin"_s, JobStatus::Completed, 2)};
}

} // namespace

/// The panel of tasks and notifications, and the notices.
class tst_TasksPopup : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(u"en"_s);
        Preferences::instance()->setReducedMotion(true);
        Preferences::instance()->setUtc(true);
    }

    void theRailTellsHowManyTasksThereAre()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QVERIFY(fixture.named(u"Background tasks"_s));
        fixture.source.updateTasks(threeTasks());
        QTRY_VERIFY(fixture.named(u"2 background tasks"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"2 background tasks"_s));
        QTRY_VERIFY(fixture.named(First));
    }

    void showsHowFarATaskIs()
    {
        WindowFixture fixture;
        open(fixture);
        QQuickItem *bar = fixture.named(u"Progress of Describe a.csv"_s);
        QVERIFY(bar);
        QCOMPARE(bar->property("value").toDouble(), 0.42);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void cancelsATask()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(fixture.click(u"Cancel: Describe a.csv"_s));
        QCOMPARE(fixture.source.cancelledTasks, QStringList{u"r"_s});
    }

    void cancelsFromTheKeyboard()
    {
        WindowFixture fixture;
        open(fixture);
        QQuickItem *list = listOf(fixture);
        QVERIFY(list && list->hasActiveFocus());
        QTRY_COMPARE(list->property("currentIndex").toInt(), 0);
        fixture.key(Qt::Key_Down);
        QTRY_COMPARE(list->property("currentIndex").toInt(), 1);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.cancelledTasks, QStringList{u"w"_s});
    }

    void copiesAResult()
    {
        WindowFixture fixture;
        fixture.source.results.insert(u"d"_s, R"({"hash":"2cf2"})");
        open(fixture);
        QVERIFY(fixture.click(u"Copy the result: SHA-256 of c.bin"_s));
        QTRY_VERIFY(fixture.named(u"Copied"_s));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"hash\":\"2cf2\"}"_s);
    }

    void copiesAResultFromTheKeyboard()
    {
        WindowFixture fixture;
        fixture.source.results.insert(u"d"_s, R"({"hash":"9a1b"})");
        open(fixture);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_Down);
        fixture.key(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"{\"hash\":\"9a1b\"}"_s);
    }

    void teachesHowToStartOne()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(fixture.named(u"No tasks yet. Programs start them at the server:"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Copy the command"_s));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"curl -X POST 'http://127.0.0.1:8000/tasks/hash?data=hello'"_s);
    }

    void listsNotifications()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.updateNotifications({makeNotification(1, u"ana@example.com"_s, u"hi"_s)});
        fixture.key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(fixture.named(u"2025-11-21 07:42, ana@example.com, Shown here alone, hi"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aNoticeSaysThatATaskIsDone()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.updateTask(
            makeTask(u"a"_s, JobKind::Hash, u"a.bin"_s, JobStatus::Completed));
        QTRY_VERIFY(fixture.named(u"1 task is done: SHA-256 of a.bin"_s));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(u"Dismiss: 1 task is done"_s));
        QTRY_VERIFY(!fixture.named(u"1 task is done: SHA-256 of a.bin"_s));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void aNoticeLeadsToTheList()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.updateNotification(makeNotification(1, u"ana@example.com"_s, u"hi"_s));
        const QString notice = u"To ana@example.com: hi"_s;
        QTRY_VERIFY(fixture.named(notice));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(notice));
        QTRY_VERIFY(fixture.named(u"2025-11-21 07:42, ana@example.com, Shown here alone, hi"_s));
        QVERIFY(!fixture.named(notice));
    }

    void everyNoticeCanBeDismissedFromTheKeyboard()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.updateTask(makeTask(u"a"_s, JobKind::Hash, u"a.bin"_s, JobStatus::Failed));
        QTRY_VERIFY(fixture.named(u"1 task failed: SHA-256 of a.bin"_s));
        fixture.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!fixture.named(u"1 task failed: SHA-256 of a.bin"_s));
    }

    void everyControlHasAName()
    {
        WindowFixture fixture;
        open(fixture);
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickAbstractButton") || item->activeFocusOnTab())
                QVERIFY2(!WindowFixture::nameOf(item).isEmpty(), item->metaObject()->className());
        }
    }

    void fitsTheSmallestWindow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("Chinese") << u"zh_CN"_s;
    }
    void fitsTheSmallestWindow()
    {
        QFETCH(QString, language);
        Preferences::instance()->setLanguage(language);
        WindowFixture fixture(QSize(960, 620));
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QList<Job> tasks;
        for (int i = 0; i < 60; ++i)
            tasks.append(makeTask(QString::number(i), JobKind::Describe,
                                  QString(80, u'x') + QString::number(i), JobStatus::Queued, i));
        fixture.source.updateTasks(tasks);
        fixture.key(Qt::Key_J, Qt::ControlModifier);
        QQuickItem *list = nullptr;
        QTRY_VERIFY((list = listOf(fixture)));
        QTRY_COMPARE(list->property("count").toInt(), 60);
        QTRY_VERIFY(list->height() > 0);
        QTRY_VERIFY(QRectF(0, 0, 960, 620).contains(list->mapRectToScene(list->boundingRect())));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

private:
    static QQuickItem *listOf(const WindowFixture &fixture)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickListView") && item->property("tasks").isValid())
                return item;
        }
        return nullptr;
    }
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.updateTasks(threeTasks());
        fixture.key(Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(fixture.named(First));
        QVERIFY(fixture.waitForFrame());
    }
};

TICKWELL_WINDOW_TEST(tst_TasksPopup)
#include "tst_TasksPopup.moc"
