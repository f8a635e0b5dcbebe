// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace Tickwell {

/// A JSON value (RFC 8259) that keeps the text of its numbers: prices become exact decimals and
/// never pass through a double, as they would with QJsonDocument. A value; any thread.
class FeedJson
{
public:
    enum class Kind { Null, Boolean, Number, Text, Array, Object };

    static constexpr int MaxDepth = 16;

    /// Reads one whole value; fails on anything else, and on nesting beyond MaxDepth.
    [[nodiscard]] static Result<FeedJson> parse(QByteArrayView utf8);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isArray() const { return m_kind == Kind::Array; }
    [[nodiscard]] bool isObject() const { return m_kind == Kind::Object; }

    /// Of an array, in order; empty for others.
    [[nodiscard]] const std::vector<FeedJson> &elements() const { return m_elements; }
    /// The member @p key of an object; a null when there is none, or this is no object.
    [[nodiscard]] const FeedJson &operator[](QByteArrayView key) const;

    /// Empty unless this is a text.
    [[nodiscard]] QString text() const;
    /// Of a whole number; nothing when it is another kind, has a fraction or does not fit.
    [[nodiscard]] std::optional<qint64> integer() const;
    /// Of a number, or of a text that is one, exactly; nothing when it is not, or has more digits
    /// than a Decimal.
    [[nodiscard]] std::optional<Decimal> decimal() const;

private:
    class Reader;

    Kind m_kind = Kind::Null;
    QByteArray m_text; ///< a number as it was written, or a text in UTF-8
    std::vector<FeedJson> m_elements;
    std::vector<QByteArray> m_keys; ///< of an object, one for each element
};

/// @p text as an exact decimal, with an exponent or without.
[[nodiscard]] std::optional<Decimal> parseJsonDecimal(QByteArrayView text);

} // namespace Tickwell
