// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// A folder that looks like the root of a host, for what reads /proc and /sys.
class FakeHost
{
public:
    [[nodiscard]] QByteArray root() const { return QFile::encodeName(m_dir.path()); }

    void write(const QString &path, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(m_dir.path() + path).path());
        QFile file(m_dir.path() + path);
        QVERIFY2(file.open(QFile::WriteOnly), qPrintable(file.errorString()));
        file.write(text);
    }
    void mkdir(const QString &path) const { QVERIFY(QDir().mkpath(m_dir.path() + path)); }
    void remove(const QString &path) const { QVERIFY(QFile::remove(m_dir.path() + path)); }

private:
    QTemporaryDir m_dir;
};
