// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Validation.h"

#include "http/JsonSyntax.h"

#include <QJsonDocument>

namespace Tickwell {

namespace {

/// The value of a document that is neither object nor array, which QJsonDocument does not read.
QJsonValue readScalar(const QByteArray &json)
{
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + json + ']').array();
    return wrapped.size() == 1 ? wrapped.first() : QJsonValue(QJsonValue::Undefined);
}

constexpr QLatin1String Mask("**********");

bool isPrefix(const QJsonArray &prefix, const QJsonArray &location)
{
    for (qsizetype i = 0; i < prefix.size(); ++i) {
        if (i >= location.size() || prefix[i] != location[i])
            return false;
    }
    return true;
}

/// @p value, which stands at @p location, without what stands at @p concealed.
QJsonValue masked(const QJsonValue &value, QJsonArray location, const QJsonArray &concealed)
{
    if (value.isUndefined() || value.isNull() || !isPrefix(location, concealed))
        return value;
    // What is no object, and should be one, may hold the secret anywhere.
    if (location.size() == concealed.size() || !value.isObject())
        return QJsonValue(Mask);
    QJsonObject object = value.toObject();
    const QString key = concealed[location.size()].toString();
    if (object.contains(key)) {
        location.append(key);
        object.insert(key, masked(object.value(key), location, concealed));
    }
    return object;
}

} // namespace

Validation::Validation(const Request &request)
    : m_request(request)
{
}

Field Validation::path(const QString &name)
{
    Field field(this, {QStringLiteral("path"), name});
    field.m_value = m_request.pathParameter(name);
    return field;
}

Field Validation::query(const QString &name)
{
    Field field(this, {QStringLiteral("query"), name});
    for (const QString &value : m_request.queryValues(name))
        field.m_all.append(value);
    if (!field.m_all.isEmpty())
        field.m_value = field.m_all.last();
    return field;
}

Field Validation::header(const QByteArray &name)
{
    Field field(this, {QStringLiteral("header"), QString::fromLatin1(name).toLower()});
    if (m_request.headers.contains(name))
        field.m_value = QString::fromUtf8(m_request.headers.value(name));
    return field;
}

Field Validation::body()
{
    if (!m_body)
        parseBody();
    Field field(this, {QStringLiteral("body")});
    field.m_value = *m_body;
    field.m_isMute = m_bodyIsUnusable;
    return field;
}

Field Validation::form(const QString &name)
{
    Field field(this, {QStringLiteral("body"), name});
    if (!m_form)
        m_form = m_request.form().value_or(QList<Parameter>());
    for (const Parameter &item : *m_form) {
        if (item.name == name)
            field.m_all.append(item.value);
    }
    if (!field.m_all.isEmpty())
        field.m_value = field.m_all.last();
    return field;
}

void Validation::parseBody()
{
    const QByteArray &json = m_request.body;
    m_body = QJsonValue(QJsonValue::Undefined);
    Field whole(this, {QStringLiteral("body")});
    if (json.trimmed().isEmpty()) {
        m_bodyIsUnusable = whole.isAbsent();
        return;
    }
    std::optional<JsonFault> jsonFault = findJsonFault(json, MaxDepth);
    if (!jsonFault) {
        const QJsonDocument document = QJsonDocument::fromJson(json);
        if (document.isObject()) {
            m_body = document.object();
            return;
        }
        whole.m_value = document.isArray() ? QJsonValue(document.array()) : readScalar(json);
        // The syntax is right, so what Qt could not read is a text or a number in it.
        if (whole.m_value.isUndefined())
            jsonFault = JsonFault{0,
                                  json.isValidUtf8() ? QStringLiteral("Number out of range")
                                                     : QStringLiteral("Invalid UTF-8")};
    }
    if (jsonFault) {
        m_bodyIsUnusable = true;
        m_faults.append(QJsonObject{
            {QStringLiteral("type"), QStringLiteral("json_invalid")},
            {QStringLiteral("loc"),
             QJsonArray{QStringLiteral("body"), qint64(jsonFault->position)}},
            {QStringLiteral("msg"), QStringLiteral("JSON decode error")},
            {QStringLiteral("input"), QJsonObject()},
            {QStringLiteral("ctx"), QJsonObject{{QStringLiteral("error"), jsonFault->error}}}});
        return;
    }
    m_bodyIsUnusable = true;
    whole.fault(
        QStringLiteral("model_attributes_type"),
        QStringLiteral("Input should be a valid dictionary or object to extract fields from"));
}

QJsonArray Validation::faults() const
{
    QJsonArray faults;
    for (const QJsonValue &each : m_faults) {
        QJsonObject fault = each.toObject();
        // The input of `missing` is what it is missing from.
        QJsonArray location = fault.value(u"loc").toArray();
        if (fault.value(u"type") == QStringLiteral("missing"))
            location.removeLast();
        for (const QJsonArray &concealed : m_concealed)
            fault.insert(QStringLiteral("input"),
                         masked(fault.value(u"input"), location, concealed));
        faults.append(fault);
    }
    return faults;
}

Response Validation::response() const
{
    const QJsonObject document{{QStringLiteral("detail"), faults()}};
    return Response::json(QJsonDocument(document).toJson(QJsonDocument::Compact), 422);
}

} // namespace Tickwell
