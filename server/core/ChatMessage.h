// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QString>

namespace Tickwell {

/// A message that was accepted in a room, or directly for one person.
struct ChatMessage
{
    quint64 seq = 0; ///< rises by one with every message of the whole chat, kept over restarts
    QString id;      ///< unique; what edit and delete name
    QString room;    ///< `general` unless said otherwise; empty for a direct message
    QString to;      ///< the receiver of a direct message; empty otherwise
    QString userId;
    QString text;
    Timestamp time;
    QString clientId; ///< the sender's own id of the message; makes a resend harmless; may be empty
    Timestamp editedAt;   ///< the epoch when it was never edited
    bool deleted = false; ///< its text is then empty

    friend bool operator==(const ChatMessage &, const ChatMessage &) = default;
};

} // namespace Tickwell
