// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestCertificate.h"

#include "http/CertificateWatcher.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Tickwell;
using namespace std::chrono_literals;

/// Files of certificates that change while somebody looks after them.
class tst_CertificateWatcher : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void refusesWhatCannotBeServed_data();
    void refusesWhatCannotBeServed();
    void takesFilesThatAreReplaced();
    void takesFilesThatAreWrittenInPlace();
    void takesFilesBehindALinkThatIsTurned();
    void keepsWatchingAfterAReplacement();
    void keepsTheOldOneWhenTheNewOneIsBad();
    void keepsTheOldOneWhenTheFileIsGone();
    void saysNothingOfOtherFiles();
    void reloadsWhenTold();

private:
    void watch(const QString &certificateFile, const QString &keyFile);
    [[nodiscard]] QString path(const char *name) const { return m_dir->filePath(name); }
    [[nodiscard]] QString shownName() const
    {
        return m_shown.localCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }

    std::optional<QTemporaryDir> m_made;
    std::optional<TestCertificate> m_first;
    std::optional<TestCertificate> m_second;
    std::optional<QTemporaryDir> m_dir;
    std::unique_ptr<CertificateWatcher> m_watcher;
    QSslConfiguration m_shown;
    int m_changes = 0;
};

void tst_CertificateWatcher::initTestCase()
{
    m_made.emplace();
    m_first.emplace(m_made->path(), QStringLiteral("first"));
    m_second.emplace(m_made->path(), QStringLiteral("second"));
}

void tst_CertificateWatcher::init()
{
    m_dir.emplace();
    m_changes = 0;
    m_shown = {};
    TestCertificate::write(path("cert.pem"), m_first->certificate());
    TestCertificate::write(path("key.pem"), m_first->key());
}

void tst_CertificateWatcher::cleanup()
{
    m_watcher.reset();
}

void tst_CertificateWatcher::watch(const QString &certificateFile, const QString &keyFile)
{
    m_watcher = std::make_unique<CertificateWatcher>(certificateFile, keyFile, 50ms);
    connect(m_watcher.get(), &CertificateWatcher::changed, this,
            [this](const QSslConfiguration &tls) {
                m_shown = tls;
                ++m_changes;
            });
}

void tst_CertificateWatcher::refusesWhatCannotBeServed_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &certificate, const QByteArray &key,
                        const char *word) {
        QTest::newRow(name) << certificate << key << QString(word);
    };
    const QByteArray certificate = m_first->certificate();
    const QByteArray key = m_first->key();
    row("nothing", {}, {}, "certificate is none");
    row("no certificate", key, key, "certificate is none");
    row("no key", certificate, certificate, "private key is no");
    row("key of another", certificate, m_second->key(), "does not belong");
    row("cut certificate", certificate.first(certificate.size() / 2), key, "certificate is none");
    row("cut key", certificate, key.first(key.size() / 2), "private key is no");
    row("encrypted key", certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "passphrase");
}

void tst_CertificateWatcher::refusesWhatCannotBeServed()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QString, word);
    const auto tls = TlsIdentity{certificate, key}.configuration();
    QVERIFY(!tls);
    QVERIFY2(tls.error().message.contains(word), qPrintable(tls.error().message));
}

void tst_CertificateWatcher::takesFilesThatAreReplaced()
{
    watch(path("cert.pem"), path("key.pem"));
    TestCertificate::replace(path("key.pem"), m_second->key());
    TestCertificate::replace(path("cert.pem"), m_second->certificate());
    QTRY_COMPARE(shownName(), "second");
}

void tst_CertificateWatcher::takesFilesThatAreWrittenInPlace()
{
    watch(path("cert.pem"), path("key.pem"));
    TestCertificate::write(path("key.pem"), m_second->key());
    TestCertificate::write(path("cert.pem"), m_second->certificate());
    QTRY_COMPARE(shownName(), "second");
}

void tst_CertificateWatcher::takesFilesBehindALinkThatIsTurned()
{
    // certbot's way.
    QVERIFY(QFile::link(m_first->certificateFile, path("live.pem")));
    QVERIFY(QFile::link(m_first->keyFile, path("live.key")));
    watch(path("live.pem"), path("live.key"));
    for (const auto &[name, target] : {std::pair{"live.key", m_second->keyFile},
                                       std::pair{"live.pem", m_second->certificateFile}}) {
        QVERIFY(QFile::remove(path(name)));
        QVERIFY(QFile::link(target, path(name)));
    }
    QTRY_COMPARE(shownName(), "second");
}

void tst_CertificateWatcher::keepsWatchingAfterAReplacement()
{
    watch(path("cert.pem"), path("key.pem"));
    TestCertificate::replace(path("key.pem"), m_second->key());
    TestCertificate::replace(path("cert.pem"), m_second->certificate());
    QTRY_COMPARE(shownName(), "second");
    TestCertificate::write(path("key.pem"), m_first->key());
    TestCertificate::write(path("cert.pem"), m_first->certificate());
    QTRY_COMPARE(shownName(), "first");
}

void tst_CertificateWatcher::keepsTheOldOneWhenTheNewOneIsBad()
{
    QTest::ignoreMessage(QtWarningMsg,
                         "The certificate in use is kept: the private key does not belong to the "
                         "certificate");
    watch(path("cert.pem"), path("key.pem"));
    QSignalSpy refused(m_watcher.get(), &CertificateWatcher::refused);
    TestCertificate::replace(path("cert.pem"), m_second->certificate());
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(m_changes, 0);
    TestCertificate::replace(path("key.pem"), m_second->key());
    QTRY_COMPARE(shownName(), "second");
}

void tst_CertificateWatcher::keepsTheOldOneWhenTheFileIsGone()
{
    QTest::ignoreMessage(
        QtWarningMsg,
        QRegularExpression(QStringLiteral("is kept: private key .* cannot be read: "
                                          "No such file or directory")));
    watch(path("cert.pem"), path("key.pem"));
    QSignalSpy refused(m_watcher.get(), &CertificateWatcher::refused);
    QVERIFY(QFile::remove(path("key.pem")));
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(m_changes, 0);
}

void tst_CertificateWatcher::saysNothingOfOtherFiles()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    watch(path("cert.pem"), path("key.pem"));
    QSignalSpy changed(m_watcher.get(), &CertificateWatcher::changed);
    TestCertificate::write(path("notes.txt"), "hello");
    QVERIFY(!changed.wait(300));
}

void tst_CertificateWatcher::reloadsWhenTold()
{
    watch(path("cert.pem"), path("key.pem"));
    m_watcher->reload();
    QCOMPARE(shownName(), "first");
    QCOMPARE(m_changes, 1);
}

QTEST_GUILESS_MAIN(tst_CertificateWatcher)
#include "tst_CertificateWatcher.moc"
