// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// Cells of a CSV file as API.md §5 has them. Separators and line ends are the caller's.
namespace Tickwell {

/// Appends @p utf8 as a text cell: quoted when it holds a comma, a quote or a line break (RFC 4180
/// §2), and with a leading `'` when it begins with one of `= + - @`, a tab or a carriage return,
/// which a spreadsheet would take for a formula.
void appendCsvText(QByteArray &out, QByteArrayView utf8);

/// Appends @p value as plain digits that read back as the same double, never an exponent; nothing
/// when there is none, or when it is not finite.
void appendCsvNumber(QByteArray &out, std::optional<double> value);

void appendCsvNumber(QByteArray &out, qint64 value);

} // namespace Tickwell
