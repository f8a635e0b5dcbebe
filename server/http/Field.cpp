// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Validation.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>

namespace Tickwell {

namespace {

/// As Python counts: a surrogate pair is one character.
qsizetype codePoints(QStringView text)
{
    return text.size()
        - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

QString characters(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 character") : QStringLiteral("%1 characters").arg(count);
}

QString written(qint64 number)
{
    return QString::number(number);
}

QString written(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

/// `'a', 'b' or 'c'`
QString alternatives(const QStringList &values)
{
    QString text;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0)
            text += i + 1 < values.size() ? QStringLiteral(", ") : QStringLiteral(" or ");
        text += u'\'' + values[i] + u'\'';
    }
    return text;
}

/// Compiled once: the patterns are those of the program's own rules.
const QRegularExpression &compiled(const QString &pattern)
{
    thread_local QHash<QString, QRegularExpression> known;
    const auto found = known.constFind(pattern);
    if (found != known.constEnd())
        return *found;
    // In pydantic's engine a final `$` is the very end, not before a last line break.
    QString own = pattern;
    if (own.endsWith(u'$') && !own.endsWith(u"\\$"))
        own.replace(own.size() - 1, 1, QStringLiteral("\\z"));
    return *known.insert(pattern, QRegularExpression(own));
}

} // namespace

bool Field::isPresent() const
{
    return !m_value.isUndefined() && !m_value.isNull();
}

bool Field::isAbsent(bool required) const
{
    if (m_isMute)
        return true;
    if (!m_value.isUndefined() && (required || !m_value.isNull()))
        return false;
    if (required) {
        m_validation->m_faults.append(
            QJsonObject{{QStringLiteral("type"), QStringLiteral("missing")},
                        {QStringLiteral("loc"), m_location},
                        {QStringLiteral("msg"), QStringLiteral("Field required")},
                        {QStringLiteral("input"), m_parent}});
    }
    return true;
}

void Field::fault(const QString &type, const QString &message, const QJsonObject &context) const
{
    QJsonObject fault{{QStringLiteral("type"), type},
                      {QStringLiteral("loc"), m_location},
                      {QStringLiteral("msg"), message},
                      {QStringLiteral("input"), m_value}};
    if (!context.isEmpty())
        fault.insert(QStringLiteral("ctx"), context);
    m_validation->m_faults.append(fault);
}

void Field::fail(const QString &what) const
{
    fault(QStringLiteral("value_error"), QStringLiteral("Value error, ") + what,
          {{QStringLiteral("error"), what}});
}

template<typename T>
bool Field::isInRange(T value, const NumberRule<T> &rule) const
{
    const auto outside = [this](const char *type, const char *relation, const char *key, T bound) {
        fault(QString::fromLatin1(type),
              QStringLiteral("Input should be %1 %2")
                  .arg(QString::fromLatin1(relation), written(bound)),
              {{QString::fromLatin1(key), bound}});
        return false;
    };
    if (rule.ge && value < *rule.ge)
        return outside("greater_than_equal", "greater than or equal to", "ge", *rule.ge);
    if (rule.gt && value <= *rule.gt)
        return outside("greater_than", "greater than", "gt", *rule.gt);
    if (rule.le && value > *rule.le)
        return outside("less_than_equal", "less than or equal to", "le", *rule.le);
    if (rule.lt && value >= *rule.lt)
        return outside("less_than", "less than", "lt", *rule.lt);
    return true;
}

qint64 Field::integer(const IntegerRule &rule) const
{
    return isAbsent(true) ? 0 : readInteger(rule);
}

qint64 Field::integer(const IntegerRule &rule, qint64 fallback) const
{
    return isAbsent(false) ? fallback : readInteger(rule);
}

qint64 Field::readInteger(const IntegerRule &rule) const
{
    const auto tooLarge = [this] {
        fault(QStringLiteral("int_parsing_size"),
              QStringLiteral("Unable to parse input string as an integer, exceeded maximum size"));
        return 0;
    };
    qint64 number = 0;
    if (m_value.isDouble()) {
        const double real = m_value.toDouble();
        if (real != std::floor(real)) {
            fault(QStringLiteral("int_from_float"),
                  QStringLiteral(
                      "Input should be a valid integer, got a number with a fractional part"));
            return 0;
        }
        if (std::abs(real) >= 9.2e18)
            return tooLarge();
        number = m_value.toInteger(static_cast<qint64>(real));
    } else if (m_value.isString()) {
        static const QRegularExpression form(QStringLiteral("^[+-]?[0-9]+(\\.0+)?$"));
        const QString text = m_value.toString().trimmed();
        if (!form.match(text).hasMatch()) {
            fault(QStringLiteral("int_parsing"),
                  QStringLiteral(
                      "Input should be a valid integer, unable to parse string as an integer"));
            return 0;
        }
        bool ok = false;
        number = text.section(u'.', 0, 0).toLongLong(&ok);
        if (!ok)
            return tooLarge();
    } else if (m_value.isBool()) {
        number = m_value.toBool() ? 1 : 0;
    } else {
        fault(QStringLiteral("int_type"), QStringLiteral("Input should be a valid integer"));
        return 0;
    }
    return isInRange(number, rule) ? number : 0;
}

double Field::real(const RealRule &rule) const
{
    return isAbsent(true) ? 0 : readReal(rule);
}

double Field::real(const RealRule &rule, double fallback) const
{
    return isAbsent(false) ? fallback : readReal(rule);
}

double Field::readReal(const RealRule &rule) const
{
    double number = 0;
    if (m_value.isDouble()) {
        number = m_value.toDouble();
    } else if (m_value.isString()) {
        bool ok = false;
        number = m_value.toString().trimmed().toDouble(&ok);
        if (!ok) {
            fault(QStringLiteral("float_parsing"),
                  QStringLiteral(
                      "Input should be a valid number, unable to parse string as a number"));
            return 0;
        }
    } else {
        fault(QStringLiteral("float_type"), QStringLiteral("Input should be a valid number"));
        return 0;
    }
    if (!std::isfinite(number)) {
        fault(QStringLiteral("finite_number"), QStringLiteral("Input should be a finite number"));
        return 0;
    }
    return isInRange(number, rule) ? number : 0;
}

Decimal Field::decimal() const
{
    if (isAbsent(true))
        return {};
    QByteArray digits;
    if (m_value.isDouble()) {
        // The shortest digits that mean the same number are those that were sent, unless there
        // were more of them than a double holds.
        digits = QByteArray::number(m_value.toDouble(), 'f', QLocale::FloatingPointShortest);
    } else if (m_value.isString()) {
        digits = m_value.toString().trimmed().toUtf8();
    } else {
        fault(
            QStringLiteral("decimal_type"),
            QStringLiteral("Decimal input should be an integer, float, string or Decimal object"));
        return {};
    }
    const auto decimal = Decimal::parse(digits);
    if (!decimal) {
        fault(QStringLiteral("decimal_parsing"), QStringLiteral("Input should be a valid decimal"));
        return {};
    }
    return *decimal;
}

bool Field::boolean() const
{
    return !isAbsent(true) && readBoolean();
}

bool Field::boolean(bool fallback) const
{
    return isAbsent(false) ? fallback : readBoolean();
}

bool Field::readBoolean() const
{
    if (m_value.isBool())
        return m_value.toBool();
    const QString text = m_value.isDouble() ? written(m_value.toDouble()) : m_value.toString();
    for (const char *yes : {"1", "true", "on", "yes", "t", "y"}) {
        if (text.compare(QLatin1String(yes), Qt::CaseInsensitive) == 0)
            return true;
    }
    for (const char *no : {"0", "false", "off", "no", "f", "n"}) {
        if (text.compare(QLatin1String(no), Qt::CaseInsensitive) == 0)
            return false;
    }
    if (m_value.isString() || m_value.isDouble())
        fault(QStringLiteral("bool_parsing"),
              QStringLiteral("Input should be a valid boolean, unable to interpret input"));
    else
        fault(QStringLiteral("bool_type"), QStringLiteral("Input should be a valid boolean"));
    return false;
}

QString Field::string(const StringRule &rule) const
{
    return isAbsent(true) ? QString() : readString(rule);
}

QString Field::string(const StringRule &rule, const QString &fallback) const
{
    return isAbsent(false) ? fallback : readString(rule);
}

QString Field::readString(const StringRule &rule) const
{
    if (!m_value.isString()) {
        fault(QStringLiteral("string_type"), QStringLiteral("Input should be a valid string"));
        return {};
    }
    QString text = m_value.toString();
    const qsizetype length = codePoints(text);
    if (rule.minLength && length < *rule.minLength) {
        fault(QStringLiteral("string_too_short"),
              QStringLiteral("String should have at least %1").arg(characters(*rule.minLength)),
              {{QStringLiteral("min_length"), qint64(*rule.minLength)}});
        return {};
    }
    if (rule.maxLength && length > *rule.maxLength) {
        fault(QStringLiteral("string_too_long"),
              QStringLiteral("String should have at most %1").arg(characters(*rule.maxLength)),
              {{QStringLiteral("max_length"), qint64(*rule.maxLength)}});
        return {};
    }
    if (!rule.pattern.isEmpty() && !compiled(rule.pattern).match(text).hasMatch()) {
        fault(QStringLiteral("string_pattern_mismatch"),
              QStringLiteral("String should match pattern '%1'").arg(rule.pattern),
              {{QStringLiteral("pattern"), rule.pattern}});
        return {};
    }
    return text;
}

QString Field::oneOf(const QStringList &allowed) const
{
    return isAbsent(true) ? QString() : readOneOf(allowed);
}

QString Field::oneOf(const QStringList &allowed, const QString &fallback) const
{
    return isAbsent(false) ? fallback : readOneOf(allowed);
}

QString Field::readOneOf(const QStringList &allowed) const
{
    if (m_value.isString() && allowed.contains(m_value.toString()))
        return m_value.toString();
    const QString expected = alternatives(allowed);
    fault(QStringLiteral("literal_error"), QStringLiteral("Input should be ") + expected,
          {{QStringLiteral("expected"), expected}});
    return {};
}

Timestamp Field::timestamp() const
{
    return isAbsent(true) ? Timestamp() : readTimestamp();
}

std::optional<Timestamp> Field::optionalTimestamp() const
{
    return isAbsent(false) ? std::optional<Timestamp>() : readTimestamp();
}

Timestamp Field::readTimestamp() const
{
    QString text;
    if (m_value.isDouble()) {
        text = QString::number(m_value.toDouble(), 'f', 6);
    } else if (m_value.isString()) {
        text = m_value.toString();
    } else {
        fault(QStringLiteral("datetime_type"), QStringLiteral("Input should be a valid datetime"));
        return {};
    }
    const auto time = parseTimestamp(text);
    if (!time) {
        const QString &error = time.error().message;
        fault(QStringLiteral("datetime_from_date_parsing"),
              QStringLiteral("Input should be a valid datetime or date, ") + error,
              {{QStringLiteral("error"), error}});
        return {};
    }
    return *time;
}

Field Field::field(const QString &name) const
{
    QJsonArray location = m_location;
    location.append(name);
    Field field(m_validation, location);
    if (isAbsent(true)) {
        field.m_isMute = true;
    } else if (!m_value.isObject()) {
        fault(
            QStringLiteral("model_attributes_type"),
            QStringLiteral("Input should be a valid dictionary or object to extract fields from"));
        field.m_isMute = true;
    } else {
        field.m_value = m_value.toObject().value(name);
        field.m_parent = m_value;
    }
    return field;
}

QList<Field> Field::items() const
{
    if (isAbsent(true))
        return {};
    if (!m_value.isArray() && m_all.isEmpty()) {
        fault(QStringLiteral("list_type"), QStringLiteral("Input should be a valid list"));
        return {};
    }
    QList<Field> items;
    const QJsonArray values = m_value.isArray() ? m_value.toArray() : m_all;
    for (qsizetype i = 0; i < values.size(); ++i) {
        QJsonArray location = m_location;
        location.append(qint64(i));
        Field item(m_validation, location);
        item.m_value = values[i];
        items.append(item);
    }
    return items;
}

} // namespace Tickwell
