// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/FilesFolder.h"

#include "core/Configuration.h"
#include "jobs/DurableFile.h"

#include <QDir>
#include <QFileInfo>

namespace Tickwell {

FilesFolder::FilesFolder(QString path)
    : m_path(std::move(path))
{
}

Result<void> FilesFolder::make() const
{
    if (auto made = makePrivateFolder(m_path); !made)
        return made;
    return makePrivateFolder(m_path + u'/' + Exports.chopped(1));
}

Result<QString> FilesFolder::resolve(const QString &name) const
{
    const auto outside = [&name] {
        return failure(QStringLiteral("%1 is outside the folder of files").arg(quoted(name)));
    };
    const auto absent = [&name] {
        return failure(QStringLiteral("there is no file %1").arg(quoted(name)),
                       Error::Kind::NotFound);
    };
    // Before the disk is asked: whether a file is there is nobody's business outside.
    if (name.contains(QChar::Null) || QDir::isAbsolutePath(name))
        return outside();
    const QString clean = QDir::cleanPath(name);
    if (clean == u".." || clean.startsWith(u"../"))
        return outside();
    const QString root = QFileInfo(m_path).canonicalFilePath();
    const QString path = QFileInfo(m_path + u'/' + name).canonicalFilePath();
    if (root.isEmpty() || path.isEmpty() || path == root)
        return absent();
    if (!path.startsWith(root + u'/'))
        return outside();
    if (!QFileInfo(path).isFile())
        return absent();
    return path;
}

} // namespace Tickwell
