// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Schema.h"
#include "http/Validation.h"

#include <optional>

namespace Tickwell {

/// What a value of a request may be: read() takes it off a Field, or records the fault with it;
/// what schema() says is what read() takes. `orElse` gives what an absent value stands for; without
/// one, absence is a fault.
///
/// @p Kind names the value's type, the type of the rule that it keeps to, and how both are read and
/// said.
template<typename Kind>
class Plain
{
public:
    using Value = typename Kind::Value;
    using Rule = typename Kind::Rule;

    explicit Plain(const Rule &rule = {})
        : m_rule(rule)
    {
    }
    [[nodiscard]] Plain orElse(const Value &fallback) const
    {
        Plain plain = *this;
        plain.m_fallback = fallback;
        return plain;
    }

    [[nodiscard]] Value read(const Field &field) const
    {
        return m_fallback && !field.isPresent() ? *m_fallback : Kind::read(field, m_rule);
    }
    [[nodiscard]] Schema schema() const
    {
        const Schema schema = Kind::schema(m_rule);
        return m_fallback ? Kind::withDefault(schema, *m_fallback) : schema;
    }
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    Rule m_rule;
    std::optional<Value> m_fallback;
};

template<typename T, typename RuleOfKind, T (Field::*readIt)(const RuleOfKind &) const,
         Schema (*schemaOfIt)(const RuleOfKind &)>
struct RuledKind
{
    using Value = T;
    using Rule = RuleOfKind;

    static T read(const Field &field, const Rule &rule) { return (field.*readIt)(rule); }
    static Schema schema(const Rule &rule) { return schemaOfIt(rule); }
    static Schema withDefault(const Schema &schema, const T &fallback)
    {
        if constexpr (std::is_same_v<T, QString>) {
            // Empty means "not given": no text that a client would send.
            if (fallback.isEmpty())
                return schema;
        }
        return schema.with(QStringLiteral("default"), fallback);
    }
};

struct NoRule
{
};

struct FlagKind
{
    using Value = bool;
    using Rule = NoRule;

    static bool read(const Field &field, NoRule) { return field.boolean(); }
    static Schema schema(NoRule) { return Schema::boolean(); }
    static Schema withDefault(const Schema &schema, bool fallback)
    {
        return schema.with(QStringLiteral("default"), fallback);
    }
};

using Integer = Plain<RuledKind<qint64, IntegerRule, &Field::integer, &Schema::integer>>;
using Real = Plain<RuledKind<double, RealRule, &Field::real, &Schema::number>>;
using Text = Plain<RuledKind<QString, StringRule, &Field::string, &Schema::text>>;
/// One of a few words.
using Choice = Plain<RuledKind<QString, QStringList, &Field::oneOf, &Schema::oneOf>>;
using Flag = Plain<FlagKind>;

/// A text that no answer and no log may repeat.
class Secret
{
public:
    using Value = QString;

    explicit Secret(const StringRule &rule = {})
        : m_rule(rule)
    {
    }

    [[nodiscard]] Value read(const Field &field) const
    {
        field.conceal();
        return field.string(m_rule);
    }
    [[nodiscard]] Schema schema() const
    {
        return Schema::text(m_rule).with(QStringLiteral("format"), QStringLiteral("password"));
    }
    [[nodiscard]] bool isRequired() const { return true; }

private:
    StringRule m_rule;
};

/// An e-mail address that can be written to, as pydantic's EmailStr takes it; given with its domain
/// in lower case.
class Email
{
public:
    using Value = QString;

    explicit Email(const StringRule &rule = {})
        : m_rule(rule)
    {
    }

    [[nodiscard]] Value read(const Field &field) const { return field.email(m_rule); }
    [[nodiscard]] Schema schema() const
    {
        return Schema::text(m_rule).with(QStringLiteral("format"), QStringLiteral("email"));
    }
    [[nodiscard]] bool isRequired() const { return true; }

private:
    StringRule m_rule;
};

/// A time, RFC 3339 or seconds since the epoch.
class Time
{
public:
    using Value = Timestamp;

    [[nodiscard]] Value read(const Field &field) const { return field.timestamp(); }
    [[nodiscard]] Schema schema() const { return Schema::timestamp(); }
    [[nodiscard]] bool isRequired() const { return true; }
};

/// An exact number: JSON's, or a text of digits.
class Exact
{
public:
    using Value = Decimal;

    [[nodiscard]] Value read(const Field &field) const { return field.decimal(); }
    [[nodiscard]] Schema schema() const { return Schema::number(); }
    [[nodiscard]] bool isRequired() const { return true; }
};

/// A value that may be absent, or null in JSON.
template<typename Kind>
class Optional
{
public:
    using Value = std::optional<typename Kind::Value>;

    explicit Optional(const Kind &kind = Kind())
        : m_kind(kind)
    {
    }

    [[nodiscard]] Value read(const Field &field) const
    {
        return field.isPresent() ? Value(m_kind.read(field)) : Value();
    }
    [[nodiscard]] Schema schema() const { return m_kind.schema(); }
    [[nodiscard]] bool isRequired() const { return false; }

private:
    Kind m_kind;
};
using OptionalTime = Optional<Time>;

/// A JSON array of texts; an absent one is empty.
class TextList
{
public:
    using Value = QStringList;

    explicit TextList(const StringRule &each = {})
        : m_each(each)
    {
    }

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return false; }

private:
    StringRule m_each;
};

} // namespace Tickwell
