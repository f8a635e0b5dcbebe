// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/TasksApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "core/Background.h"
#include "core/JsonWriter.h"
#include "core/Symbol.h"
#include "http/Endpoint.h"
#include "jobs/FilesFolder.h"
#include "jobs/JobQueue.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Tasks");
constexpr qsizetype MaxPath = 4096;

struct PriorityInput
{
    QString priority;
};

struct FileInput : PriorityInput
{
    QString path;
};

struct HashInput : FileInput
{
    QString data;
};

struct ExportInput : PriorityInput
{
    QString dataSet;
    QString symbol;
    QString interval;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
};

struct IdInput
{
    QString id;
};

struct ListInput
{
    QString status;
    qint64 limit = 0;
};

template<typename In>
Inputs<In> withPriority(Inputs<In> inputs)
{
    return inputs.query(u"priority"_s, &In::priority,
                        Choice({u"low"_s, u"normal"_s, u"high"_s}).orElse(u"normal"_s),
                        u"Which of those that wait goes first"_s);
}

Schema startedSchema()
{
    return Schema::object(u"TaskStarted"_s)
        .has(u"task_id"_s, Schema::text().with(u"format"_s, u"uuid"_s))
        .has(u"status"_s, Schema::oneOf({u"processing"_s}));
}

Schema taskSchema()
{
    return Schema::object(u"Task"_s)
        .has(u"task_id"_s, Schema::text().with(u"format"_s, u"uuid"_s))
        .has(u"kind"_s, Schema::oneOf({u"describe"_s, u"export"_s, u"hash"_s, u"notify"_s}))
        .has(u"status"_s,
             Schema::oneOf(
                 {u"queued"_s, u"processing"_s, u"completed"_s, u"failed"_s, u"cancelled"_s}))
        .has(u"progress"_s, Schema::number({.ge = 0, .le = 1}))
        .mayHave(u"result"_s, Schema(),
                 u"Of a description: count, mean, std, min, 25%, 50%, 75% and max of each numeric "
                 "column, null where there is none"_s)
        .mayHave(u"error"_s, Schema::text(), u"Why it failed, or is to be tried again"_s)
        .mayHave(u"completed_at"_s, Schema::timestamp(), u"When it ended, however it did"_s);
}

Schema unknownSchema()
{
    return Schema::object(u"TaskNotFound"_s)
        .has(u"task_id"_s, Schema::text())
        .has(u"status"_s, Schema::oneOf({u"not_found"_s}));
}

void writeTask(JsonWriter &json, const Job &job)
{
    json.beginObject()
        .field("task_id", job.id)
        .field("kind", toString(job.kind))
        .field("status", toString(job.status))
        .field("progress", job.progress);
    if (!job.result.isEmpty())
        json.key("result").raw(job.result);
    if (!job.error.isEmpty())
        json.field("error", job.error);
    if (job.completed)
        json.field("completed_at", *job.completed);
    json.endObject();
}

Response taskResponse(const Job &job)
{
    QByteArray body;
    JsonWriter json(body);
    writeTask(json, job);
    return Response::json(std::move(body)).with("Cache-Control", "no-store");
}

Response unknownTask(const QString &id)
{
    QByteArray body;
    JsonWriter(body).beginObject().field("task_id", id).field("status", "not_found").endObject();
    return Response::json(std::move(body), 404);
}

/// A file that may not be named is forbidden, however the name is wrong.
Response fileError(const Error &error)
{
    return error.kind == Error::Kind::Invalid ? Response::error(403, error.message)
                                              : errorResponse(error);
}

void submit(const ApiContext &context, const JobRequest &request, const PriorityInput &in,
            const Responder &responder, const QByteArray &spool = {})
{
    context.jobs->submit(request, parseJobPriority(in.priority).value_or(JobPriority::Normal),
                         spool, responder.context(), [responder](const Result<Job> &job) {
                             if (!job)
                                 return responder.send(errorResponse(job.error()));
                             // Clients know no other word for a task that was taken.
                             QByteArray body;
                             JsonWriter(body)
                                 .beginObject()
                                 .field("task_id", job->id)
                                 .field("status", "processing")
                                 .endObject();
                             responder.send(Response::json(std::move(body)));
                         });
}

/// Submits @p request when the file that it names may be read.
void submitWithFile(const ApiContext &context, const JobRequest &request, const FileInput &in,
                    const Responder &responder)
{
    runInBackground(
        context.pool, responder.context(),
        [files = *context.files, path = in.path] { return files.resolve(path); },
        [&context, request, in, responder](const Result<QString> &found) {
            if (!found)
                return responder.send(fileError(found.error()));
            submit(context, request, in, responder);
        });
}

/// What begins a task, as far as all of them are alike.
Endpoint begins(const QByteArray &path, const QString &summary)
{
    return Endpoint::post(path, summary)
        .tagged(Tag)
        .answers(200, u"The task was accepted, and is done even if the program ends before"_s,
                 startedSchema())
        .fails(503, u"Too many tasks are waiting, or the disk is full"_s);
}

Endpoint processFileEndpoint(const ApiContext &context)
{
    return begins("/tasks/process-file/", u"Describe a CSV file of the server's"_s)
        .describedAs(u"The file lies under `files/` in the data folder. The result is that of "
                     "pandas' `describe().to_dict()`."_s)
        .fails(403, u"The path leads out of the folder"_s)
        .fails(404, u"There is no such file"_s)
        .handledBy<FileInput>(
            withPriority(Inputs<FileInput>().query(u"file_path"_s, &FileInput::path,
                                                   Text({.minLength = 1, .maxLength = MaxPath}),
                                                   u"Relative to `files/`"_s)),
            [&context](const FileInput &in, const Request &, const Responder &responder) {
                submitWithFile(context, DescribeRequest{in.path}, in, responder);
            });
}

void describe(const ApiContext &context, const PriorityInput &in, const Request &request,
              const Responder &responder)
{
    if (request.body.isEmpty()) {
        Validation validation(request);
        (void)validation.body();
        return responder.send(validation.response());
    }
    const auto type = request.headers.value("Content-Type").trimmed().toLower();
    if (type.startsWith("multipart/"))
        return responder.send(
            Response::error(415, u"The body is to be the CSV itself, not a form that holds it"_s));
    if (request.headers.contains("Content-Encoding"))
        return responder.send(Response::error(415, u"The body is to be sent uncompressed"_s));
    submit(context, DescribeRequest(), in, responder, request.body);
}

Endpoint describeEndpoint(const ApiContext &context)
{
    return begins("/tasks/describe", u"Describe CSV that is sent along"_s)
        .describedAs(u"The result is that of pandas' `describe().to_dict()`."_s)
        .fails(415, u"The body is a form, or compressed"_s)
        .handledBy<PriorityInput>(
            withPriority(Inputs<PriorityInput>().bytes("text/csv", Schema::text())),
            [&context](const PriorityInput &in, const Request &request,
                       const Responder &responder) { describe(context, in, request, responder); });
}

Endpoint hashEndpoint(const ApiContext &context)
{
    Inputs<HashInput> inputs =
        Inputs<HashInput>()
            .query(u"file_path"_s, &HashInput::path,
                   Text({.minLength = 1, .maxLength = MaxPath}).orElse({}),
                   u"Of this file, relative to `files/`"_s)
            .query(u"data"_s, &HashInput::data, Text().orElse({}), u"Or of this text, as UTF-8"_s)
            .check([](const HashInput &, Validation &validation) {
                const Field path = validation.query(u"file_path"_s);
                const bool hasData = validation.query(u"data"_s).isPresent();
                if (path.isPresent() && hasData)
                    path.fail(u"file_path and data do not go together"_s);
                else if (!path.isPresent() && !hasData)
                    (void)path.string();
            });
    return begins("/tasks/hash", u"Compute a SHA-256"_s)
        .describedAs(u"Of a file or of a text. The result is `{\"hash\", \"bytes\"}`."_s)
        .fails(403, u"The path leads out of the folder"_s)
        .fails(404, u"There is no such file"_s)
        .handledBy<HashInput>(
            withPriority(inputs),
            [&context](const HashInput &in, const Request &, const Responder &responder) {
                if (in.path.isEmpty())
                    submit(context, HashRequest{{}, in.data}, in, responder);
                else
                    submitWithFile(context, HashRequest{in.path, {}}, in, responder);
            });
}

Inputs<ExportInput> exportInputs()
{
    QStringList intervals{QString()};
    for (const Interval interval : AllIntervals)
        intervals.append(toString(interval));
    return withPriority(
               Inputs<ExportInput>()
                   .query(u"dataset"_s, &ExportInput::dataSet,
                          Choice({u"ticks"_s, u"candles"_s, u"monitor"_s, u"chat"_s}), u"What"_s)
                   .query(u"symbol"_s, &ExportInput::symbol, Text().orElse({}),
                          u"Ticks and candles: this symbol only"_s)
                   .query(u"interval"_s, &ExportInput::interval, Choice(intervals).orElse({}),
                          u"Candles: bars of this width only"_s)
                   .query(u"from"_s, &ExportInput::from, OptionalTime(), u"From this time on"_s)
                   .query(u"to"_s, &ExportInput::to, OptionalTime(), u"Before this time"_s))
        .check([](const ExportInput &in, Validation &validation) {
            const bool ofSymbols = in.dataSet == u"ticks" || in.dataSet == u"candles";
            if (!in.symbol.isEmpty() && !ofSymbols)
                validation.query(u"symbol"_s).fail(u"only ticks and candles have symbols"_s);
            else if (!in.symbol.isEmpty() && !isWellFormedSymbol(in.symbol))
                validation.query(u"symbol"_s).fail(u"a symbol has 1 to 12 of A-Z 0-9 . ^ = -"_s);
            if (!in.interval.isEmpty() && in.dataSet != u"candles")
                validation.query(u"interval"_s).fail(u"only candles have an interval"_s);
            if (in.from && in.to && *in.from > *in.to)
                validation.query(u"from"_s).fail(u"from must not be later than to"_s);
        });
}

Endpoint exportEndpoint(const ApiContext &context)
{
    return begins("/tasks/export", u"Export captured rows to a file of the server's"_s)
        .describedAs(u"The result is `{\"file_path\", \"rows\", \"bytes\"}`; the path is relative "
                     "to `files/`, and other tasks may name it. The file goes when the task is "
                     "forgotten, a day after its end at the latest."_s)
        .handledBy<ExportInput>(
            exportInputs(),
            [&context](const ExportInput &in, const Request &, const Responder &responder) {
                const DataSet dataSet = *parseDataSet(in.dataSet);
                submit(
                    context,
                    ExportRequest{{dataSet, in.symbol, parseInterval(in.interval), in.from, in.to}},
                    in, responder);
            });
}

Inputs<IdInput> idInputs()
{
    return Inputs<IdInput>().path(u"task_id"_s, &IdInput::id, Text(), u"The task's id"_s);
}

Endpoint showEndpoint(const ApiContext &context)
{
    return Endpoint::get("/tasks/{task_id}", u"How far a task is, and what came of it"_s)
        .tagged(Tag)
        .needs(Access::Member)
        .describedAs(u"An ended task is known for a day, unless many came after it."_s)
        .answers(200, u"The task"_s, taskSchema())
        .answers(404, u"There is none of this id, or not any more"_s, unknownSchema())
        .handledBy<IdInput>(
            idInputs(), [&context](const IdInput &in, const Request &, const Responder &responder) {
                const auto job = context.jobs->job(in.id);
                responder.send(job ? taskResponse(*job) : unknownTask(in.id));
            });
}

Endpoint listEndpoint(const ApiContext &context)
{
    const QStringList words{QString(),      u"queued"_s, u"processing"_s,
                            u"completed"_s, u"failed"_s, u"cancelled"_s};
    return Endpoint::get("/tasks", u"The newest tasks"_s)
        .tagged(Tag)
        .needs(Access::Member)
        .answers(200, u"The newest first, without their results"_s,
                 Schema::object(u"TaskList"_s).has(u"tasks"_s, Schema::array(taskSchema())))
        .handledBy<ListInput>(
            Inputs<ListInput>()
                .query(u"status"_s, &ListInput::status, Choice(words).orElse({}),
                       u"Those of this status only"_s)
                .query(u"limit"_s, &ListInput::limit, Integer({.ge = 1, .le = 1000}).orElse(100),
                       u"How many to give"_s),
            [&context](const ListInput &in, const Request &, const Responder &responder) {
                QByteArray body;
                JsonWriter json(body);
                json.beginObject().key("tasks").beginArray();
                for (const Job &job : context.jobs->jobs(parseJobStatus(in.status), in.limit))
                    writeTask(json, job);
                json.endArray().endObject();
                responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
            });
}

Endpoint cancelEndpoint(const ApiContext &context)
{
    return Endpoint::del("/tasks/{task_id}", u"Cancel a task"_s)
        .tagged(Tag)
        .answers(200, u"The task as it is now: cancelled, or still about to stop"_s, taskSchema())
        .answers(404, u"There is none of this id, or not any more"_s, unknownSchema())
        .fails(409, u"It had ended before"_s)
        .fails(503, u"The disk does not take it"_s)
        .handledBy<IdInput>(
            idInputs(), [&context](const IdInput &in, const Request &, const Responder &responder) {
                const Work<Job> work = [jobs = context.jobs, id = in.id](const CancelToken &token) {
                    return jobs->cancel(id, token);
                };
                start<Job>(responder.context(), work,
                           [responder, id = in.id](const Result<Job> &job) {
                               if (job)
                                   return responder.send(taskResponse(*job));
                               if (job.error().kind == Error::Kind::NotFound)
                                   return responder.send(unknownTask(id));
                               responder.send(errorResponse(job.error()));
                           });
            });
}

} // namespace

void addTaskEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(processFileEndpoint(context));
    endpoints.add(describeEndpoint(context));
    endpoints.add(exportEndpoint(context));
    endpoints.add(hashEndpoint(context));
    endpoints.add(listEndpoint(context));
    endpoints.add(showEndpoint(context));
    endpoints.add(cancelEndpoint(context));
}

} // namespace Tickwell
