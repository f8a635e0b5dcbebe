// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/NotificationsApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"
#include "jobs/JobQueue.h"
#include "jobs/NotificationLog.h"

#include <limits>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Notifications");
constexpr qsizetype MaxMessage = 5000;
constexpr qint64 Newest = std::numeric_limits<qint64>::max();

struct NotifyInput
{
    QString email;
    QString message;
};

struct PageInput
{
    qint64 limit = 0;
    qint64 before = 0;
};

void notify(const ApiContext &context, const NotifyInput &in, const Responder &responder)
{
    context.jobs->submit(
        NotifyRequest{in.email, in.message}, JobPriority::Normal, {}, responder.context(),
        [responder](const Result<Job> &job) {
            if (!job)
                return responder.send(errorResponse(job.error()));
            responder.send(Response::json(R"({"message":"Notification sent in the background"})"));
        });
}

Schema notificationSchema()
{
    return Schema::object(u"Notification"_s)
        .has(u"id"_s, Schema::integer({.ge = 1}))
        .has(u"task_id"_s, Schema::text().with(u"format"_s, u"uuid"_s),
             u"The task that delivers it"_s)
        .has(u"email"_s, Schema::text())
        .has(u"message"_s, Schema::text())
        .has(u"created_at"_s, Schema::timestamp())
        .has(u"delivery"_s, Schema::oneOf({u"none"_s, u"pending"_s, u"sent"_s, u"failed"_s}),
             u"What the mail server made of it; none: no mail server is configured"_s)
        .mayHave(u"error"_s, Schema::text(), u"Why it was not sent, or not yet"_s);
}

void list(const ApiContext &context, const PageInput &in, const Responder &responder)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("notifications").beginArray();
    for (const Notification &notification :
         context.notifications->newest(in.limit, static_cast<quint64>(in.before))) {
        json.beginObject()
            .field("id", notification.id)
            .field("task_id", notification.taskId)
            .field("email", notification.email)
            .field("message", notification.message)
            .field("created_at", notification.created)
            .field("delivery", toString(notification.delivery));
        if (!notification.error.isEmpty())
            json.field("error", notification.error);
        json.endObject();
    }
    json.endArray().endObject();
    responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
}

} // namespace

void addNotificationEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(
        Endpoint::post("/notify/{email}", u"Tell somebody something"_s)
            .tagged(Tag)
            .describedAs(u"By mail when a mail server is configured, and in the window and in "
                         "`/notifications` always. What was accepted is delivered even if the "
                         "program ends before."_s)
            .answers(200, u"It will be delivered"_s,
                     Schema::object(u"Message"_s).has(u"message"_s, Schema::text()))
            .fails(503, u"Too many are waiting, or the disk is full"_s)
            .limitedTo({.perMinute = 60, .burst = 20})
            .handledBy<NotifyInput>(
                Inputs<NotifyInput>()
                    .path(u"email"_s, &NotifyInput::email, Email(), u"To whom"_s)
                    .query(u"message"_s, &NotifyInput::message,
                           Text({.minLength = 1, .maxLength = MaxMessage}), u"What"_s),
                [&context](const NotifyInput &in, const Request &, const Responder &responder) {
                    notify(context, in, responder);
                }));
    endpoints.add(
        Endpoint::get("/notifications", u"Who was told what"_s)
            .tagged(Tag)
            .answers(200, u"The newest first; a thousand are kept"_s,
                     Schema::object(u"NotificationList"_s)
                         .has(u"notifications"_s, Schema::array(notificationSchema())))
            .needs(endpoints.membersNeedToken() ? Access::Administrator : Access::Open)
            .handledBy<PageInput>(
                Inputs<PageInput>()
                    .query(u"limit"_s, &PageInput::limit,
                           Integer({.ge = 1, .le = 1000}).orElse(100), u"How many to give"_s)
                    .query(u"before"_s, &PageInput::before, Integer({.ge = 1}).orElse(Newest),
                           u"Those before this id only: the last one of the page before"_s),
                [&context](const PageInput &in, const Request &, const Responder &responder) {
                    list(context, in, responder);
                }));
}

} // namespace Tickwell
