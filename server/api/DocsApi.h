// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Tickwell {

class Endpoints;
struct ApiContext;

/// `GET /openapi.json`, `/docs` (Swagger UI) and `/redoc` (API.md §3), all from the program itself.
/// Both arguments outlive the endpoints; the document is made when it is first asked for, of all
/// endpoints that were added by then.
void addDocsEndpoints(Endpoints &endpoints, const ApiContext &context);

} // namespace Tickwell
