// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Statistics.h"

#include <QHostAddress>
#include <QString>

namespace Tickwell {

/// Who is at the other end, and what for. The room that accepts sets it and reads it back from the
/// session; nothing here interprets the path.
struct SessionInfo
{
    quint64 id = 0; ///< unique; set by the acceptor, counted from 1
    QHostAddress peer{};
    quint16 peerPort = 0;
    QString path;      ///< as requested, without a query: it may hold a token
    Timestamp since{}; ///< when it began; set by the acceptor
};

} // namespace Tickwell
