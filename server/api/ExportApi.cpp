// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/ExportApi.h"

#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "api/Period.h"
#include "core/Background.h"
#include "core/Symbol.h"
#include "http/Endpoint.h"
#include "store/Recorder.h"
#include "store/Store.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

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

struct ExportInput
{
    QString symbol;
    QString interval;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
};

Inputs<ExportInput> inputsOf(DataSet dataSet)
{
    Inputs<ExportInput> inputs;
    if (hasSymbol(dataSet))
        inputs.query(u"symbol"_s, &ExportInput::symbol, Text().orElse({}), u"This symbol only"_s)
            .check([](const ExportInput &in, Validation &validation) {
                if (!in.symbol.isEmpty() && !isWellFormedSymbol(in.symbol))
                    validation.query(u"symbol"_s)
                        .fail(u"a symbol has 1 to 12 of A-Z 0-9 . ^ = -"_s);
            });
    if (dataSet == DataSet::Candles) {
        QStringList names{QString()};
        for (const Interval interval : AllIntervals)
            names.append(toString(interval));
        inputs.query(u"interval"_s, &ExportInput::interval, Choice(names).orElse({}),
                     u"Bars of this width only"_s);
    }
    inputs.query(u"from"_s, &ExportInput::from, OptionalTime(), u"From this time on"_s)
        .query(u"to"_s, &ExportInput::to, OptionalTime(), u"Before this time"_s)
        .check([](const ExportInput &in, Validation &validation) {
            checkPeriod(in.from, in.to, validation);
        });
    return inputs;
}

void exportCsv(const ApiContext &context, DataSet dataSet, const ExportInput &in,
               const Responder &responder)
{
    const ExportQuery query{dataSet, in.symbol, parseInterval(in.interval), in.from, in.to};
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

void addExportEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    for (const DataSet dataSet : {DataSet::Ticks, DataSet::Candles, DataSet::Monitor, DataSet::Chat,
                                  DataSet::Orders, DataSet::Trades}) {
        const QString name = toString(dataSet);
        endpoints.add(
            Endpoint::get("/export/" + name.toLatin1() + ".csv",
                          u"What was recorded of %1, as CSV"_s.arg(name))
                .tagged(u"Export"_s)
                .describedAs(u"RFC 4180, streamed: the client sets the pace."_s)
                .answers(200, u"The rows, oldest first"_s, "text/csv", Schema::text())
                .fails(503, u"The record could not be read"_s)
                // A large export takes what it takes; a reader that stalls is cut off all the same.
                .within({})
                .handledBy<ExportInput>(inputsOf(dataSet),
                                        [&context, dataSet](const ExportInput &in, const Request &,
                                                            const Responder &responder) {
                                            exportCsv(context, dataSet, in, responder);
                                        }));
    }
}

} // namespace Tickwell
