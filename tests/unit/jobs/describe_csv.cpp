// SPDX-License-Identifier: GPL-3.0-or-later
// Describes CSV files from the command line, for the comparison with pandas and for benchmarks.
//
//   describe_csv [--threads N] [--block BYTES] FILE...   a line of JSON for each, {"error": …} for
//   one
//                                                        that cannot be described
#include "jobs/CsvDescription.h"

#include "core/JsonWriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Tickwell;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"threads"_s, u"How many work"_s, u"N"_s, u"0"_s});
    parser.addOption({u"block"_s, u"Bytes read at a time"_s, u"BYTES"_s, u"0"_s});
    parser.addPositionalArgument(u"FILE"_s, u"What to describe"_s);
    parser.process(application);

    const CsvDescriptionControl control{.threads = parser.value(u"threads"_s).toInt(),
                                        .blockSize = parser.value(u"block"_s).toLongLong()};
    for (const QString &path : parser.positionalArguments()) {
        const auto description = describeCsv(path, control);
        QByteArray line;
        if (description)
            line = toJson(*description);
        else
            JsonWriter(line).beginObject().field("error", description.error().message).endObject();
        std::puts(line.constData());
    }
    return 0;
}
