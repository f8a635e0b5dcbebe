// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Values.h"

#include <QList>

#include <functional>
#include <utility>

namespace Tickwell {

/// A JSON object of a request body: how it is read into a @p T, and its schema.
/// @code
/// Model<NewUser>("UserCreate").field("username", &NewUser::name, Text({.minLength = 1}), "…")
/// @endcode
template<typename T>
class Model
{
public:
    using Value = T;

    explicit Model(const QString &name)
        : m_schema(Schema::object(name))
    {
    }

    template<typename Kind>
    Model &field(const QString &name, typename Kind::Value T::*member, const Kind &kind,
                 const QString &text)
    {
        if (kind.isRequired())
            m_schema.has(name, kind.schema(), text);
        else
            m_schema.mayHave(name, kind.schema(), text);
        m_readers.append([name, member, kind](const Field &object, T &value) {
            value.*member = kind.read(object.field(name));
        });
        return *this;
    }

    [[nodiscard]] T read(const Field &object) const
    {
        T value;
        for (const auto &reader : m_readers)
            reader(object, value);
        return value;
    }
    [[nodiscard]] Schema schema() const { return m_schema; }
    [[nodiscard]] bool isRequired() const { return true; }

private:
    Schema m_schema;
    QList<std::function<void(const Field &, T &)>> m_readers;
};

/// A parameter outside the body, as the documents name it.
struct ParameterText
{
    const char *in = "query"; ///< `path`, `query` or `header`
    QString name;
    Schema schema;
    bool required = false;
    QString text;
};

/// The body that a request is to have.
struct BodyText
{
    QByteArray contentType = "application/json";
    Schema schema;
};

/// Everything that an endpoint reads off a request, gathered in an @p In.
template<typename In>
class Inputs
{
public:
    template<typename Kind>
    Inputs &path(const QString &name, typename Kind::Value In::*member, const Kind &kind,
                 const QString &text)
    {
        add({"path", name, kind.schema(), true, text});
        m_readers.append([name, member, kind](Validation &validation, In &in) {
            in.*member = kind.read(validation.path(name));
        });
        return *this;
    }

    template<typename Kind>
    Inputs &query(const QString &name, typename Kind::Value In::*member, const Kind &kind,
                  const QString &text)
    {
        add({"query", name, kind.schema(), kind.isRequired(), text});
        m_readers.append([name, member, kind](Validation &validation, In &in) {
            in.*member = kind.read(validation.query(name));
        });
        return *this;
    }

    /// One value of an `application/x-www-form-urlencoded` body.
    template<typename Kind>
    Inputs &form(const QString &name, typename Kind::Value In::*member, const Kind &kind,
                 const QString &text)
    {
        if (!m_body)
            m_body = BodyText{"application/x-www-form-urlencoded", Schema::object()};
        if (kind.isRequired())
            m_body->schema.has(name, kind.schema(), text);
        else
            m_body->schema.mayHave(name, kind.schema(), text);
        m_readers.append([name, member, kind](Validation &validation, In &in) {
            in.*member = kind.read(validation.form(name));
        });
        return *this;
    }

    /// The whole body, JSON.
    template<typename Kind>
    Inputs &body(typename Kind::Value In::*member, const Kind &kind)
    {
        m_body = BodyText{"application/json", kind.schema()};
        m_readers.append([member, kind](Validation &validation, In &in) {
            in.*member = kind.read(validation.body());
        });
        return *this;
    }

    /// The whole body as it is, which the handler takes off the request; this is for the documents.
    Inputs &bytes(const QByteArray &contentType, const Schema &schema)
    {
        m_body = BodyText{contentType, schema};
        return *this;
    }

    /// What the values must be together; asked only when each is right by itself.
    Inputs &check(std::function<void(const In &, Validation &)> check)
    {
        m_checks.append(std::move(check));
        return *this;
    }

    [[nodiscard]] In read(Validation &validation) const
    {
        In in;
        for (const auto &reader : m_readers)
            reader(validation, in);
        for (const auto &check : m_checks) {
            if (validation.ok())
                check(in, validation);
        }
        return in;
    }

    [[nodiscard]] const QList<ParameterText> &parameters() const { return m_parameters; }
    [[nodiscard]] const std::optional<BodyText> &bodyText() const { return m_body; }

private:
    void add(const ParameterText &parameter) { m_parameters.append(parameter); }

    QList<ParameterText> m_parameters;
    std::optional<BodyText> m_body;
    QList<std::function<void(Validation &, In &)>> m_readers;
    QList<std::function<void(const In &, Validation &)>> m_checks;
};

} // namespace Tickwell
