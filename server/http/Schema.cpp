// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Schema.h"

#include <QJsonArray>

namespace Tickwell {

namespace {

QJsonObject typed(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

template<typename T>
QJsonObject withBounds(QJsonObject keywords, const NumberRule<T> &rule)
{
    const auto set = [&keywords](const char *keyword, const std::optional<T> &bound) {
        if (bound)
            keywords.insert(QLatin1String(keyword), *bound);
    };
    set("minimum", rule.ge);
    set("maximum", rule.le);
    set("exclusiveMinimum", rule.gt);
    set("exclusiveMaximum", rule.lt);
    return keywords;
}

void merge(QJsonObject &into, const QJsonObject &from)
{
    for (auto it = from.begin(); it != from.end(); ++it)
        into.insert(it.key(), it.value());
}

} // namespace

Schema Schema::integer(const IntegerRule &rule)
{
    Schema schema;
    schema.m_keywords = withBounds(typed("integer"), rule);
    return schema;
}

Schema Schema::number(const RealRule &rule)
{
    Schema schema;
    schema.m_keywords = withBounds(typed("number"), rule);
    return schema;
}

Schema Schema::text(const StringRule &rule)
{
    Schema schema;
    schema.m_keywords = typed("string");
    if (rule.minLength)
        schema.m_keywords.insert(QStringLiteral("minLength"), qint64(*rule.minLength));
    if (rule.maxLength)
        schema.m_keywords.insert(QStringLiteral("maxLength"), qint64(*rule.maxLength));
    if (!rule.pattern.isEmpty())
        schema.m_keywords.insert(QStringLiteral("pattern"), rule.pattern);
    return schema;
}

Schema Schema::boolean()
{
    Schema schema;
    schema.m_keywords = typed("boolean");
    return schema;
}

Schema Schema::timestamp()
{
    return text().with(QStringLiteral("format"), QStringLiteral("date-time"));
}

Schema Schema::oneOf(const QStringList &values)
{
    return text().with(QStringLiteral("enum"), QJsonArray::fromStringList(values));
}

Schema Schema::array(const Schema &items)
{
    Schema schema;
    schema.m_keywords = typed("array");
    schema.m_keywords.insert(QStringLiteral("items"), items.reference());
    schema.m_components = items.components();
    return schema;
}

Schema Schema::map(const Schema &values)
{
    Schema schema;
    schema.m_keywords = typed("object");
    schema.m_keywords.insert(QStringLiteral("additionalProperties"), values.reference());
    schema.m_components = values.components();
    return schema;
}

Schema Schema::object(const QString &name)
{
    Schema schema;
    schema.m_name = name;
    schema.m_keywords = typed("object");
    return schema;
}

Schema Schema::binary()
{
    return text().with(QStringLiteral("format"), QStringLiteral("binary"));
}

Schema &Schema::has(const QString &name, const Schema &value, const QString &text)
{
    addProperty(name, value, text);
    QJsonArray required = m_keywords.value(u"required").toArray();
    required.append(name);
    m_keywords.insert(QStringLiteral("required"), required);
    return *this;
}

Schema &Schema::mayHave(const QString &name, const Schema &value, const QString &text)
{
    addProperty(name, value, text);
    return *this;
}

void Schema::addProperty(const QString &name, const Schema &value, const QString &text)
{
    QJsonObject properties = m_keywords.value(u"properties").toObject();
    QJsonObject property = value.reference();
    if (!text.isEmpty())
        property.insert(QStringLiteral("description"), text);
    properties.insert(name, property);
    m_keywords.insert(QStringLiteral("properties"), properties);
    merge(m_components, value.components());
}

Schema Schema::orNull() const
{
    Schema schema;
    schema.m_keywords = {{QStringLiteral("anyOf"), QJsonArray{reference(), typed("null")}}};
    schema.m_components = components();
    return schema;
}

Schema Schema::with(const QString &keyword, const QJsonValue &value) const
{
    Schema schema = *this;
    schema.m_keywords.insert(keyword, value);
    return schema;
}

Schema Schema::as(const QString &name) const
{
    Schema schema = *this;
    schema.m_name = name;
    return schema;
}

QJsonObject Schema::reference() const
{
    if (m_name.isEmpty())
        return m_keywords;
    return {{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + m_name}};
}

QJsonObject Schema::components() const
{
    QJsonObject all = m_components;
    if (!m_name.isEmpty())
        all.insert(m_name, m_keywords);
    return all;
}

} // namespace Tickwell
