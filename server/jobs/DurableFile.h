// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>

namespace Tickwell {

/// Writes @p bytes to @p path: all of it or nothing, on the disk when this returns, readable by the
/// owner alone. An existing file is replaced. Blocks.
[[nodiscard]] Result<void> writeDurably(const QString &path, const QByteArray &bytes);

/// Makes a folder that only its owner can look into, and its parents, unless it is there. Blocks.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path);

} // namespace Tickwell
