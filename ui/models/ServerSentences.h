// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace Tickwell {

/// What the server may say and the window translates, as the server writes it, with %1 to %3 for
/// the values. What is more special stands before what is less. A test holds them against the
/// server's own (tests/check_server_words.py).
[[nodiscard]] std::span<const char *const> serverSentences();

} // namespace Tickwell
