// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/MonitorApi.h"

#include "api/ApiContext.h"
#include "http/Router.h"
#include "http/Validation.h"
#include "monitor/MonitorJson.h"
#include "monitor/MonitorService.h"

namespace Tickwell {

namespace {

void showLatest(const ApiContext &context, const Responder &responder)
{
    const auto sample = context.monitor->latest();
    if (!sample) {
        responder.send(Response::error(503, QStringLiteral("The first reading is not there yet"))
                           .with("Retry-After", "1"));
        return;
    }
    responder.send(Response::json(toMonitorJson(*sample)).with("Cache-Control", "no-store"));
}

} // namespace

void addMonitorRoutes(Router &router, const ApiContext &context)
{
    router.get("/monitor", [&context](const Request &, const Responder &responder) {
        showLatest(context, responder);
    });
}

} // namespace Tickwell
