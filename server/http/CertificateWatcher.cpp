// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/CertificateWatcher.h"

#include "core/Log.h"

#include <QFileInfo>

namespace Tickwell {

CertificateWatcher::CertificateWatcher(const QString &certificateFile, const QString &keyFile,
                                       std::chrono::milliseconds settle, QObject *parent)
    : QObject(parent)
    , m_certificateFile(certificateFile)
    , m_keyFile(keyFile)
    , m_watcher(this)
    , m_settle(this)
    , m_lastRead(TlsIdentity::read(certificateFile, keyFile).value_or(TlsIdentity()))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settle);
    connect(&m_settle, &QTimer::timeout, this, &CertificateWatcher::readIfChanged);
    // Not anew for each change: others may write to the same folder all the time.
    const auto changeSeen = [this] {
        if (!m_settle.isActive())
            m_settle.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, changeSeen);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, changeSeen);
    watch();
}

/// The folders tell of files and links that are replaced, the files of what is written into them.
void CertificateWatcher::watch()
{
    for (const QString &file : {m_certificateFile, m_keyFile}) {
        for (const QString &path : {QFileInfo(file).absolutePath(), file}) {
            if (!m_watcher.files().contains(path) && !m_watcher.directories().contains(path)
                && QFileInfo::exists(path))
                m_watcher.addPath(path);
        }
    }
}

void CertificateWatcher::readIfChanged()
{
    watch(); // a file that was replaced is watched no more
    const auto identity = TlsIdentity::read(m_certificateFile, m_keyFile);
    if (!identity)
        return refuse(identity.error().message);
    if (*identity != m_lastRead)
        use(*identity);
}

void CertificateWatcher::reload()
{
    m_settle.stop();
    watch();
    const auto identity = TlsIdentity::read(m_certificateFile, m_keyFile);
    if (!identity)
        return refuse(identity.error().message);
    use(*identity);
}

void CertificateWatcher::use(const TlsIdentity &identity)
{
    m_lastRead = identity;
    const auto tls = identity.configuration();
    if (!tls)
        return refuse(tls.error().message);
    qCInfo(lcServer, "The certificate %s was read again", qUtf8Printable(m_certificateFile));
    Q_EMIT changed(*tls);
}

void CertificateWatcher::refuse(const QString &reason)
{
    qCWarning(lcServer, "The certificate in use is kept: %s", qUtf8Printable(reason));
    Q_EMIT refused(reason);
}

} // namespace Tickwell
