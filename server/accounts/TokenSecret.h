// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>

namespace Tickwell {

/// The key that signs tokens, from the file `secret` in @p dataDir: 64 hexadecimal digits that only
/// the owner may read. Made at the first start. One that others may read is closed to them, with a
/// warning. Blocks; called once, at start.
[[nodiscard]] Result<QByteArray> loadTokenSecret(const QString &dataDir);

} // namespace Tickwell
