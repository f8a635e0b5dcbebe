// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Compression.h"

#include "http/HttpGrammar.h"

#include <zlib.h>

#include <array>

namespace Tickwell::Compression {

using namespace HttpGrammar;

namespace {

/// The q-value of a list element's parameters; 1 when it names none, 0 when it is malformed.
double quality(QByteArrayView parameters)
{
    double q = 1;
    while (!parameters.isEmpty()) {
        const qsizetype end = parameters.indexOf(';');
        const QByteArrayView one = trimmed(end < 0 ? parameters : parameters.first(end));
        parameters = end < 0 ? QByteArrayView() : parameters.sliced(end + 1);
        if (one.size() >= 2 && (one[0] == 'q' || one[0] == 'Q') && one[1] == '=') {
            bool ok = false;
            q = one.sliced(2).toByteArray().toDouble(&ok);
            if (!ok || q < 0 || q > 1)
                q = 0;
        }
    }
    return q;
}

} // namespace

bool acceptsGzip(QByteArrayView value)
{
    double gzip = -1;
    double any = -1;
    forEachListed(value, [&](QByteArrayView element) {
        const qsizetype semicolon = element.indexOf(';');
        const QByteArrayView coding = trimmed(semicolon < 0 ? element : element.first(semicolon));
        const double q = quality(semicolon < 0 ? QByteArrayView() : element.sliced(semicolon + 1));
        if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip"))
            gzip = std::max(gzip, q);
        else if (coding == "*")
            any = q;
    });
    return gzip > 0 || (gzip < 0 && any > 0);
}

bool isCompressible(const Response &response)
{
    static constexpr std::array<QByteArrayView, 6> Kinds{
        "text/",           "application/json",     "application/javascript",
        "application/xml", "application/x-ndjson", "image/svg+xml"};
    if (response.body.size() < MinimumSize || response.headers.contains("Content-Encoding")
        || response.headers.contains("Content-Range"))
        return false;
    const QByteArray type = response.headers.value("Content-Type").toLower();
    return std::any_of(Kinds.begin(), Kinds.end(),
                       [&type](QByteArrayView kind) { return type.startsWith(kind); });
}

QByteArray gzip(const QByteArray &body)
{
    z_stream stream{};
    constexpr int GzipWindow = 15 + 16;
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GzipWindow, 8, Z_DEFAULT_STRATEGY)
        != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(body.size()))),
                   Qt::Uninitialized);
    // zlib never writes through next_in; its type predates const.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.constData()));
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return done ? out : QByteArray();
}

} // namespace Tickwell::Compression
