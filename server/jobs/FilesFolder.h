// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace Tickwell {

/// The folder of files that clients may name: the data folder's `files/`. Any thread; what touches
/// the disk blocks.
class FilesFolder
{
public:
    /// Clients call an export `exports/` and its file's name.
    static constexpr QLatin1String Exports{"exports/"};

    explicit FilesFolder(QString path);

    /// Makes it, and the folder of exports in it.
    [[nodiscard]] Result<void> make() const;

    /// The absolute path, free of symbolic links, of the regular file that clients call @p name.
    /// Fails with Error::Kind::Invalid on a name that leads out of the folder, by `..`, a leading
    /// slash, a NUL or a symbolic link; with NotFound when there is no such file.
    [[nodiscard]] Result<QString> resolve(const QString &name) const;

    /// The absolute path of what the program itself calls @p name.
    [[nodiscard]] QString at(const QString &name) const { return m_path + u'/' + name; }

private:
    QString m_path;
};

} // namespace Tickwell
