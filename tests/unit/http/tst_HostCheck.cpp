// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HostCheck.h"

#include <QTest>

using namespace Tickwell;

class tst_HostCheck : public QObject
{
    Q_OBJECT

private slots:
    void takesAnyHostWhenNoneIsTrusted();
    void knowsTheNamesOfTheServer_data();
    void knowsTheNamesOfTheServer();
};

void tst_HostCheck::takesAnyHostWhenNoneIsTrusted()
{
    QVERIFY(HostCheck().allows("evil.example:8000"));
}

void tst_HostCheck::knowsTheNamesOfTheServer_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *host, bool isAllowed) {
        QTest::newRow(host) << QByteArray(host) << isAllowed;
    };
    row("localhost", true);
    row("localhost:8000", true);
    row("LocalHost.", true);
    row("localhost.:8000", true);
    row("app.localhost", true);
    row("127.0.0.1", true);
    row("127.0.0.1:1", true);
    row("127.255.0.9", true);
    row("[::1]", true);
    row("[::1]:8000", true);
    row("dash.example", true);
    row("DASH.example:443", true);
    row("a.wild.example", true);
    row("a.b.wild.example:80", true);
    row("192.168.1.5:8000", true);
    row("[fd00::5]:8000", true);

    row("wild.example", false);
    row(".wild.example", false);
    row("evil.example", false);
    row("dash.example.evil.example", false);
    row("xdash.example", false);
    row("localhost.evil.example", false);
    row("evillocalhost", false);
    row(".localhost", false);
    row("127.0.0.1.evil.example", false);
    row("127.evil.example", false);
    row("127.0.0.256", false);
    row("127.1", false);
    row("128.0.0.1", false);
    row("[::2]", false);
    row("::1", false);
    row("localhost:evil", false);
    row("localhost:80:80", false);
    row(":8000", false);
}

void tst_HostCheck::knowsTheNamesOfTheServer()
{
    QFETCH(QByteArray, host);
    const HostCheck check({"dash.example", "*.wild.example", "192.168.1.5", "fd00::5"});
    QTEST(check.allows(host), "isAllowed");
}

QTEST_APPLESS_MAIN(tst_HostCheck)
#include "tst_HostCheck.moc"
