// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/AccessControl.h"
#include "http/Inputs.h"
#include "http/Router.h"

#include <QList>

#include <utility>

namespace Tickwell {

/// One endpoint: what it answers to, what it reads, what it may answer, and who may ask. Routing,
/// validation and the documentation are all made of it.
/// @code
/// endpoints.add(Endpoint::get("/items/", "List items")
///                   .tagged("Items")
///                   .answers(200, "A page of items", page)
///                   .handledBy(Inputs<Page>().query("skip", &Page::skip, …),
///                              [](const Page &page, const Request &, const Responder &) { … }));
/// @endcode
class Endpoint
{
public:
    /// The status of what may be answered besides, for fails().
    static constexpr int AnyOther = 0;

    struct Answer
    {
        int status = 200;
        QString text;
        QByteArray contentType; ///< empty: no body
        Schema schema;
    };

    [[nodiscard]] static Endpoint get(const QByteArray &path, const QString &summary);
    [[nodiscard]] static Endpoint post(const QByteArray &path, const QString &summary);
    [[nodiscard]] static Endpoint put(const QByteArray &path, const QString &summary);
    [[nodiscard]] static Endpoint patch(const QByteArray &path, const QString &summary);
    [[nodiscard]] static Endpoint del(const QByteArray &path, const QString &summary);

    /// The heading under which it stands.
    Endpoint &tagged(const QString &tag);
    /// More than the summary says; CommonMark.
    Endpoint &describedAs(const QString &text);
    Endpoint &answers(int status, const QString &text);
    Endpoint &answers(int status, const QString &text, const Schema &json);
    Endpoint &answers(int status, const QString &text, const QByteArray &contentType,
                      const Schema &schema);
    /// An error `{"detail": text}`.
    Endpoint &fails(int status, const QString &text);
    /// Who may ask; unless said, anyone may GET, and the rest is Access::Member.
    Endpoint &needs(Access access);
    /// See Route.
    Endpoint &within(std::chrono::milliseconds deadline);
    Endpoint &withBodyUpTo(qint64 bytes);
    Endpoint &limitedTo(const RateLimit &rate);

    Endpoint &handledBy(Handler handler);

    /// @p handler gets what @p inputs made of a request without fault; the others get a 422 that
    /// names all their faults.
    template<typename In>
    Endpoint &handledBy(const Inputs<In> &inputs,
                        std::function<void(const In &, const Request &, const Responder &)> handler)
    {
        m_parameters = inputs.parameters();
        m_body = inputs.bodyText();
        m_route.handler = [inputs, handler = std::move(handler)](const Request &request,
                                                                 const Responder &responder) {
            Validation validation(request);
            const In in = inputs.read(validation);
            if (!validation.ok())
                return responder.send(validation.response());
            handler(in, request, responder);
        };
        return *this;
    }

    [[nodiscard]] const Route &route() const { return m_route; }
    [[nodiscard]] const QString &summary() const { return m_summary; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const QString &tag() const { return m_tag; }
    [[nodiscard]] const QList<ParameterText> &parameters() const { return m_parameters; }
    [[nodiscard]] const std::optional<BodyText> &body() const { return m_body; }
    [[nodiscard]] const QList<Answer> &answers() const { return m_answers; }
    [[nodiscard]] Access access() const { return m_access; }

    /// What is missing for it to be documented; empty when nothing is.
    [[nodiscard]] QString missing() const;

private:
    Endpoint(const char *method, const QByteArray &path, const QString &summary);

    Route m_route;
    QString m_summary;
    QString m_text;
    QString m_tag;
    QList<ParameterText> m_parameters;
    std::optional<BodyText> m_body;
    QList<Answer> m_answers;
    Access m_access;
};

/// The endpoints of a server, in the order in which they were added. There is no other way to a
/// route, and none without documentation.
class Endpoints
{
public:
    /// Routes go to @p router. It and @p access outlive this; without the latter, anyone may do
    /// anything.
    explicit Endpoints(Router &router, AccessControl *access = nullptr)
        : m_router(router)
        , m_access(access)
    {
    }

    /// One that is not documented is a fault of the program and ends it.
    void add(const Endpoint &endpoint);

    [[nodiscard]] const QList<Endpoint> &all() const { return m_all; }
    /// Whether Access::Member asks for a token.
    [[nodiscard]] bool membersNeedToken() const { return m_access && m_access->membersNeedToken(); }

private:
    /// @p handler, for those whom the access control lets through.
    [[nodiscard]] Handler guarded(Access access, Handler handler) const;

    Router &m_router;
    AccessControl *m_access;
    QList<Endpoint> m_all;
};

/// The schema of `{"detail": …}`.
[[nodiscard]] Schema errorSchema();
/// The schema of a 422 (API.md §2).
[[nodiscard]] Schema validationErrorSchema();

} // namespace Tickwell
