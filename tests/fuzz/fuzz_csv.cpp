// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "jobs/CsvDescription.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

using namespace Tickwell;

// The input is a CSV file.

namespace {

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// Whether two sums in different orders may be @p a and @p b, of numbers no larger than @p size.
bool isNear(double a, double b, double size)
{
    return isSame(a, b) || size > 1e150 || !std::isfinite(size) || std::abs(a - b) <= 1e-12 * size;
}

void checkSame(const ColumnDescription &a, const ColumnDescription &b)
{
    mustHold(a.name == b.name && a.count == b.count, "the same columns have the same numbers");
    mustHold(isSame(a.min, b.min) && isSame(a.max, b.max), "they have the same extent");
    mustHold(isSame(a.q25, b.q25) && isSame(a.median, b.median) && isSame(a.q75, b.q75),
             "they have the same quartiles");
    const double size = std::max(std::abs(a.min), std::abs(a.max));
    mustHold(a.count == 0 || (isNear(a.mean, b.mean, size) && isNear(a.std, b.std, size)),
             "they have the same mean and deviation");
}

void checkSame(const Result<CsvDescription> &a, const Result<CsvDescription> &b)
{
    mustHold(a.has_value() == b.has_value(), "a file is right or wrong however it is cut");
    if (!a) {
        mustHold(a.error().message == b.error().message, "its fault is the same");
        return;
    }
    mustHold(a->rows == b->rows && a->columns.size() == b->columns.size(),
             "it has the same rows and columns");
    for (qsizetype i = 0; i < a->columns.size(); ++i)
        checkSame(a->columns[i], b->columns[i]);
}

void checkSound(const ColumnDescription &column, qint64 rows)
{
    mustHold(column.count >= 0 && column.count <= rows, "a row has a number in a column, or none");
    // numpy, too, makes infinities of what lies between numbers that are so far apart, and no
    // number of what lies between infinities.
    if (column.count == 0 || !std::isfinite(column.max - column.min))
        return;
    mustHold(column.min <= column.q25 && column.q25 <= column.median && column.median <= column.q75
                 && column.q75 <= column.max,
             "quartiles are in order");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView csv = asBytes(data, size);
    Dice dice(csv);
    const auto whole = describeCsvText(csv, {.threads = 1});
    if (whole) {
        for (const ColumnDescription &column : whole->columns)
            checkSound(column, whole->rows);
        mustHold(QJsonDocument::fromJson(toJson(*whole)).isObject(), "a description is JSON");
    } else {
        mustHold(whole.error().message.startsWith(QLatin1String("Line ")), "a fault has a line");
    }
    checkSame(whole, describeCsvText(csv, {.threads = 1, .blockSize = 1}));
    checkSame(whole, describeCsvText(csv, {.threads = 1, .blockSize = 1 + dice.roll(64)}));
    checkSame(whole, describeCsvText(csv, {.threads = 3, .blockSize = 1 + dice.roll(16)}));
    return 0;
}
