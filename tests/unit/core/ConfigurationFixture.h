// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/CommandLine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <optional>

namespace Tickwell {

/// A home folder of its own, and command lines that are read there.
class ConfigurationFixture
{
protected:
    void reset()
    {
        m_dir.emplace();
        m_environment.clear();
        m_environment.insert("HOME", m_dir->filePath("home"));
    }
    [[nodiscard]] Result<CommandLine> parse(const QStringList &arguments) const
    {
        return parseCommandLine(QStringList("/usr/bin/tickwelld") + arguments,
                                QStringLiteral("1.2.3"), m_environment);
    }
    [[nodiscard]] QString reason(const QStringList &arguments) const
    {
        const auto line = parse(arguments);
        return line ? QStringLiteral("(taken)") : line.error().message;
    }
    QString write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_dir->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    std::optional<QTemporaryDir> m_dir;
    QProcessEnvironment m_environment;
};

} // namespace Tickwell
