// SPDX-License-Identifier: GPL-3.0-or-later
#include "ClientFixture.h"

#include "outbound/AddressClass.h"

using namespace Tickwell;

/// Where requests may go, by name and by address.
class tst_AllowList : public ClientFixture
{
    Q_OBJECT

private slots:
    void init() { reset(); }
    void cleanup() { end(); }

    void knowsPublicAddresses_data();
    void knowsPublicAddresses();
    void matchesHosts_data();
    void matchesHosts();
    void readsRules_data();
    void readsRules();
    void readsUrls_data();
    void readsUrls();

    void aPublicNameInsideIsRefused();
    void oneAddressInsideIsEnoughToRefuse();
    void anAddressThatIsNotListedIsRefused();
    void aNameThatIsNotListedIsNotLookedUp();
    void aNameIsLookedUpOnceAndWhatWasCheckedIsAsked();
    void theUpstreamNeedsNoEntry();
    void theUpstreamsRedirectDoes();
};

void tst_AllowList::knowsPublicAddresses_data()
{
    QTest::addColumn<bool>("isPublic");
    for (const char *address :
         {"1.1.1.1",        "8.8.8.8",        "9.255.255.255",    "11.0.0.1",
          "100.63.255.255", "100.128.0.0",    "126.255.255.255",  "128.0.0.1",
          "169.253.0.1",    "172.15.255.255", "172.32.0.1",       "192.167.0.1",
          "198.17.0.1",     "198.20.0.0",     "223.255.255.255",  "2606:4700::1111",
          "2a00:1450::1",   "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
        QTest::newRow(address) << true;
    for (const char *address : {"0.0.0.0",
                                "10.0.0.1",
                                "100.64.0.1",
                                "100.100.100.200",
                                "100.127.255.255",
                                "127.0.0.1",
                                "127.255.255.255",
                                "168.63.129.16",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.192",
                                "192.0.2.1",
                                "192.88.99.1",
                                "192.168.1.1",
                                "198.18.0.1",
                                "198.19.255.255",
                                "198.51.100.1",
                                "203.0.113.9",
                                "224.0.0.1",
                                "239.1.1.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::127.0.0.1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "fe80::1",
                                "fe80::1%lo",
                                "fc00::1",
                                "fd00:ec2::254",
                                "fec0::1",
                                "ff02::1",
                                "64:ff9b::7f00:1",
                                "64:ff9b:1::1",
                                "2002:7f00:1::",
                                "2002:c0a8:101::1",
                                "2001::1",
                                "2001:10::1",
                                "2001:db8::1",
                                "3fff::1",
                                "100::1",
                                "5f00::1"})
        QTest::newRow(address) << false;
}

void tst_AllowList::knowsPublicAddresses()
{
    QFETCH(bool, isPublic);
    const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!address.isNull());
    QCOMPARE(isPublicAddress(address), isPublic);
}

void tst_AllowList::matchesHosts_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *rule, const char *url, bool allowed) {
        QTest::addRow("%s %s", rule, url)
            << QString::fromLatin1(rule) << QString::fromLatin1(url) << allowed;
    };
    row("api.example", "http://api.example/", true);
    row("api.example", "https://api.example/x?y", true);
    row("api.example", "https://API.Example/", true);
    row("api.example", "https://api.example./", true);
    row("api.example", "https://api.example:443/", true);
    row("api.example", "http://api.example:443/", false);
    row("api.example", "http://api.example:8080/", false);
    row("api.example", "http://x.api.example/", false);
    row("api.example", "http://api.example.evil/", false);
    row("api.example", "http://notapi.example/", false);
    row("api.example:8080", "http://api.example:8080/", true);
    row("api.example:8080", "http://api.example/", false);
    row("*.example", "http://api.example/", true);
    row("*.example", "http://a.b.example/", true);
    row("*.example", "http://example/", false);
    row("*.example", "http://evilexample/", false);
    row("*.example:81", "http://a.example:81/", true);
    row("*.example:81", "http://a.example/", false);
    row("[2606:4700::1111]", "http://[2606:4700:0::1111]/", true);
    row("1.1.1.1", "http://1.1.1.1/", true);
    row("1.1.1.1", "http://1.1.257/", true); // another way of writing it
    row("bücher.example", "http://xn--bcher-kva.example/", true);
}

void tst_AllowList::matchesHosts()
{
    QFETCH(QString, rule);
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    rule = QString::fromUtf8(rule.toLatin1());
    const auto parsed = parseHostRule(rule, true);
    QVERIFY(parsed);
    const auto web = parseWebUrl(url);
    QVERIFY(web);
    QCOMPARE(AllowList({*parsed}, {}).check(*web).has_value(), allowed);
}

void tst_AllowList::readsRules_data()
{
    QTest::addColumn<bool>("isRule");
    for (const char *text : {"a.example", "localhost", "10.0.0.1", "[::1]:8080", "a.example:1"})
        QTest::newRow(text) << true;
    for (const char *text : {"", "*", "*.", "**.example", "a.*.example", "http://a.example",
                             "a.example/", "a.example:0", "a.example:99999", "a.example:", "a b",
                             "a?b", "a#b", "u@a.example", "*.example", "::1"})
        QTest::newRow(text) << false;
}

void tst_AllowList::readsRules()
{
    QFETCH(bool, isRule);
    QCOMPARE(parseHostRule(QString::fromLatin1(QTest::currentDataTag()), false).has_value(),
             isRule);
}

void tst_AllowList::readsUrls_data()
{
    QTest::addColumn<bool>("isUrl");
    for (const char *text : {"http://a.example", "https://a.example:8443/x?y=z", "http://[::1]/",
                             "HTTP://A.example/", "http://a.example/#part"})
        QTest::newRow(text) << true;
    for (const char *text :
         {"", "a.example", "/x", "//a.example/", "ftp://a.example/", "file:///etc/passwd",
          "gopher://a.example/", "http://", "http:///x", "http://u:p@a.example/",
          "http://u@a.example/", "http://@a.example/", "http://a.example:0/",
          "http://a.example:99999/", "http://a b/", "http://a.example/ x", "javascript:1",
          "data:,x", "http://a.example/\r\nX: y"})
        QTest::newRow(text) << false;
}

void tst_AllowList::readsUrls()
{
    QFETCH(bool, isUrl);
    QCOMPARE(parseWebUrl(QString::fromLatin1(QTest::currentDataTag())).has_value(), isUrl);
}

void tst_AllowList::aPublicNameInsideIsRefused()
{
    fetch(m_upstream->url(u"outside.test"_s));
    QVERIFY2(outcome().contains("not public"), qPrintable(outcome()));
    QCOMPARE(m_upstream->connections, 0);
    QCOMPARE(m_client->statistics().refused, 1u);
}

void tst_AllowList::oneAddressInsideIsEnoughToRefuse()
{
    m_addresses = {QHostAddress(u"1.1.1.1"_s), QHostAddress(u"127.0.0.1"_s)};
    fetch(m_upstream->url(u"outside.test"_s));
    QVERIFY2(outcome().contains("not public"), qPrintable(outcome()));
    QCOMPARE(m_client->statistics().requests, 0u);
}

void tst_AllowList::anAddressThatIsNotListedIsRefused()
{
    fetch(m_upstream->url(u"127.0.0.2"_s));
    QVERIFY2(outcome().contains("not on the allow list"), qPrintable(outcome()));
}

void tst_AllowList::aNameThatIsNotListedIsNotLookedUp()
{
    fetch(m_upstream->url(u"elsewhere.test"_s));
    QVERIFY2(outcome().contains("not on the allow list"), qPrintable(outcome()));
    QCOMPARE(m_lookups, 0);
}

void tst_AllowList::aNameIsLookedUpOnceAndWhatWasCheckedIsAsked()
{
    // The system's own resolver knows no such name: a second look-up would fail.
    fetch(m_upstream->url(u"inside.test"_s));
    QCOMPARE(outcome(), "200 hello");
    QCOMPARE(m_lookups, 1);
}

void tst_AllowList::theUpstreamNeedsNoEntry()
{
    FetchRequest trusted = request(m_upstream->url(u"upstream.test"_s));
    trusted.isTrusted = true;
    fetch(trusted);
    QCOMPARE(outcome(), "200 hello");
}

void tst_AllowList::theUpstreamsRedirectDoes()
{
    m_upstream->answerWith(
        {RawUpstream::answer("302 Found", {}, "Location: http://10.0.0.1/\r\n")});
    FetchRequest trusted = request(m_upstream->url(u"upstream.test"_s));
    trusted.isTrusted = true;
    fetch(trusted);
    QVERIFY2(outcome().contains("not on the allow list"), qPrintable(outcome()));
}

QTEST_GUILESS_MAIN(tst_AllowList)
#include "tst_AllowList.moc"
