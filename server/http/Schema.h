// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Rules.h"

#include <QJsonObject>
#include <QStringList>

namespace Tickwell {

/// What a JSON value may be, as JSON Schema 2020-12: the dialect of OpenAPI 3.1. A plain value.
///
/// Objects with a name become components of the document and are referred to; a schema carries the
/// components that it refers to with it.
class Schema
{
public:
    /// Any value.
    Schema() = default;

    [[nodiscard]] static Schema integer(const IntegerRule &rule = {});
    [[nodiscard]] static Schema number(const RealRule &rule = {});
    [[nodiscard]] static Schema text(const StringRule &rule = {});
    [[nodiscard]] static Schema boolean();
    /// RFC 3339.
    [[nodiscard]] static Schema timestamp();
    [[nodiscard]] static Schema oneOf(const QStringList &values);
    [[nodiscard]] static Schema array(const Schema &items);
    /// An object with any keys, whose values are all like @p values.
    [[nodiscard]] static Schema map(const Schema &values);
    /// An object; an empty @p name makes it part of what holds it.
    [[nodiscard]] static Schema object(const QString &name = {});
    /// Bytes that are no JSON.
    [[nodiscard]] static Schema binary();

    /// A property that is always there.
    Schema &has(const QString &name, const Schema &value, const QString &text = {});
    /// A property that may be absent.
    Schema &mayHave(const QString &name, const Schema &value, const QString &text = {});
    /// The same, or null.
    [[nodiscard]] Schema orNull() const;
    /// The same, with one keyword of JSON Schema set.
    [[nodiscard]] Schema with(const QString &keyword, const QJsonValue &value) const;

    /// The same under another name.
    [[nodiscard]] Schema as(const QString &name) const;

    /// How another schema or the document says it: a `$ref` when it has a name.
    [[nodiscard]] QJsonObject reference() const;
    /// All components that reference() needs, by their names.
    [[nodiscard]] QJsonObject components() const;

private:
    void addProperty(const QString &name, const Schema &value, const QString &text);

    QString m_name;
    QJsonObject m_keywords;
    QJsonObject m_components; ///< of what it holds
};

} // namespace Tickwell
