// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"
#include "http/Response.h"

#include <QStringList>

#include <optional>

namespace Tickwell {

/// Which pages of other sites may call. Answers as Starlette's CORSMiddleware does with all
/// methods and all headers allowed and no credentials (tokens travel in a header of their own).
class Cors
{
public:
    /// @p origins are `https://dash.example`; `*` allows any.
    explicit Cors(const QStringList &origins = {});

    /// True when pages of @p origin may call.
    [[nodiscard]] bool allows(QByteArrayView origin) const;

    /// The answer to a preflight request; none when @p request is no preflight or no origin
    /// is allowed at all.
    [[nodiscard]] std::optional<Response> preflight(const Request &request) const;

    /// What goes with the answer to @p request.
    [[nodiscard]] Headers responseHeaders(const Request &request) const;

    /// True when a page of another site sent @p request, which is neither ours nor allowed: such a
    /// request must change nothing.
    [[nodiscard]] bool isForeign(const Request &request) const;

private:
    QList<QByteArray> m_origins;
    bool m_allowsAll = false;
};

} // namespace Tickwell
