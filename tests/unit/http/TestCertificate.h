// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QTest>

namespace Tickwell {

/// A self-signed certificate and its key, made by openssl for one test.
struct TestCertificate
{
    QString certificateFile;
    QString keyFile;

    TestCertificate(const QString &folder, const QString &name)
        : certificateFile(folder + u'/' + name + QStringLiteral(".pem"))
        , keyFile(folder + u'/' + name + QStringLiteral(".key"))
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-days", "30", "-keyout", keyFile, "-out", certificateFile,
                       "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1"});
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            qFatal("openssl: %s", openssl.readAllStandardError().constData());
    }

    [[nodiscard]] QByteArray certificate() const { return read(certificateFile); }
    [[nodiscard]] QByteArray key() const { return read(keyFile); }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Into the file itself.
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// Under its name only when whole, as tools that renew certificates do it.
    static void replace(const QString &path, const QByteArray &bytes)
    {
        const QString temporary = path + QStringLiteral(".new");
        write(temporary, bytes);
        QVERIFY(::rename(qPrintable(temporary), qPrintable(path)) == 0);
    }
};

} // namespace Tickwell
