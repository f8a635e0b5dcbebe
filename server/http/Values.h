// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Schema.h"
#include "http/Validation.h"

#include <optional>

namespace Tickwell {

/// What a value of a request may be: read() takes it off a Field, or records the fault with it;
/// what schema() says is what read() takes. `orElse` gives what an absent value stands for; without
/// one, absence is a fault.

class Integer
{
public:
    using Value = qint64;

    explicit Integer(const IntegerRule &rule = {})
        : m_rule(rule)
    {
    }
    [[nodiscard]] Integer orElse(qint64 fallback) const;

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    IntegerRule m_rule;
    std::optional<qint64> m_fallback;
};

class Real
{
public:
    using Value = double;

    explicit Real(const RealRule &rule = {})
        : m_rule(rule)
    {
    }
    [[nodiscard]] Real orElse(double fallback) const;

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    RealRule m_rule;
    std::optional<double> m_fallback;
};

class Text
{
public:
    using Value = QString;

    explicit Text(const StringRule &rule = {})
        : m_rule(rule)
    {
    }
    [[nodiscard]] Text orElse(const QString &fallback) const;

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    StringRule m_rule;
    std::optional<QString> m_fallback;
};

/// One of a few words.
class Choice
{
public:
    using Value = QString;

    explicit Choice(const QStringList &words)
        : m_words(words)
    {
    }
    [[nodiscard]] Choice orElse(const QString &fallback) const;

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    QStringList m_words;
    std::optional<QString> m_fallback;
};

class Flag
{
public:
    using Value = bool;

    [[nodiscard]] Flag orElse(bool fallback) const;

    [[nodiscard]] Value read(const Field &field) const;
    [[nodiscard]] Schema schema() const;
    [[nodiscard]] bool isRequired() const { return !m_fallback; }

private:
    std::optional<bool> m_fallback;
};

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

/// A time that may be absent.
class OptionalTime
{
public:
    using Value = std::optional<Timestamp>;

    [[nodiscard]] Value read(const Field &field) const { return field.optionalTimestamp(); }
    [[nodiscard]] Schema schema() const { return Schema::timestamp(); }
    [[nodiscard]] bool isRequired() const { return false; }
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

} // namespace Tickwell
