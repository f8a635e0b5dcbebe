// SPDX-License-Identifier: GPL-3.0-or-later
// How a Field reads each type of value.
#include "http/Validation.h"

#include "core/EmailAddress.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
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
    if (isAbsent())
        return 0;
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
    if (isAbsent())
        return 0;
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
    if (isAbsent())
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
    if (isAbsent())
        return false;
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
    if (isAbsent())
        return {};
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

QString Field::email(const StringRule &rule) const
{
    const qsizetype faults = m_validation->m_faults.size();
    const QString text = string(rule);
    if (m_validation->m_faults.size() > faults || m_isMute)
        return {};
    const QString reason = emailFault(text);
    if (!reason.isEmpty())
        fault(QStringLiteral("value_error"),
              QStringLiteral("value is not a valid email address: ") + reason,
              {{QStringLiteral("reason"), reason}});
    return reason.isEmpty() ? canonicalAddress(text) : QString();
}

QString Field::oneOf(const QStringList &allowed) const
{
    if (isAbsent())
        return {};
    if (m_value.isString() && allowed.contains(m_value.toString()))
        return m_value.toString();
    const QString expected = alternatives(allowed);
    fault(QStringLiteral("literal_error"), QStringLiteral("Input should be ") + expected,
          {{QStringLiteral("expected"), expected}});
    return {};
}

Timestamp Field::timestamp() const
{
    if (isAbsent())
        return {};
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

} // namespace Tickwell
