// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ClientListModel.h"
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Tickwell;

namespace {

SessionSnapshot client(quint64 id)
{
    return {.id = id,
            .peer = QStringLiteral("127.0.0.1:%1").arg(50'000 + id),
            .path = QStringLiteral("/ws/monitor"),
            .since = fromMicros(1'763'710'947'000'000), // 07:42:27 UTC
            .queuedBytes = 12'400,
            .sent = 1'204,
            .dropped = 0};
}

ServerSnapshot snapshotOf(const QList<SessionSnapshot> &clients)
{
    ServerSnapshot snapshot;
    snapshot.connections = clients;
    return snapshot;
}

} // namespace

class tst_ClientListModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void asksOnlyWhileItIsActive();
    void asksNoMoreOnceItIsGone();
    void showsWhatIsConnected();
    void knowsNothingBeforeTheFirstAnswer();
    void keepsRowsThatStay();
    void takesNothingWhileInactive();
    void endsTheClientOfARow();

private:
    static QStringList addresses(const ClientListModel &model);
};

void tst_ClientListModel::init()
{
    Preferences::instance()->settings().clear();
    Preferences::instance()->setLanguage(QStringLiteral("en"));
    Preferences::instance()->setUtc(true);
}

QStringList tst_ClientListModel::addresses(const ClientListModel &model)
{
    QStringList all;
    for (int row = 0; row < model.count(); ++row)
        all.append(model.index(row).data(ClientListModel::AddressRole).toString());
    return all;
}

void tst_ClientListModel::asksOnlyWhileItIsActive()
{
    FakeSource source;
    ClientListModel model;
    model.setSource(&source);
    QVERIFY(!source.followedServer);
    model.setActive(true);
    QVERIFY(source.followedServer);
    model.setActive(false);
    QVERIFY(!source.followedServer);
}

void tst_ClientListModel::asksNoMoreOnceItIsGone()
{
    FakeSource source;
    {
        ClientListModel model;
        model.setActive(true);
        model.setSource(&source);
        QVERIFY(source.followedServer);
    }
    QVERIFY(!source.followedServer);
}

void tst_ClientListModel::showsWhatIsConnected()
{
    FakeSource source;
    ClientListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSource(&source);
    model.setActive(true);
    source.updateSnapshot(snapshotOf({client(1)}));
    const QModelIndex row = model.index(0);
    QCOMPARE(row.data(ClientListModel::AddressRole).toString(), QStringLiteral("127.0.0.1:50001"));
    QCOMPARE(row.data(ClientListModel::PathRole).toString(), QStringLiteral("/ws/monitor"));
    QCOMPARE(row.data(ClientListModel::SinceRole).toString(), QStringLiteral("07:42:27"));
    QCOMPARE(row.data(ClientListModel::QueuedRole).toString(), QStringLiteral("12.4 kB"));
    QCOMPARE(row.data(ClientListModel::SentRole).toString(), QStringLiteral("1,204"));
    QCOMPARE(row.data(ClientListModel::DroppedRole).toString(), QStringLiteral("0"));
    QCOMPARE(row.data(ClientListModel::LosingRole).toBool(), false);
}

void tst_ClientListModel::knowsNothingBeforeTheFirstAnswer()
{
    FakeSource source;
    ClientListModel model;
    model.setSource(&source);
    model.setActive(true);
    QVERIFY(!model.isKnown());
    source.updateSnapshot(snapshotOf({}));
    QVERIFY(model.isKnown());
    model.setActive(false);
    model.setActive(true);
    QVERIFY(!model.isKnown());
}

void tst_ClientListModel::keepsRowsThatStay()
{
    FakeSource source;
    ClientListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSource(&source);
    model.setActive(true);
    source.updateSnapshot(snapshotOf({client(1), client(2), client(4), client(5)}));
    const QPersistentModelIndex four(model.index(2));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    source.updateSnapshot(snapshotOf({client(2), client(4), client(7), client(8)}));
    QCOMPARE(addresses(model),
             QStringList({QStringLiteral("127.0.0.1:50002"), QStringLiteral("127.0.0.1:50004"),
                          QStringLiteral("127.0.0.1:50007"), QStringLiteral("127.0.0.1:50008")}));
    QCOMPARE(four.row(), 1);
    source.updateSnapshot(snapshotOf({}));
    QCOMPARE(model.count(), 0);
    QVERIFY(!four.isValid());
    QCOMPARE(resets.size(), 0);
}

void tst_ClientListModel::takesNothingWhileInactive()
{
    FakeSource source;
    ClientListModel model;
    model.setSource(&source);
    source.updateSnapshot(snapshotOf({client(1)}));
    QCOMPARE(model.count(), 0);
}

void tst_ClientListModel::endsTheClientOfARow()
{
    FakeSource source;
    ClientListModel model;
    model.setSource(&source);
    model.setActive(true);
    source.updateSnapshot(snapshotOf({client(3), client(9)}));
    model.end(1);
    model.end(-1);
    model.end(2);
    QCOMPARE(source.ended, QList<quint64>{9});
}

TICKWELL_WINDOW_TEST(tst_ClientListModel)
#include "tst_ClientListModel.moc"
