// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Tickwell {

/// The first mistake in a JSON text.
struct JsonFault
{
    qsizetype position = 0; ///< in characters, as Python counts
    QString error;          ///< in the words of Python's `json`, which FastAPI passes on

    friend bool operator==(const JsonFault &, const JsonFault &) = default;
};

/// Checks @p json against RFC 8259, and that it nests at most @p maxDepth deep. Stricter than
/// QJsonDocument, which takes `1.` and `"\q"`, and exact about the place.
[[nodiscard]] std::optional<JsonFault> findJsonFault(QByteArrayView json, int maxDepth);

} // namespace Tickwell
