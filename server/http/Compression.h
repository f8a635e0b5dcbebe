// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Response.h"

namespace Tickwell::Compression {

/// Bodies smaller than this go out as they are (API.md §2).
inline constexpr qsizetype MinimumSize = 1024;
/// Bodies larger than this are compressed on a pool, away from the server's thread.
inline constexpr qsizetype MaximumInlineSize = 64 * 1024;

/// True when `Accept-Encoding` @p value allows gzip (RFC 9110 §12.5.3: q-values, `*`).
[[nodiscard]] bool acceptsGzip(QByteArrayView value);

/// True when @p response is worth compressing: large enough, of a kind that shrinks, not coded
/// already. Its form then depends on Accept-Encoding.
[[nodiscard]] bool isCompressible(const Response &response);

/// @p body in gzip form (RFC 1952); empty when zlib has no memory. Any thread.
[[nodiscard]] QByteArray gzip(const QByteArray &body);

} // namespace Tickwell::Compression
