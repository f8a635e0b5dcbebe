// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/AlertsApi.h"

#include "alerts/AlertService.h"
#include "api/AlertJson.h"
#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "http/Endpoint.h"
#include "store/AlertStore.h"

#include <QHash>

#include <limits>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Alerts");
constexpr qint64 Newest = std::numeric_limits<qint64>::max();

struct CreateInput
{
    AlertInput alert;
};

struct IdInput
{
    qint64 id = 0;
};

struct PageInput
{
    qint64 limit = 0;
    qint64 before = 0;
};

void sendAlert(const Responder &responder, const Request &request, const Result<Alert> &alert)
{
    if (!alert) {
        if (alert.error().kind != Error::Kind::Invalid)
            return responder.send(errorResponse(alert.error()));
        Validation validation(request);
        validation.body().fail(alert.error().message);
        return responder.send(validation.response());
    }
    QByteArray body;
    JsonWriter json(body);
    appendAlertJson(json, *alert, std::nullopt);
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void listAlerts(const ApiContext &context, const Responder &responder)
{
    QHash<quint64, AlertEvent> last;
    for (const AlertEvent &event :
         context.alerts->events(AlertStore::KeptEvents, std::numeric_limits<quint64>::max())) {
        if (!last.contains(event.alertId))
            last.insert(event.alertId, event);
    }
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("alerts").beginArray();
    for (const Alert &alert : context.alerts->alerts()) {
        const auto event = last.constFind(alert.id);
        appendAlertJson(json, alert,
                        event == last.constEnd() ? std::nullopt : std::optional(*event));
    }
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void listEvents(const ApiContext &context, const PageInput &in, const Responder &responder)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("events").beginArray();
    for (const AlertEvent &event :
         context.alerts->events(in.limit, static_cast<quint64>(in.before)))
        appendAlertEventJson(json, event);
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

void addReading(Endpoints &endpoints, const ApiContext &context)
{
    // Who reads is asked for a token where members are.
    const Access access = endpoints.membersNeedToken() ? Access::Member : Access::Caller;
    const QString noToken = u"It needs a token"_s;
    endpoints.add(
        Endpoint::get("/alerts", u"All alerts, the oldest first"_s)
            .tagged(Tag)
            .needs(access)
            .answers(200, u"The alerts, with where they stand and what they told last"_s,
                     Schema::object(u"AlertList"_s).has(u"alerts"_s, Schema::array(alertSchema())))
            .fails(401, noToken)
            .handledBy([&context](const Request &, const Responder &responder) {
                listAlerts(context, responder);
            }));
    endpoints.add(
        Endpoint::get("/alerts/events", u"What alerts told"_s)
            .tagged(Tag)
            .needs(access)
            .answers(200, u"The newest first; a thousand are kept"_s,
                     Schema::object(u"AlertEventList"_s)
                         .has(u"events"_s, Schema::array(alertEventSchema())))
            .fails(401, noToken)
            .handledBy<PageInput>(
                Inputs<PageInput>()
                    .query(u"limit"_s, &PageInput::limit,
                           Integer({.ge = 1, .le = AlertStore::KeptEvents}).orElse(100),
                           u"How many to give"_s)
                    .query(u"before"_s, &PageInput::before, Integer({.ge = 1}).orElse(Newest),
                           u"Those before this seq only: the last one of the page before"_s),
                [&context](const PageInput &in, const Request &, const Responder &responder) {
                    listEvents(context, in, responder);
                }));
}

void addWriting(Endpoints &endpoints, const ApiContext &context)
{
    const QString notKept = u"It cannot be kept at the moment: nothing has happened"_s;
    endpoints.add(
        Endpoint::post("/alerts", u"Make an alert"_s)
            .tagged(Tag)
            .describedAs(
                u"It fires when its value reaches the threshold, coming from the other side; for "
                "being beyond it when it is made only one of the host does. One that repeats can "
                "fire again when the "
                "value has come back by the hysteresis and the cool-down is over. Alerts, and what "
                "they told, are on the disk before anyone hears of them, and belong to the server: "
                "all who may ask see the same."_s)
            .needs(Access::Member)
            .answers(200, u"The alert"_s, alertSchema())
            .fails(401, u"It needs a token"_s)
            .fails(404, u"The feed does not know the symbol"_s)
            .fails(503, u"There are a thousand, or it cannot be kept at the moment"_s)
            .handledBy<CreateInput>(Inputs<CreateInput>()
                                        .body(&CreateInput::alert, alertModel())
                                        .check([](const CreateInput &in, Validation &validation) {
                                            checkAlertInput(in.alert, validation);
                                        }),
                                    [&context](const CreateInput &in, const Request &request,
                                               const Responder &responder) {
                                        context.alerts->add(
                                            toTerms(in.alert), responder.context(),
                                            [responder, request](const Result<Alert> &alert) {
                                                sendAlert(responder, request, alert);
                                            });
                                    }));
    endpoints.add(
        Endpoint::del("/alerts/{alert_id}", u"Delete an alert"_s)
            .tagged(Tag)
            .describedAs(u"What it told stays in the log."_s)
            .needs(Access::Member)
            .answers(204, u"It is gone"_s)
            .fails(401, u"It needs a token"_s)
            .fails(404, u"There is no such alert"_s)
            .fails(503, notKept)
            .handledBy<IdInput>(
                Inputs<IdInput>().path(u"alert_id"_s, &IdInput::id, Integer({.ge = 1}),
                                       u"Its number"_s),
                [&context](const IdInput &in, const Request &, const Responder &responder) {
                    context.alerts->remove(static_cast<quint64>(in.id), responder.context(),
                                           [responder](const Result<Alert> &alert) {
                                               responder.send(alert ? Response::empty()
                                                                    : errorResponse(alert.error()));
                                           });
                }));
}

} // namespace

void addAlertEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    addWriting(endpoints, context);
    addReading(endpoints, context);
}

} // namespace Tickwell
