// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Configuration.h"

namespace Tickwell {

/// Reads the configuration file @p path: TOML when it ends in `.toml`, INI in `.ini`. Its keys are
/// the flags without their dashes, at the top of the file, and those of limitKeys() and
/// smtpKeys() in its sections `[limits]` and `[smtp]`; a list may be an array. Each setting's
/// origin names file, line and key. Fails on what is not well-formed, on a key that is no
/// option and on a file that cannot be read. Blocks.
[[nodiscard]] Result<QList<Setting>> readConfigurationFile(const QString &path);

/// `tickwell/tickwell.toml`, or else `.ini`, in $XDG_CONFIG_HOME (~/.config) where such a file
/// exists; empty where none does.
[[nodiscard]] QString findConfigurationFile(const QProcessEnvironment &environment);

} // namespace Tickwell
