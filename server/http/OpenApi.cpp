// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/OpenApi.h"

#include <QJsonArray>

#include <algorithm>

namespace Tickwell {

namespace {

constexpr QLatin1String SecurityName("OAuth2PasswordBearer");

/// `/users/{user_id:int}` is `/users/{user_id}` there.
QString pathOf(const QByteArray &pathTemplate)
{
    QByteArrayList segments = pathTemplate.split('/');
    for (QByteArray &segment : segments) {
        if (segment.startsWith('{') && segment.contains(':'))
            segment = segment.split(':').first() + '}';
    }
    return QString::fromLatin1(segments.join('/'));
}

/// `get_users_user_id`, unique because method and path are.
QString operationId(const Route &route)
{
    QString id = QString::fromLatin1(route.method).toLower();
    for (const QChar c : pathOf(route.pathTemplate)) {
        if (c.isLetterOrNumber())
            id += c;
        else if (!id.endsWith(u'_') && c != u'}')
            id += u'_';
    }
    while (id.endsWith(u'_'))
        id.chop(1);
    return id;
}

QJsonObject contentOf(const QByteArray &type, const Schema &schema)
{
    return {
        {QString::fromLatin1(type), QJsonObject{{QStringLiteral("schema"), schema.reference()}}}};
}

/// Gathers the components that are referred to.
class Document
{
public:
    explicit Document(const OpenApiInfo &info)
        : m_membersNeedToken(info.membersNeedToken)
    {
    }

    QJsonObject operation(const Endpoint &endpoint)
    {
        QJsonObject operation{
            {QStringLiteral("operationId"), operationId(endpoint.route())},
            {QStringLiteral("summary"), endpoint.summary()},
            {QStringLiteral("tags"), QJsonArray{endpoint.tag()}},
            {QStringLiteral("responses"), responses(endpoint)},
        };
        if (!endpoint.text().isEmpty())
            operation.insert(QStringLiteral("description"), endpoint.text());
        if (!endpoint.parameters().isEmpty())
            operation.insert(QStringLiteral("parameters"), parameters(endpoint));
        if (const auto &body = endpoint.body()) {
            use(body->schema);
            operation.insert(QStringLiteral("requestBody"),
                             QJsonObject{{QStringLiteral("required"), true},
                                         {QStringLiteral("content"),
                                          contentOf(body->contentType, body->schema)}});
        }
        operation.insert(QStringLiteral("security"), security(endpoint));
        return operation;
    }

    [[nodiscard]] const QJsonObject &components() const { return m_components; }

private:
    void use(const Schema &schema)
    {
        const QJsonObject used = schema.components();
        for (auto it = used.begin(); it != used.end(); ++it)
            m_components.insert(it.key(), it.value());
    }

    QJsonArray parameters(const Endpoint &endpoint)
    {
        QJsonArray all;
        for (const ParameterText &parameter : endpoint.parameters()) {
            use(parameter.schema);
            all.append(QJsonObject{{QStringLiteral("name"), parameter.name},
                                   {QStringLiteral("in"), QLatin1String(parameter.in)},
                                   {QStringLiteral("required"), parameter.required},
                                   {QStringLiteral("description"), parameter.text},
                                   {QStringLiteral("schema"), parameter.schema.reference()}});
        }
        return all;
    }

    QJsonObject responses(const Endpoint &endpoint)
    {
        QJsonObject all;
        for (const Endpoint::Answer &answer : endpoint.answers())
            merge(all,
                  answer.status == Endpoint::AnyOther ? QStringLiteral("default")
                                                      : QString::number(answer.status),
                  response(answer));
        if (!endpoint.parameters().isEmpty() || endpoint.body())
            all.insert(QStringLiteral("422"),
                       response({422, QStringLiteral("What the request says is not right"),
                                 "application/json", validationErrorSchema()}));
        if (!security(endpoint).isEmpty())
            all.insert(QStringLiteral("401"),
                       response({401, QStringLiteral("No valid token came with it"),
                                 "application/json", errorSchema()}));
        if (endpoint.access() == Access::Administrator)
            all.insert(QStringLiteral("403"),
                       response({403, QStringLiteral("The token is not an administrator's"),
                                 "application/json", errorSchema()}));
        if (!endpoint.route().rate || endpoint.route().rate->perMinute > 0)
            all.insert(
                QStringLiteral("429"),
                response({429, QStringLiteral("Asked too often; `Retry-After` says when again"),
                          "application/json", errorSchema()}));
        return all;
    }

    /// One status may have answers of several content types.
    static void merge(QJsonObject &all, const QString &status, QJsonObject response)
    {
        QJsonObject content = all.value(status).toObject().value(u"content").toObject();
        const QJsonObject further = response.value(u"content").toObject();
        for (auto it = further.begin(); it != further.end(); ++it)
            content.insert(it.key(), it.value());
        if (!content.isEmpty())
            response.insert(QStringLiteral("content"), content);
        all.insert(status, response);
    }

    QJsonObject response(const Endpoint::Answer &answer)
    {
        QJsonObject response{{QStringLiteral("description"), answer.text}};
        if (!answer.contentType.isEmpty()) {
            use(answer.schema);
            response.insert(QStringLiteral("content"),
                            contentOf(answer.contentType, answer.schema));
        }
        return response;
    }

    [[nodiscard]] QJsonArray security(const Endpoint &endpoint) const
    {
        const QJsonObject token{{SecurityName, QJsonArray()}};
        switch (endpoint.access()) {
        case Access::Open:
            return {};
        case Access::Caller:
            return {QJsonObject(), token};
        case Access::Member:
            return m_membersNeedToken ? QJsonArray{token} : QJsonArray();
        case Access::Token:
        case Access::Account:
        case Access::Administrator:
            return {token};
        }
        Q_UNREACHABLE();
    }

    const bool m_membersNeedToken;
    QJsonObject m_components;
};

} // namespace

QJsonObject openApiDocument(const QList<Endpoint> &endpoints, const OpenApiInfo &info)
{
    Document document(info);
    QJsonObject paths;
    for (const Endpoint &endpoint : endpoints) {
        const QString path = pathOf(endpoint.route().pathTemplate);
        QJsonObject item = paths.value(path).toObject();
        item.insert(QString::fromLatin1(endpoint.route().method).toLower(),
                    document.operation(endpoint));
        paths.insert(path, item);
    }
    QJsonArray tags;
    for (const auto &[name, text] : info.tags)
        tags.append(
            QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("description"), text}});
    QJsonObject components{{QStringLiteral("schemas"), document.components()}};
    if (!info.tokenUrl.isEmpty()) {
        const QJsonObject flow{{QStringLiteral("tokenUrl"), info.tokenUrl},
                               {QStringLiteral("scopes"), QJsonObject()}};
        components.insert(
            QStringLiteral("securitySchemes"),
            QJsonObject{{SecurityName,
                         QJsonObject{{QStringLiteral("type"), QStringLiteral("oauth2")},
                                     {QStringLiteral("flows"),
                                      QJsonObject{{QStringLiteral("password"), flow}}}}}});
    }
    return {
        {QStringLiteral("openapi"), QStringLiteral("3.1.0")},
        {QStringLiteral("info"),
         QJsonObject{
             {QStringLiteral("title"), info.title},
             {QStringLiteral("version"), info.version},
             {QStringLiteral("description"), info.text},
             {QStringLiteral("license"),
              QJsonObject{{QStringLiteral("name"), QStringLiteral("GPL-3.0-or-later")},
                          {QStringLiteral("identifier"), QStringLiteral("GPL-3.0-or-later")}}}}},
        {QStringLiteral("servers"),
         QJsonArray{QJsonObject{{QStringLiteral("url"), QStringLiteral("/")}}}},
        {QStringLiteral("tags"), tags},
        {QStringLiteral("paths"), paths},
        {QStringLiteral("components"), components},
    };
}

} // namespace Tickwell
