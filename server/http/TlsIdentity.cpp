// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/TlsIdentity.h"

#include "core/Log.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <array>

#include <sys/socket.h>
#include <unistd.h>

namespace Tickwell {

namespace {

constexpr qint64 MaxFileBytes = 1024 * 1024;

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return failure(QStringLiteral("it is a folder"), Error::Kind::Unavailable);
    if (!file.open(QFile::ReadOnly))
        return failure(file.errorString(), Error::Kind::Unavailable);
    QByteArray pem = file.read(MaxFileBytes + 1);
    if (pem.size() > MaxFileBytes)
        return failure(QStringLiteral("it is larger than 1 MiB"));
    return pem;
}

QSslKey parseKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Whether OpenSSL makes a server of @p configuration. Qt has no other way to ask for that than to
/// begin a handshake; nobody is at the other end of this one.
bool isUsable(const QSslConfiguration &configuration)
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
        return true; // out of descriptors: the first client will tell
    bool usable = true;
    {
        QSslSocket probe;
        QObject::connect(&probe, &QSslSocket::errorOccurred, &probe, [&usable] { usable = false; });
        probe.setSslConfiguration(configuration);
        if (probe.setSocketDescriptor(ends[0]))
            probe.startServerEncryption();
        probe.disconnect();
        probe.abort();
    }
    ::close(ends[1]);
    return usable;
}

void warnIfExpired(const QSslCertificate &certificate)
{
    const QDateTime expiry = certificate.expiryDate();
    if (expiry < QDateTime::currentDateTimeUtc())
        qCWarning(lcServer, "The certificate has expired on %s: clients will refuse it",
                  qUtf8Printable(expiry.toString(Qt::ISODate)));
}

} // namespace

Result<TlsIdentity> TlsIdentity::read(const QString &certificateFile, const QString &keyFile)
{
    auto certificate = readPem(certificateFile);
    if (!certificate)
        return failure(QStringLiteral("certificate %1 cannot be read: %2")
                           .arg(certificateFile, certificate.error().message),
                       Error::Kind::Unavailable);
    auto key = readPem(keyFile);
    if (!key)
        return failure(
            QStringLiteral("private key %1 cannot be read: %2").arg(keyFile, key.error().message),
            Error::Kind::Unavailable);
    return TlsIdentity{*std::move(certificate), *std::move(key)};
}

Result<QSslConfiguration> TlsIdentity::configuration() const
{
    if (!QSslSocket::supportsSsl())
        return failure(QStringLiteral("this system has no TLS library that Qt could use"),
                       Error::Kind::Unavailable);
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return failure(QStringLiteral("the certificate is none in PEM form"));
    if (keyPem.contains("ENCRYPTED"))
        return failure(QStringLiteral("the private key is encrypted: give one without a "
                                      "passphrase, readable by this user alone"));
    const QSslKey key = parseKey(keyPem);
    if (key.isNull())
        return failure(QStringLiteral("the private key is no RSA or elliptic-curve key in PEM "
                                      "form"));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    // Clients show a token, not a certificate; so nobody's authorities are of interest.
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setCaCertificates({});
    if (!isUsable(tls))
        return failure(QStringLiteral("the private key does not belong to the certificate"));
    warnIfExpired(chain.first());
    return tls;
}

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const auto identity = TlsIdentity::read(certificateFile, keyFile);
    if (!identity)
        return tl::unexpected(identity.error());
    return identity->configuration().map_error([&](const Error &error) {
        return Error{QStringLiteral("HTTPS cannot be served with %1 and %2: %3")
                         .arg(certificateFile, keyFile, error.message),
                     error.kind};
    });
}

} // namespace Tickwell
