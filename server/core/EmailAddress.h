// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Tickwell {

/// Why @p text is no e-mail address, in the words of Python's email-validator, which pydantic
/// quotes; empty when it is one: an RFC 5321 Mailbox of an ASCII local part without quotes and a
/// domain of at least two labels. A domain in another script is taken by its IDNA form.
[[nodiscard]] QString emailFault(const QString &text);

/// @p email with its domain in ASCII, as a mail server is told it. It has no fault.
[[nodiscard]] QByteArray asciiAddress(const QString &email);

/// @p email with its domain in lower case: two that reach one mailbox are then mostly equal. It has
/// no fault.
[[nodiscard]] QString canonicalAddress(const QString &email);

} // namespace Tickwell
