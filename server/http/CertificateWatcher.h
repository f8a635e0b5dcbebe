// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/TlsIdentity.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace Tickwell {

/// Looks after a certificate and its key while the server runs, so that a renewed one is used
/// without a restart. Reads files: it lives on a thread that may wait for the disk.
class CertificateWatcher final : public QObject
{
    Q_OBJECT

public:
    /// Files are read @p settle after the first change: the two are seldom written at once.
    CertificateWatcher(const QString &certificateFile, const QString &keyFile,
                       std::chrono::milliseconds settle = std::chrono::milliseconds(500),
                       QObject *parent = nullptr);

    /// Reads the files now, and says in the log what came of it even when they are the same.
    void reload();

Q_SIGNALS:
    /// New and sound files are there.
    void changed(const QSslConfiguration &tls);
    /// What is there cannot be used: the log has the reason too.
    void refused(const QString &reason);

private:
    void watch();
    void readIfChanged();
    void use(const TlsIdentity &identity);
    void refuse(const QString &reason);

    QString m_certificateFile;
    QString m_keyFile;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    TlsIdentity m_lastRead; ///< sound or not
};

} // namespace Tickwell
