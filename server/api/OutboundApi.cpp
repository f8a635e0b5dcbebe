// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/OutboundApi.h"

#include "api/ApiContext.h"
#include "core/Background.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"
#include "http/JsonSyntax.h"
#include "outbound/Batch.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Outbound");
constexpr std::chrono::seconds Margin{5}; ///< so that our own time-outs come before the route's

struct WebUrl
{
    QString text; ///< as it was sent
    QUrl url;
};

/// A list of 1 to 100 URLs.
class WebUrls
{
public:
    using Value = QList<WebUrl>;

    static constexpr int Most = 100;

    [[nodiscard]] Value read(const Field &field) const
    {
        Value urls;
        for (const Field &item : field.items(1, Most)) {
            const QString text = item.string(Each);
            if (text.isEmpty())
                continue;
            const auto url = parseWebUrl(text);
            if (url)
                urls.append({text, *url});
            else
                item.fail(url.error().message);
        }
        return urls;
    }
    [[nodiscard]] Schema schema() const
    {
        return Schema::array(Schema::text(Each).with(u"format"_s, u"uri"_s))
            .with(u"minItems"_s, 1)
            .with(u"maxItems"_s, Most);
    }
    [[nodiscard]] bool isRequired() const { return true; }

private:
    static inline const StringRule Each{.minLength = 1, .maxLength = 2083};
};

struct FetchBody
{
    QList<WebUrl> urls;
    qint64 concurrency = 3;
    double timeout = 10;
    qint64 retries = 3;
};

struct FetchInput
{
    FetchBody body;
    bool stream = false;
};

Model<FetchBody> fetchModel()
{
    return Model<FetchBody>(u"FetchRequest"_s)
        .field(u"urls"_s, &FetchBody::urls, WebUrls(), u"http and https, without credentials"_s)
        .field(u"concurrency"_s, &FetchBody::concurrency, Integer({.ge = 1, .le = 20}).orElse(3),
               u"How many at a time"_s)
        .field(u"timeout"_s, &FetchBody::timeout, Real({.le = 60.0, .gt = 0.0}).orElse(10),
               u"Of each try, in seconds"_s)
        .field(u"retries"_s, &FetchBody::retries, Integer({.ge = 0, .le = 5}).orElse(3),
               u"Further tries, after 1, 2, 4 … s"_s);
}

Schema resultSchema()
{
    return Schema::object(u"FetchResult"_s)
        .has(u"url"_s, Schema::text(), u"As it was asked for"_s)
        .mayHave(u"status"_s, Schema::integer(), u"What it answered, redirects followed"_s)
        .mayHave(u"content_length"_s, Schema::integer(), u"Bytes of the body, decoded"_s)
        .mayHave(u"elapsed"_s, Schema::number(), u"Seconds of the last try"_s)
        .mayHave(u"error"_s, Schema::text(),
                 u"Why there is no answer; then nothing else is there"_s);
}

Schema batchSchema()
{
    return Schema::object(u"FetchResults"_s)
        .has(u"results"_s, Schema::array(resultSchema()), u"In the order of the URLs"_s)
        .has(u"stats"_s,
             Schema::object(u"FetchStats"_s)
                 .has(u"total_requests"_s, Schema::integer(),
                      u"Requests that were answered, tries included"_s)
                 .has(u"total_response_time"_s, Schema::number(), u"Their seconds together"_s)
                 .has(u"average_response_time"_s, Schema::number(), u"Their mean, or 0"_s));
}

double toSeconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

void writeResult(JsonWriter &json, const QString &url, const Result<HttpAnswer> &result)
{
    json.beginObject().field("url", url);
    if (result)
        json.field("status", result->status)
            .field("content_length", result->bytes)
            .field("elapsed", toSeconds(result->elapsed));
    else
        json.field("error", result.error().message);
    json.endObject();
}

void writeStats(JsonWriter &json, const FetchTally &tally)
{
    const double total = toSeconds(tally.responseTime);
    json.key("stats")
        .beginObject()
        .field("total_requests", tally.requests)
        .field("total_response_time", total)
        .field("average_response_time",
               tally.requests ? total / static_cast<double>(tally.requests) : 0.0)
        .endObject();
}

Work<FetchTally> batchOf(HttpClient &client, const FetchBody &body,
                         std::function<void(std::size_t, const Result<HttpAnswer> &)> each)
{
    BatchRequest request;
    for (const WebUrl &url : body.urls)
        request.urls.append(url.url);
    request.concurrency = static_cast<int>(body.concurrency);
    request.tryTimeout =
        std::chrono::milliseconds(std::max<qint64>(1, static_cast<qint64>(body.timeout * 1000)));
    request.retries = static_cast<int>(body.retries);
    return [&client, request, each = std::move(each)](const CancelToken &token) {
        return fetchBatch(client, request, each, token);
    };
}

void sendWhole(HttpClient &client, const FetchBody &body, const Responder &responder)
{
    const auto results = std::make_shared<QByteArrayList>(body.urls.size());
    const auto each = [results, urls = body.urls](std::size_t i, const Result<HttpAnswer> &result) {
        const auto index = static_cast<qsizetype>(i);
        JsonWriter json((*results)[index]);
        writeResult(json, urls[index].text, result);
    };
    start<FetchTally>(responder.context(), batchOf(client, body, each),
                      [results, responder](const Result<FetchTally> &tally) {
                          if (!tally)
                              return responder.send(Response::error(503, tally.error().message));
                          QByteArray text;
                          JsonWriter json(text);
                          json.beginObject().key("results").beginArray();
                          for (const QByteArray &result : *results)
                              json.raw(result);
                          json.endArray();
                          writeStats(json, *tally);
                          json.endObject();
                          responder.send(Response::json(text));
                      });
}

/// A line for each as it completes. They are at most a hundred and short: who reads slowly costs
/// no more than they do.
void sendAsTheyComplete(HttpClient &client, const FetchBody &body, const Responder &responder)
{
    Response head;
    head.headers.append("Content-Type", "application/x-ndjson");
    head.headers.append("Cache-Control", "no-store");
    BodyStream stream = responder.beginStream(std::move(head), [](const BodyStream &) {});
    const auto each = [stream, urls = body.urls](std::size_t i,
                                                 const Result<HttpAnswer> &result) mutable {
        QByteArray line;
        JsonWriter json(line);
        writeResult(json, urls[static_cast<qsizetype>(i)].text, result);
        stream.write(line + '\n');
    };
    start<FetchTally>(stream.context(), batchOf(client, body, each),
                      [stream](const Result<FetchTally> &tally) mutable {
                          if (!tally)
                              return stream.fail(tally.error().message);
                          QByteArray line;
                          JsonWriter json(line);
                          json.beginObject();
                          writeStats(json, *tally);
                          json.endObject();
                          stream.write(line + '\n');
                          stream.finish();
                      });
}

/// Statuses whose answers have no body to say anything in.
bool isBodiless(int status)
{
    return status < 200 || status == 204 || status == 205 || status == 304;
}

void passOn(const ApiContext &context, const HttpAnswer &answer, const Responder &responder)
{
    if (answer.status != 200) {
        const QString detail = u"The upstream answered %1"_s.arg(answer.status);
        return responder.send(
            Response::error(isBodiless(answer.status) ? 502 : answer.status, detail));
    }
    runInBackground(
        context.pool, responder.context(),
        [body = answer.body] { return findJsonFault(body, Validation::MaxDepth); },
        [body = answer.body, responder](const std::optional<JsonFault> &fault) {
            if (fault)
                return responder.send(Response::error(
                    502,
                    u"What the upstream answered is no JSON: %1 at %2"_s.arg(fault->error)
                        .arg(fault->position)));
            responder.send(Response::json(body));
        });
}

void askUpstream(const ApiContext &context, const Responder &responder)
{
    HttpClient &client = *context.outbound;
    const OutboundOptions &options = client.options();
    if (options.upstream.isEmpty())
        return responder.send(Response::error(
            503,
            u"No upstream is configured: set upstream = \"https://…\" in [outbound] of the "
            "configuration file"_s));
    FetchRequest request;
    request.url = options.upstream;
    request.retries = options.retries;
    request.tryTimeout = options.tryTimeout;
    request.keepBody = true;
    request.isTrusted = true;
    const Work<HttpAnswer> work = [&client, request](const CancelToken &token) {
        return client.fetch(request, token);
    };
    start<HttpAnswer>(responder.context(), work,
                      [&context, responder](const Result<HttpAnswer> &answer) {
                          if (!answer)
                              return responder.send(Response::error(502, answer.error().message));
                          passOn(context, *answer, responder);
                      });
}

} // namespace

void addOutboundEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const OutboundOptions &options = context.outbound->options();
    endpoints.add(
        Endpoint::get("/external-api", u"What the configured upstream says"_s)
            .tagged(Tag)
            .describedAs(u"Tried again when it cannot be reached or answers 502, 503 or 504."_s)
            .answers(200, u"Its JSON, as it is"_s, Schema())
            .fails(502, u"It cannot be reached, takes too long, or answers no JSON or too much"_s)
            .fails(503, u"None is configured"_s)
            .fails(Endpoint::AnyOther, u"What it answered instead of 200"_s)
            .within(options.totalTimeout + Margin)
            .handledBy([&context](const Request &, const Responder &responder) {
                askUpstream(context, responder);
            }));
    endpoints.add(
        Endpoint::post("/fetch", u"Fetch several URLs"_s)
            .tagged(Tag)
            .describedAs(
                u"From hosts on the server's allow list. At most `concurrency` at a time; "
                "connections that fail, tries that take too long, and 502, 503 and 504 are tried "
                "again after 1, 2, 4 … s, or when `Retry-After` says. With `stream=true` each "
                "result comes as a line of its own when it is there, the statistics last."_s)
            .answers(200, u"What each came to"_s, batchSchema())
            .answers(200, u"What each came to"_s, "application/x-ndjson", Schema::text())
            .needs(Access::Token)
            .withBodyUpTo(512 * 1024)
            .within(options.batchTimeout + Margin)
            .handledBy<FetchInput>(
                Inputs<FetchInput>()
                    .query(u"stream"_s, &FetchInput::stream, Flag().orElse(false),
                           u"Results as lines of JSON, as they complete"_s)
                    .body(&FetchInput::body, fetchModel()),
                [&context](const FetchInput &in, const Request &, const Responder &responder) {
                    if (in.stream)
                        sendAsTheyComplete(*context.outbound, in.body, responder);
                    else
                        sendWhole(*context.outbound, in.body, responder);
                }));
}

} // namespace Tickwell
