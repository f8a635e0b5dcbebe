// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "core/SmtpOptions.h"
#include "jobs/MailMessage.h"

#include <atomic>

namespace Tickwell {

/// Hands @p message to the mail server. Blocks, for SmtpOptions::timeout at most; ends within about
/// a second once @p cancelled is set. Any thread.
///
/// Fails with Error::Kind::Unavailable when another try may succeed (no connection, a 4xx reply, a
/// time-out), else with another kind. No message quotes the password.
[[nodiscard]] Result<void> sendMail(const SmtpOptions &options, const MailMessage &message,
                                    const std::atomic<bool> &cancelled);

} // namespace Tickwell
