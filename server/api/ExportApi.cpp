// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ExportApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "core/Background.h"
#include "core/Symbol.h"
#include "http/Router.h"
#include "http/Validation.h"
#include "store/Recorder.h"
#include "store/Store.h"

namespace Tickwell {

namespace {

struct Piece
{
    QByteArray bytes;
    bool last = false;
    QString error;
};

/// One export under way. The cursor is used by one background job at a time.
struct Export
{
    std::unique_ptr<StoreReader> reader;
    std::unique_ptr<ExportCursor> cursor;

    Piece next()
    {
        Piece piece;
        const auto more = cursor->read(piece.bytes);
        if (!more)
            piece.error = more.error().message;
        piece.last = !more || !*more;
        return piece;
    }
};

/// The export with its first piece, read before the head is sent: what fails by then can still be
/// an honest status.
struct Opened
{
    std::shared_ptr<Export> running;
    Piece first;
};

Result<Opened> openExport(const Store &store, const ExportQuery &query)
{
    auto running = std::make_shared<Export>();
    auto reader = store.openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    running->reader = std::move(*reader);
    auto cursor = running->reader->openExport(query);
    if (!cursor)
        return tl::unexpected(cursor.error());
    running->cursor = std::move(*cursor);
    Piece first = running->next();
    if (!first.error.isEmpty())
        return failure(first.error, Error::Kind::Unavailable);
    return Opened{std::move(running), std::move(first)};
}

void writePiece(BodyStream stream, const Piece &piece)
{
    if (!piece.error.isEmpty())
        return stream.fail(piece.error);
    if (!piece.bytes.isEmpty())
        stream.write(piece.bytes);
    if (piece.last)
        stream.finish();
}

void stream(const ApiContext &context, const Responder &responder, DataSet dataSet, Opened opened)
{
    Response head;
    head.headers.append("Content-Type", "text/csv; charset=utf-8");
    head.headers.append("Content-Disposition",
                        "attachment; filename=\"" + toString(dataSet).toLatin1() + ".csv\"");
    head.headers.append("Cache-Control", "no-store");
    auto first = std::make_shared<std::optional<Piece>>(std::move(opened.first));
    responder.beginStream(std::move(head),
                          [pool = context.pool, running = opened.running, first](BodyStream body) {
                              if (*first) {
                                  const Piece piece = *std::exchange(*first, std::nullopt);
                                  return writePiece(body, piece);
                              }
                              if (!body.isAlive())
                                  return;
                              runInBackground(
                                  pool, body.context(), [running] { return running->next(); },
                                  [body](const Piece &piece) { writePiece(body, piece); });
                          });
}

void exportCsv(const ApiContext &context, DataSet dataSet, const Request &request,
               const Responder &responder)
{
    Validation v(request);
    ExportQuery query{dataSet, {}, {}, {}, {}};
    if (dataSet == DataSet::Ticks || dataSet == DataSet::Candles) {
        query.symbol = v.query(QStringLiteral("symbol")).string({}, {});
        if (!query.symbol.isEmpty() && !isWellFormedSymbol(query.symbol))
            v.query(QStringLiteral("symbol"))
                .fail(QStringLiteral("a symbol has 1 to 12 of A-Z 0-9 . ^ = -"));
    }
    if (dataSet == DataSet::Candles) {
        QStringList names{QString()};
        for (const Interval interval : AllIntervals)
            names.append(toString(interval));
        query.interval = parseInterval(v.query(QStringLiteral("interval")).oneOf(names, QString()));
    }
    query.from = v.query(QStringLiteral("from")).optionalTimestamp();
    query.to = v.query(QStringLiteral("to")).optionalTimestamp();
    if (v.ok() && query.from && query.to && *query.from > *query.to)
        v.query(QStringLiteral("from")).fail(QStringLiteral("from must not be later than to"));
    if (!v.ok())
        return responder.send(v.response());
    runInBackground(
        context.pool, responder.context(),
        [store = context.store, query] { return openExport(*store, query); },
        [&context, responder, dataSet](Result<Opened> opened) {
            if (!opened)
                return responder.send(errorResponse(opened.error()));
            stream(context, responder, dataSet, std::move(*opened));
        });
}

} // namespace

void addExportRoutes(Router &router, const ApiContext &context)
{
    for (const DataSet dataSet :
         {DataSet::Ticks, DataSet::Candles, DataSet::Monitor, DataSet::Chat}) {
        router.add(
            {.method = "GET",
             .pathTemplate = "/export/" + toString(dataSet).toLatin1() + ".csv",
             .handler =
                 [&context, dataSet](const Request &request, const Responder &responder) {
                     exportCsv(context, dataSet, request, responder);
                 },
             // A large export takes what it takes; a reader that stalls is cut off all the same.
             .deadline = {}});
    }
}

} // namespace Tickwell
