// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "http/JsonSyntax.h"
#include "http/Validation.h"
#include "http/Values.h"

#include <QJsonDocument>

#include <cmath>

using namespace Tickwell;

// The input is a query string, and from the second line on a body: `limit=5&on=true\n{"a":1}`.

namespace {

/// Every kind of reader with every kind of rule over the values of a request.
void readAll(Validation &v, const Field &from)
{
    const auto check = [&v](const Field &field, const QString &pattern) {
        const qsizetype before = v.faults().size();
        const qint64 integer = Integer({.ge = -5, .lt = 1000}).orElse(7).read(field);
        mustHold(v.faults().size() > before || (integer >= -5 && integer < 1000),
                 "an integer that is taken is in range");
        const qsizetype beforeReal = v.faults().size();
        const double real = Real({.le = 1e12, .gt = 0.5}).orElse(1.0).read(field);
        mustHold(v.faults().size() > beforeReal || (std::isfinite(real) && real > 0.5),
                 "a number that is taken is in range");
        const qsizetype beforeText = v.faults().size();
        const QString text = Text({.minLength = 1, .maxLength = 20, .pattern = pattern})
                                 .orElse(QStringLiteral("a"))
                                 .read(field);
        mustHold(v.faults().size() > beforeText
                     || (!text.isEmpty() && text.size() <= 40
                         && (pattern.isEmpty() || !text.contains(u'\n'))),
                 "a text that is taken keeps to its rules");
        (void)Flag().orElse(true).read(field);
        (void)field.decimal();
        (void)OptionalTime().read(field);
        (void)Choice({QStringLiteral("1s"), QStringLiteral("1m")})
            .orElse(QStringLiteral("1s"))
            .read(field);
    };
    check(from, QStringLiteral("^[a-z%-]+$"));
    const QList<Field> items = from.items();
    for (qsizetype i = 0; i < std::min<qsizetype>(items.size(), 3); ++i)
        check(items[i], {}); // patterns are slow to compile
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = asBytes(data, size).toByteArray();
    const qsizetype line = input.indexOf('\n');
    Request request;
    request.method = "POST";
    request.queryString = line < 0 ? input : input.first(line);
    request.body = line < 0 ? QByteArray() : input.sliced(line + 1);
    const auto query = decodeQuery(request.queryString);
    if (!query)
        return 0; // refused before it is routed
    request.query = *query;

    Validation v(request);
    for (const Parameter &parameter : request.query.mid(0, 3))
        readAll(v, v.query(parameter.name));
    const Field body = v.body();
    for (const char *name : {"a", "tags"})
        readAll(v, body.field(QString::fromLatin1(name)));
    readAll(v, v.form(QStringLiteral("username")));

    mustHold(v.ok() == v.faults().isEmpty(), "faults are told");
    const Response response = v.response();
    mustHold(!findJsonFault(response.body, 64 + 8), "an answer is JSON");
    mustHold(QJsonDocument::fromJson(response.body).isObject(), "an answer is an object");
    return 0;
}
