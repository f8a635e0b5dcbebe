// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Async.h"

#include <QHostAddress>

namespace Tickwell {

/// Finds the addresses of a host; one at least, or a failure: Kind::NotFound when there is no such
/// host, Kind::Unavailable when that could not be found out.
using Resolver = std::function<Async<QList<QHostAddress>>(QString host, CancelToken)>;

/// By the system's own resolver, which runs on a thread of Qt's.
[[nodiscard]] Async<QList<QHostAddress>> resolveBySystem(QString host, CancelToken token);

} // namespace Tickwell
