// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Endpoint.h"

#include <algorithm>

namespace Tickwell {

namespace {

/// The names in braces of a route's template, without their kinds.
QStringList namesIn(const QByteArray &pathTemplate)
{
    QStringList names;
    for (const QByteArray &segment : pathTemplate.split('/')) {
        if (segment.startsWith('{') && segment.endsWith('}'))
            names.append(
                QString::fromLatin1(segment.sliced(1, segment.size() - 2).split(':').first()));
    }
    return names;
}

} // namespace

Endpoint::Endpoint(const char *method, const QByteArray &path, const QString &summary)
    : m_summary(summary)
    , m_access(qstrcmp(method, "GET") == 0 ? Access::Open : Access::Member)
{
    m_route.method = method;
    m_route.pathTemplate = path;
}

Endpoint Endpoint::get(const QByteArray &path, const QString &summary)
{
    return {"GET", path, summary};
}

Endpoint Endpoint::post(const QByteArray &path, const QString &summary)
{
    return {"POST", path, summary};
}

Endpoint Endpoint::put(const QByteArray &path, const QString &summary)
{
    return {"PUT", path, summary};
}

Endpoint Endpoint::patch(const QByteArray &path, const QString &summary)
{
    return {"PATCH", path, summary};
}

Endpoint Endpoint::del(const QByteArray &path, const QString &summary)
{
    return {"DELETE", path, summary};
}

Endpoint &Endpoint::tagged(const QString &tag)
{
    m_tag = tag;
    return *this;
}

Endpoint &Endpoint::describedAs(const QString &text)
{
    m_text = text;
    return *this;
}

Endpoint &Endpoint::answers(int status, const QString &text)
{
    m_answers.append({status, text, {}, {}});
    return *this;
}

Endpoint &Endpoint::answers(int status, const QString &text, const Schema &json)
{
    return answers(status, text, "application/json", json);
}

Endpoint &Endpoint::answers(int status, const QString &text, const QByteArray &contentType,
                            const Schema &schema)
{
    m_answers.append({status, text, contentType, schema});
    return *this;
}

Endpoint &Endpoint::fails(int status, const QString &text)
{
    return answers(status, text, errorSchema());
}

Endpoint &Endpoint::needs(Access access)
{
    m_access = access;
    return *this;
}

Endpoint &Endpoint::within(std::chrono::milliseconds deadline)
{
    m_route.deadline = deadline;
    return *this;
}

Endpoint &Endpoint::withBodyUpTo(qint64 bytes)
{
    m_route.maxBody = bytes;
    return *this;
}

Endpoint &Endpoint::limitedTo(const RateLimit &rate)
{
    m_route.rate = rate;
    return *this;
}

Endpoint &Endpoint::handledBy(Handler handler)
{
    m_route.handler = std::move(handler);
    return *this;
}

QString Endpoint::missing() const
{
    if (m_summary.isEmpty() || m_tag.isEmpty())
        return QStringLiteral("a summary and a tag");
    if (!m_route.handler)
        return QStringLiteral("a handler");
    const auto isGood = [](const Answer &answer) {
        return answer.status != AnyOther && answer.status < 400;
    };
    if (std::none_of(m_answers.begin(), m_answers.end(), isGood))
        return QStringLiteral("an answer that is no error");
    for (const QString &name : namesIn(m_route.pathTemplate)) {
        const auto isIt = [&name](const ParameterText &parameter) {
            return qstrcmp(parameter.in, "path") == 0 && parameter.name == name;
        };
        if (std::none_of(m_parameters.begin(), m_parameters.end(), isIt))
            return QStringLiteral("the path parameter ") + name;
    }
    const auto isMute = [](const ParameterText &parameter) { return parameter.text.isEmpty(); };
    if (std::any_of(m_parameters.begin(), m_parameters.end(), isMute))
        return QStringLiteral("the text of a parameter");
    return {};
}

void Endpoints::add(const Endpoint &endpoint)
{
    if (const QString missing = endpoint.missing(); !missing.isEmpty())
        qFatal("%s %s lacks %s", endpoint.route().method.constData(),
               endpoint.route().pathTemplate.constData(), qPrintable(missing));
    Route route = endpoint.route();
    if (m_access && endpoint.access() != Access::Open)
        route.handler = guarded(endpoint.access(), std::move(route.handler));
    m_router.add(std::move(route));
    m_all.append(endpoint);
}

Handler Endpoints::guarded(Access access, Handler handler) const
{
    return [control = m_access, access, handler = std::move(handler)](const Request &request,
                                                                      const Responder &responder) {
        control->decide(access, request, responder.context(),
                        [request, responder, handler](AccessControl::Verdict verdict) {
                            if (verdict.refusal)
                                return responder.send(*std::move(verdict.refusal));
                            Request known = request;
                            known.caller = std::move(verdict.caller);
                            runHandler(handler, known, responder);
                        });
    };
}

Schema errorSchema()
{
    return Schema::object(QStringLiteral("Error"))
        .has(QStringLiteral("detail"), Schema::text(), QStringLiteral("What went wrong"));
}

Schema validationErrorSchema()
{
    const Schema fault =
        Schema::object(QStringLiteral("ValidationError"))
            .has(QStringLiteral("type"), Schema::text(), QStringLiteral("The kind of fault"))
            .has(QStringLiteral("loc"), Schema::array({}),
                 QStringLiteral("Where it is: path, query, header or body, then names and numbers"))
            .has(QStringLiteral("msg"), Schema::text(), QStringLiteral("What is wrong"))
            .has(QStringLiteral("input"), {}, QStringLiteral("What was sent"))
            .mayHave(QStringLiteral("ctx"), Schema::object(),
                     QStringLiteral("The rule's own values"));
    return Schema::object(QStringLiteral("HTTPValidationError"))
        .has(QStringLiteral("detail"), Schema::array(fault), QStringLiteral("All faults at once"));
}

} // namespace Tickwell
