// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArray>
#include <QString>

namespace Tickwell {

/// A short text to one person by mail. Both addresses are without fault: see emailFault().
struct MailMessage
{
    QString from;
    QString to;
    QString subject;
    QString text;
    QString id; ///< a UUID; the same at each try, so that receivers can tell a repetition
    Timestamp date;
};

/// @p message as RFC 5322 and MIME have it, in ASCII with CRLF, whatever its texts hold: nothing
/// of them can become a header, a command or the end of the message.
[[nodiscard]] QByteArray toMime(const MailMessage &message);

} // namespace Tickwell
