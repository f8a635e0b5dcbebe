// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"

#include <QByteArray>
#include <QStringView>

#include <concepts>
#include <optional>
#include <type_traits>

namespace Tickwell {

/// Appends @p text to @p out as a JSON string with its quotes (RFC 8259 §7). The result is valid
/// UTF-8 whatever @p text holds: a lone surrogate becomes U+FFFD.
void appendJsonString(QByteArray &out, QStringView text);

/// Appends the shortest digits that read back as @p value; `null` for NaN and infinities, which
/// JSON cannot say.
void appendJsonNumber(QByteArray &out, double value);

/// Appends JSON to a QByteArray, commas included, without building a document first: for answers
/// and frames that are made often.
///
///     JsonWriter(out).beginObject().field("symbol", tick.symbol).field("price",
///     tick.price).endObject();
///
/// The caller balances begin and end and gives each value inside an object a key; several values
/// in a row belong in an array.
class JsonWriter
{
public:
    /// Appends to @p out, which outlives the writer.
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    {
    }

    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }

    /// @p name is written as it is: ASCII without quotes, backslashes or control characters. For
    /// names that come from outside there is keyOf().
    JsonWriter &key(const char *name);
    JsonWriter &keyOf(QStringView name);

    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    JsonWriter &value(const char *ascii);
    JsonWriter &value(double number);
    JsonWriter &value(const Decimal &number);
    /// An RFC 3339 string, as in REST.
    JsonWriter &value(Timestamp time);
    template<std::integral T>
    JsonWriter &value(T number)
    {
        if constexpr (std::same_as<T, bool>)
            return raw(number ? "true" : "false");
        else if constexpr (std::is_signed_v<T>)
            return signedInteger(number);
        else
            return unsignedInteger(number);
    }
    template<typename T>
    JsonWriter &value(const std::optional<T> &maybe)
    {
        return maybe ? value(*maybe) : null();
    }
    JsonWriter &null() { return raw("null"); }
    /// Seconds since the epoch as a number, exact to the microsecond: chat and monitor messages.
    JsonWriter &seconds(Timestamp time);
    /// A value that is JSON already.
    JsonWriter &raw(QByteArrayView json);

    template<typename T>
    JsonWriter &field(const char *name, const T &content)
    {
        return key(name).value(content);
    }

private:
    void separate()
    {
        if (m_comma)
            m_out.append(',');
    }
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    JsonWriter &signedInteger(qint64 number);
    JsonWriter &unsignedInteger(quint64 number);

    QByteArray &m_out;
    bool m_comma = false; ///< a value stands before the next one in the same object or array
};

} // namespace Tickwell
