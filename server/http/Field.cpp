// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Validation.h"

namespace Tickwell {

bool Field::isPresent() const
{
    return !m_value.isUndefined() && !m_value.isNull();
}

bool Field::isAbsent() const
{
    if (m_isMute)
        return true;
    if (!m_value.isUndefined())
        return false;
    m_validation->m_faults.append(
        QJsonObject{{QStringLiteral("type"), QStringLiteral("missing")},
                    {QStringLiteral("loc"), m_location},
                    {QStringLiteral("msg"), QStringLiteral("Field required")},
                    {QStringLiteral("input"), m_parent}});
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

void Field::conceal() const
{
    m_validation->m_concealed.append(m_location);
}

void Field::fail(const QString &what) const
{
    fault(QStringLiteral("value_error"), QStringLiteral("Value error, ") + what,
          {{QStringLiteral("error"), what}});
}

Field Field::field(const QString &name) const
{
    QJsonArray location = m_location;
    location.append(name);
    Field field(m_validation, location);
    if (isAbsent()) {
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
    if (isAbsent())
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

QList<Field> Field::items(qsizetype least, qsizetype most) const
{
    const qsizetype faults = m_validation->m_faults.size();
    QList<Field> all = items();
    const qsizetype size = all.size();
    if (m_validation->m_faults.size() > faults || m_isMute || (size >= least && size <= most))
        return all;
    const bool isShort = size < least;
    const qsizetype bound = isShort ? least : most;
    fault(isShort ? QStringLiteral("too_short") : QStringLiteral("too_long"),
          QStringLiteral("List should have at %1 %2 item%3 after validation, not %4")
              .arg(isShort ? QStringLiteral("least") : QStringLiteral("most"))
              .arg(bound)
              .arg(bound == 1 ? QString() : QStringLiteral("s"))
              .arg(size),
          {{QStringLiteral("field_type"), QStringLiteral("List")},
           {isShort ? QStringLiteral("min_length") : QStringLiteral("max_length"), qint64(bound)},
           {QStringLiteral("actual_length"), qint64(size)}});
    return {};
}

} // namespace Tickwell
