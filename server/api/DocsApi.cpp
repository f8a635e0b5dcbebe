// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/DocsApi.h"

#include "api/ApiContext.h"
#include "http/Endpoint.h"
#include "http/OpenApi.h"

#include <QFile>
#include <QJsonDocument>

#include <memory>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Documentation");

/// What the pages may do: nothing that is not theirs, and nothing of another host.
constexpr char PagePolicy[] = "default-src 'none'; script-src 'self'; "
                              "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                              "font-src 'self' data:; connect-src 'self'; worker-src blob:; "
                              "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

struct Asset
{
    const char *name;
    const char *type;
};

constexpr Asset Assets[] = {
    {"docs.js", "text/javascript; charset=utf-8"},
    {"redoc.standalone.js", "text/javascript; charset=utf-8"},
    {"swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
    {"swagger-ui.css", "text/css; charset=utf-8"},
    {"tickwell.svg", "image/svg+xml"},
};

QByteArray contentsOf(const QString &name)
{
    QFile file(u":/api-pages/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

OpenApiInfo infoOf(const ApiContext &context)
{
    return {
        .title = u"Tickwell"_s,
        .version = context.version,
        .text = u"Live prices, the host's readings and a chat, over REST and WebSocket on one "
                "port.\n\nTimes are RFC 3339 in UTC; in chat and monitor messages `timestamp` is "
                "in seconds since the epoch. Errors are `{\"detail\": …}`. Every answer carries "
                "`X-Request-ID` and `X-Process-Time`.\n\n| WebSocket | what it says |\n|---|---|\n"
                "| `/ws/stock/{symbol}` | every tick of a symbol |\n"
                "| `/ws/trading` | an account's orders and positions, and prices |\n"
                "| `/ws/monitor` | the host's reading each second |\n"
                "| `/ws/chat/{user_id}` | the chat |\n"
                "| `/ws/{client_id}` | each text that anyone sends, to all |\n"_s,
        .tokenUrl = u"token"_s,
        .membersNeedToken = context.membersNeedToken,
        .tags = {{u"Server"_s, u"What this server is and how it does"_s},
                 {u"Accounts"_s, u"Who may do what, and the tokens that say so"_s},
                 {u"Stocks"_s, u"Quotes and bars"_s},
                 {u"Monitor"_s, u"The host's processor, memory, disks and network"_s},
                 {u"Alerts"_s, u"Prices, indicators and the host watched, and what that told"_s},
                 {u"Chat"_s, u"Rooms and what was said in them"_s},
                 {u"Export"_s, u"What was recorded, as CSV"_s},
                 {u"Cache"_s, u"Values that are kept for a while"_s},
                 {u"Tasks"_s, u"Work that goes on while the client does something else"_s},
                 {u"Paper trading"_s, u"Orders, positions and money of paper accounts"_s},
                 {u"Notifications"_s, u"Telling people something, by mail among others"_s},
                 {u"Outbound"_s, u"What other servers say"_s},
                 {u"Demonstration"_s,
                  u"Paging, a rate limit and work off the loop, to try a client on"_s},
                 {Tag, u"This document and the pages that show it"_s}},
    };
}

void sendPage(const QString &name, const Responder &responder)
{
    responder.send(Response::data(contentsOf(name), "text/html; charset=utf-8")
                       .with("Content-Security-Policy", PagePolicy)
                       .with("Cache-Control", "no-cache"));
}

struct AssetInput
{
    QString name;
};

void sendAsset(const QString &name, const Responder &responder)
{
    for (const Asset &asset : Assets) {
        if (name == QLatin1String(asset.name))
            return responder.send(Response::data(contentsOf(name), asset.type)
                                      .with("Cache-Control", "public, max-age=86400"));
    }
    responder.send(Response::error(404));
}

} // namespace

void addDocsEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    const auto document = std::make_shared<QByteArray>();
    endpoints.add(
        Endpoint::get("/openapi.json", u"This document"_s)
            .tagged(Tag)
            .answers(200, u"OpenAPI 3.1"_s, Schema::object())
            .handledBy(
                [document, &endpoints, &context](const Request &, const Responder &responder) {
                    if (document->isEmpty())
                        *document = QJsonDocument(openApiDocument(endpoints.all(), infoOf(context)))
                                        .toJson(QJsonDocument::Compact);
                    responder.send(Response::json(*document).with("Cache-Control", "no-cache"));
                }));
    endpoints.add(Endpoint::get("/docs", u"Swagger UI: read about the endpoints and try them"_s)
                      .tagged(Tag)
                      .answers(200, u"The page"_s, "text/html", Schema::text())
                      .handledBy([](const Request &, const Responder &responder) {
                          sendPage(u"docs.html"_s, responder);
                      }));
    endpoints.add(Endpoint::get("/redoc", u"Redoc: the same to read"_s)
                      .tagged(Tag)
                      .answers(200, u"The page"_s, "text/html", Schema::text())
                      .handledBy([](const Request &, const Responder &responder) {
                          sendPage(u"redoc.html"_s, responder);
                      }));
    endpoints.add(Endpoint::get("/docs/{name}", u"What the two pages are made of"_s)
                      .tagged(Tag)
                      .answers(200, u"The script, style or picture"_s, "*/*", Schema())
                      .fails(404, u"There is no such part"_s)
                      .handledBy<AssetInput>(
                          Inputs<AssetInput>().path(u"name"_s, &AssetInput::name, Text(),
                                                    u"The name of a file"_s),
                          [](const AssetInput &in, const Request &, const Responder &responder) {
                              sendAsset(in.name, responder);
                          }));
}

} // namespace Tickwell
