// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Decimal.h"
#include "core/Time.h"
#include "http/Request.h"
#include "http/Response.h"
#include "http/Rules.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace Tickwell {

class Validation;

/// One place of a request that holds a value: a path or query parameter, a header, or a value
/// inside the JSON body. Its readers give the value, or record a fault with the Validation and give
/// `T {}`; absence is the fault `missing` (what may be absent: http/Values.h). Use it within the
/// life of its Validation.
class Field
{
public:
    [[nodiscard]] qint64 integer(const IntegerRule &rule = {}) const;
    [[nodiscard]] double real(const RealRule &rule = {}) const;
    /// A number or a text of digits, exact; more than 12 digits after the point are a fault.
    [[nodiscard]] Decimal decimal() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] QString string(const StringRule &rule = {}) const;
    /// An e-mail address (see emailFault()) that keeps to @p rule too, canonical.
    [[nodiscard]] QString email(const StringRule &rule = {}) const;
    /// One of @p allowed, exactly.
    [[nodiscard]] QString oneOf(const QStringList &allowed) const;
    /// Anything parseTimestamp() reads; a number is seconds since the epoch.
    [[nodiscard]] Timestamp timestamp() const;

    /// The members of a JSON object.
    [[nodiscard]] Field field(const QString &name) const;
    /// The values of a JSON array, or all values of a repeated query parameter; a missing one is a
    /// fault.
    [[nodiscard]] QList<Field> items() const;
    /// The same; fewer than @p least or more than @p most are a fault, and give none.
    [[nodiscard]] QList<Field> items(qsizetype least, qsizetype most) const;

    /// False when it is absent or JSON null.
    [[nodiscard]] bool isPresent() const;
    [[nodiscard]] const QJsonValue &value() const { return m_value; }

    /// From now on no fault of this request repeats what stands here.
    void conceal() const;

    /// Records a fault of the caller's own finding: pydantic's `value_error`, whose message is
    /// "Value error, " + @p what.
    void fail(const QString &what) const;

private:
    friend class Validation;
    Field(Validation *validation, const QJsonArray &location)
        : m_validation(validation)
        , m_location(location)
    {
    }

    /// True when there is nothing to read, which it records as a fault.
    [[nodiscard]] bool isAbsent() const;
    void fault(const QString &type, const QString &message, const QJsonObject &context = {}) const;
    template<typename T>
    [[nodiscard]] bool isInRange(T value, const NumberRule<T> &rule) const;

    Validation *m_validation;
    QJsonArray m_location;
    QJsonValue m_value = QJsonValue::Undefined; ///< undefined: absent
    QJsonArray m_all;                           ///< of a repeated query parameter
    QJsonValue m_parent;   ///< where it is missing: pydantic's `input` of `missing`
    bool m_isMute = false; ///< a fault of what it is in has been recorded
};

/// Reads a request and gathers all its faults at once, in pydantic v2's words (API.md §2):
/// @code
/// Validation v(request);
/// const qint64 user = v.path("user_id").integer({.ge = 1});
/// const qint64 limit = Integer({.ge = 1, .le = 1000}).orElse(100).read(v.query("limit"));
/// if (!v.ok())
///     return responder.send(v.response());
/// @endcode
class Validation
{
public:
    /// JSON nested deeper than this is refused.
    static constexpr int MaxDepth = 64;

    explicit Validation(const Request &request);
    Validation(const Validation &) = delete;
    Validation &operator=(const Validation &) = delete;

    [[nodiscard]] Field path(const QString &name);
    [[nodiscard]] Field query(const QString &name);
    [[nodiscard]] Field header(const QByteArray &name);
    /// The body as a JSON object; parsed at the first call. A body that is no JSON, or no object,
    /// is one fault, and the fields of it then record none of their own.
    [[nodiscard]] Field body();
    /// One value of an `application/x-www-form-urlencoded` body.
    [[nodiscard]] Field form(const QString &name);

    [[nodiscard]] bool ok() const { return m_faults.isEmpty(); }
    /// The 422 with `{"detail":[…]}`.
    [[nodiscard]] Response response() const;
    /// What was to be concealed is `**********` in their `input`.
    [[nodiscard]] QJsonArray faults() const;

private:
    friend class Field;
    void parseBody();

    const Request &m_request;
    QJsonArray m_faults;
    QList<QJsonArray> m_concealed; ///< locations
    std::optional<QJsonValue> m_body;
    bool m_bodyIsUnusable = false;
    std::optional<QList<Parameter>> m_form;
};

} // namespace Tickwell
