// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QAccessible>
#include <QClipboard>

using namespace Tickwell;

namespace {

ServerSnapshot twoClients()
{
    ServerSnapshot snapshot;
    snapshot.connections = {{.id = 3,
                             .peer = QStringLiteral("127.0.0.1:50003"),
                             .path = QStringLiteral("/ws/monitor"),
                             .since = fromMicros(1'763'710'947'000'000),
                             .queuedBytes = 0,
                             .sent = 61},
                            {.id = 9,
                             .peer = QStringLiteral("[::1]:50009"),
                             .path = QStringLiteral("/ws/chat/%1F"),
                             .since = fromMicros(1'763'710'948'000'000),
                             .queuedBytes = 12'400,
                             .sent = 1'204,
                             .dropped = 7}};
    return snapshot;
}

const QString First =
    QStringLiteral("127.0.0.1:50003, since 07:42:27, 0 B waiting, 61 sent, 0 dropped, /ws/monitor");
const QString Second = QStringLiteral(
    "[::1]:50009, since 07:42:28, 12.4 kB waiting, 1,204 sent, 7 dropped, /ws/chat/%1F");

} // namespace

class tst_ClientsPopup : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences &preferences = *Preferences::instance();
        preferences.settings().clear();
        preferences.setLanguage(QStringLiteral("en"));
        preferences.setReducedMotion(true);
        preferences.setUtc(true);
    }

    void opensFromTheTopBarAndAsksWhileItIsOpen()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QVERIFY(!fixture.source.followedServer);
        QVERIFY(fixture.click(clientsText(fixture)));
        QTRY_VERIFY(fixture.source.followedServer);
        fixture.key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture.source.followedServer);
    }

    void listsEveryClient()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.updateSnapshot(twoClients());
        QTRY_VERIFY(fixture.named(First));
        QVERIFY(fixture.named(Second));
        QVERIFY(!fixture.named(QStringLiteral("Copy the command")));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void endsAClientByMouse()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.updateSnapshot(twoClients());
        QTRY_VERIFY(fixture.named(Second));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(QStringLiteral("Disconnect [::1]:50009")));
        QTRY_COMPARE(fixture.source.ended, QList<quint64>{9});
    }

    void endsAClientFromTheKeyboard()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        open(fixture);
        fixture.source.updateSnapshot(twoClients());
        QTRY_VERIFY(fixture.named(Second));
        QQuickItem *list = listOf(fixture);
        QVERIFY(list);
        for (int i = 0; i < 10 && !list->hasActiveFocus(); ++i)
            fixture.key(Qt::Key_Tab);
        QVERIFY(list->hasActiveFocus());
        QTRY_COMPARE(list->property("currentIndex").toInt(), 0);
        QVERIFY(fixture.waitForFrame());
        fixture.key(Qt::Key_Down);
        QTRY_COMPARE(list->property("currentIndex").toInt(), 1);
        fixture.key(Qt::Key_Delete);
        QCOMPARE(fixture.source.ended, QList<quint64>{9});
    }

    void teachesHowToConnectTheFirst()
    {
        WindowFixture fixture;
        open(fixture);
        QVERIFY(!fixture.named(QStringLiteral("No clients yet. Connect one:")));
        fixture.source.updateSnapshot({});
        QTRY_VERIFY(fixture.named(QStringLiteral("No clients yet. Connect one:")));
        QVERIFY(fixture.waitForFrame());
        QVERIFY(fixture.click(QStringLiteral("Copy the command")));
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.startsWith(QLatin1String("curl -N http://127.0.0.1:8000/ws/monitor ")));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void everyControlHasAName()
    {
        WindowFixture fixture;
        open(fixture);
        fixture.source.updateSnapshot(twoClients());
        QTRY_VERIFY(fixture.named(Second));
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickAbstractButton") || item->activeFocusOnTab())
                QVERIFY2(!WindowFixture::nameOf(item).isEmpty(), item->metaObject()->className());
        }
    }

    void fitsTheSmallestWindow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    }
    void fitsTheSmallestWindow()
    {
        QFETCH(QString, language);
        Preferences::instance()->setLanguage(language);
        WindowFixture fixture(QSize(960, 620));
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        open(fixture);
        fixture.source.updateSnapshot(twoClients());
        QQuickItem *list = nullptr;
        QTRY_VERIFY((list = listOf(fixture)));
        QTRY_VERIFY(list->height() > 0);
        const QRectF place = list->mapRectToScene(list->boundingRect());
        QVERIFY(QRectF(0, 0, 960, 620).contains(place));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

private:
    static QString clientsText(const WindowFixture &fixture)
    {
        return fixture.source.clients() == 1
            ? QStringLiteral("1 client")
            : QStringLiteral("%1 clients").arg(fixture.source.clients());
    }
    static void open(WindowFixture &fixture)
    {
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(fixture.source.followedServer);
    }
    static QQuickItem *listOf(const WindowFixture &fixture)
    {
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->inherits("QQuickListView") && item->property("count").toInt() == 2)
                return item;
        }
        return nullptr;
    }
};

TICKWELL_WINDOW_TEST(tst_ClientsPopup)
#include "tst_ClientsPopup.moc"
