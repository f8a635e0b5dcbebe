// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Values.h"

#include <QJsonArray>

namespace Tickwell {

namespace {

template<typename Kind, typename Value>
Kind withFallback(Kind kind, std::optional<Value> Kind::*member, const Value &fallback)
{
    kind.*member = fallback;
    return kind;
}

template<typename T>
Schema withDefault(const Schema &schema, const std::optional<T> &fallback)
{
    return fallback ? schema.with(QStringLiteral("default"), *fallback) : schema;
}

} // namespace

Integer Integer::orElse(qint64 fallback) const
{
    return withFallback(*this, &Integer::m_fallback, fallback);
}

qint64 Integer::read(const Field &field) const
{
    return m_fallback ? field.integer(m_rule, *m_fallback) : field.integer(m_rule);
}

Schema Integer::schema() const
{
    return withDefault(Schema::integer(m_rule), m_fallback);
}

Real Real::orElse(double fallback) const
{
    return withFallback(*this, &Real::m_fallback, fallback);
}

double Real::read(const Field &field) const
{
    return m_fallback ? field.real(m_rule, *m_fallback) : field.real(m_rule);
}

Schema Real::schema() const
{
    return withDefault(Schema::number(m_rule), m_fallback);
}

Text Text::orElse(const QString &fallback) const
{
    return withFallback(*this, &Text::m_fallback, fallback);
}

QString Text::read(const Field &field) const
{
    return m_fallback ? field.string(m_rule, *m_fallback) : field.string(m_rule);
}

Schema Text::schema() const
{
    const Schema schema = Schema::text(m_rule);
    return m_fallback && !m_fallback->isEmpty() ? withDefault(schema, m_fallback) : schema;
}

Choice Choice::orElse(const QString &fallback) const
{
    return withFallback(*this, &Choice::m_fallback, fallback);
}

QString Choice::read(const Field &field) const
{
    return m_fallback ? field.oneOf(m_words, *m_fallback) : field.oneOf(m_words);
}

Schema Choice::schema() const
{
    const Schema schema = Schema::oneOf(m_words);
    return m_fallback && !m_fallback->isEmpty() ? withDefault(schema, m_fallback) : schema;
}

Flag Flag::orElse(bool fallback) const
{
    return withFallback(*this, &Flag::m_fallback, fallback);
}

bool Flag::read(const Field &field) const
{
    return m_fallback ? field.boolean(*m_fallback) : field.boolean();
}

Schema Flag::schema() const
{
    return withDefault(Schema::boolean(), m_fallback);
}

QStringList TextList::read(const Field &field) const
{
    QStringList texts;
    // null is no list, and an absent one is no fault.
    if (!field.isPresent() && !field.value().isNull())
        return texts;
    for (const Field &item : field.items())
        texts.append(item.string(m_each));
    return texts;
}

Schema TextList::schema() const
{
    return Schema::array(Schema::text(m_each)).with(QStringLiteral("default"), QJsonArray());
}

} // namespace Tickwell
