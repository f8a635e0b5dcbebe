// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace Tickwell::ChatRules {

inline constexpr int MaxNameLength = 64;    ///< of a user or a room, in UTF-16 units
inline constexpr int MaxTextLength = 4'096; ///< of a message, in characters (code points)
inline constexpr int MaxClientIdLength = 128;

/// The room that everyone arrives in.
[[nodiscard]] QString generalRoom();

/// A user: 1–64 printable characters of any script, no slash or backslash, no blank at an end.
[[nodiscard]] Result<void> checkUser(QStringView userId);

/// A room: 1–64 letters and digits of any script, `_`, `.` and `-`; it does not begin with a dot.
[[nodiscard]] Result<void> checkRoom(QStringView room);

[[nodiscard]] Result<void> checkClientId(QStringView clientId);

/// @p text as it is kept: without control characters other than line feed and tab, without
/// blanks at the ends, 1–4,096 characters long.
[[nodiscard]] Result<QString> cleanText(QStringView text);

} // namespace Tickwell::ChatRules
