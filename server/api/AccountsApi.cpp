// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/AccountsApi.h"

#include "accounts/AccountService.h"
#include "api/ApiContext.h"
#include "api/ErrorStatus.h"
#include "core/JsonWriter.h"
#include "http/Endpoint.h"

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String Tag("Accounts");

const StringRule NameRule{.minLength = 1, .maxLength = 50, .pattern = u"^[A-Za-z0-9]+$"_s};
const StringRule PasswordRule{.minLength = 8, .maxLength = 128};
const StringRule EmailRule{.maxLength = 100};

/// What is shown of a user: whether they are active, and what they may do, to administrators alone.
enum class Detail { Public, All };

void appendUser(JsonWriter &json, const User &user, Detail detail)
{
    json.beginObject()
        .field("id", user.id)
        .field("username", user.name)
        .field("email", user.email)
        .field("created_at", user.createdAt);
    if (detail == Detail::All)
        json.field("is_active", user.isActive).field("is_administrator", user.isAdministrator);
    json.endObject();
}

Schema userSchema()
{
    return Schema::object(u"User"_s)
        .has(u"id"_s, Schema::integer({.ge = 1}))
        .has(u"username"_s, Schema::text())
        .has(u"email"_s, Schema::text())
        .has(u"created_at"_s, Schema::timestamp())
        .mayHave(u"is_active"_s, Schema::boolean(), u"Shown to administrators"_s)
        .mayHave(u"is_administrator"_s, Schema::boolean(), u"Shown to administrators"_s);
}

Detail detailFor(const Caller &caller)
{
    return caller.isAdministrator ? Detail::All : Detail::Public;
}

/// Answers with a user, or with why not. A name that is taken is a 400, as with FastAPI's services.
AccountService::Ready<User> answerWith(const Responder &responder, Detail detail)
{
    return [responder, detail](const Result<User> &user) {
        if (!user && user.error().kind == Error::Kind::Conflict)
            return responder.send(Response::error(400, user.error().message));
        if (!user)
            return responder.send(errorResponse(user.error()));
        QByteArray body;
        JsonWriter json(body);
        appendUser(json, *user, detail);
        responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
    };
}

struct NewUser
{
    QString name;
    QString email;
    QString password;
};

struct RegistrationInput
{
    NewUser user;
};

struct UserInput
{
    qint64 id = 0;
};

struct PageInput
{
    qint64 skip = 0;
    qint64 limit = 0;
};

struct Changes
{
    std::optional<QString> name;
    std::optional<QString> email;
    std::optional<QString> password;
    std::optional<bool> isActive;
    std::optional<bool> isAdministrator;
};

struct ChangeInput
{
    qint64 id = 0;
    Changes changes;
};

struct LogInInput
{
    std::optional<QString> grantType;
    QString name;
    QString password;
};

Model<NewUser> newUserModel()
{
    return Model<NewUser>(u"UserCreate"_s)
        .field(u"username"_s, &NewUser::name, Text(NameRule),
               u"Letters and digits; upper and lower case are the same name"_s)
        .field(u"email"_s, &NewUser::email, Email(EmailRule), u"Nobody else's"_s)
        .field(u"password"_s, &NewUser::password, Secret(PasswordRule),
               u"Kept as an Argon2id hash"_s);
}

Model<Changes> changesModel()
{
    return Model<Changes>(u"UserUpdate"_s)
        .field(u"username"_s, &Changes::name, Optional(Text(NameRule)), u"Another name"_s)
        .field(u"email"_s, &Changes::email, Optional(Email(EmailRule)), u"Another address"_s)
        .field(u"password"_s, &Changes::password, Optional(Secret(PasswordRule)),
               u"Another password; tokens that were given out before are void then"_s)
        .field(u"is_active"_s, &Changes::isActive, Optional(Flag()),
               u"Administrators only: whether the account can be used"_s)
        .field(u"is_administrator"_s, &Changes::isAdministrator, Optional(Flag()),
               u"Administrators only"_s);
}

Inputs<UserInput> userInputs()
{
    return Inputs<UserInput>().path(u"user_id"_s, &UserInput::id, Integer(), u"The user's id"_s);
}

void registerUser(const ApiContext &context, const NewUser &user, const Responder &responder)
{
    context.accounts->registerUser({user.name, user.email, user.password.toUtf8()},
                                   responder.context(), answerWith(responder, Detail::Public));
}

void listUsers(const ApiContext &context, const PageInput &page, Detail detail,
               const Responder &responder)
{
    context.accounts->list(
        page.skip, page.limit, responder.context(),
        [responder, detail](const Result<QList<User>> &users) {
            if (!users)
                return responder.send(errorResponse(users.error()));
            QByteArray body;
            JsonWriter json(body);
            json.beginArray();
            for (const User &user : *users)
                appendUser(json, user, detail);
            json.endArray();
            responder.send(Response::json(std::move(body)).with("Cache-Control", "no-store"));
        });
}

/// Whether @p caller may change the account @p id; answers when not.
bool mayChange(const Caller &caller, qint64 id, const Responder &responder)
{
    if (caller.id == id || caller.isAdministrator)
        return true;
    responder.send(Response::error(403, u"Not enough permissions"_s));
    return false;
}

void changeUser(const ApiContext &context, const ChangeInput &in, const Caller &caller,
                const Responder &responder)
{
    const Changes &changes = in.changes;
    if (!mayChange(caller, in.id, responder))
        return;
    if (!caller.isAdministrator && (changes.isActive || changes.isAdministrator))
        return responder.send(Response::error(403, u"Not enough permissions"_s));
    AccountChange change{
        changes.name, changes.email, {}, changes.isAdministrator, changes.isActive};
    if (changes.password)
        change.password = changes.password->toUtf8();
    context.accounts->change(in.id, change, responder.context(),
                             answerWith(responder, detailFor(caller)));
}

void removeUser(const ApiContext &context, qint64 id, const Caller &caller,
                const Responder &responder)
{
    if (!mayChange(caller, id, responder))
        return;
    context.accounts->remove(id, responder.context(), [responder](const Result<User> &user) {
        if (!user && user.error().kind == Error::Kind::Conflict)
            return responder.send(Response::error(400, user.error().message));
        responder.send(user ? Response::empty() : errorResponse(user.error()));
    });
}

Response answerTo(const LogIn &logIn)
{
    switch (logIn.outcome) {
    case LogIn::Outcome::Granted: {
        QByteArray body;
        JsonWriter(body)
            .beginObject()
            .field("access_token", QString::fromLatin1(logIn.token))
            .field("token_type", "bearer")
            .endObject();
        return Response::json(std::move(body)).with("Cache-Control", "no-store");
    }
    case LogIn::Outcome::Wrong:
        return Response::error(401, u"Incorrect username or password"_s);
    case LogIn::Outcome::Inactive:
        return Response::error(400, u"Inactive user"_s);
    case LogIn::Outcome::Wait: {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(logIn.wait).count();
        return Response::error(429, u"Too many failed attempts: try again in %1 s"_s.arg(seconds))
            .with("Retry-After", QByteArray::number(qint64(seconds)));
    }
    }
    Q_UNREACHABLE();
}

void logIn(const ApiContext &context, const LogInInput &in, const Request &request,
           const Responder &responder)
{
    // Behind a proxy of this machine, all people come from the same address.
    const QString address =
        request.peerAddress.isLoopback() ? QString() : request.peerAddress.toString();
    context.accounts->logIn(in.name, in.password.toUtf8(), address, responder.context(),
                            [responder](const Result<LogIn> &result) {
                                responder.send(result ? answerTo(*result)
                                                      : errorResponse(result.error()));
                            });
}

void addRegistration(Endpoints &endpoints, const ApiContext &context, const QByteArray &path,
                     const QString &summary)
{
    endpoints.add(
        Endpoint::post(path, summary)
            .tagged(Tag)
            .describedAs(u"The first account is an administrator's. Where the server asks for "
                         "tokens, programs on its own machine make that one, and administrators "
                         "the others."_s)
            .needs(endpoints.membersNeedToken() ? Access::Administrator : Access::Open)
            .answers(200, u"The account"_s, userSchema())
            .fails(400, u"The name or the address is taken"_s)
            .fails(503, u"Too many are waiting"_s)
            .handledBy<RegistrationInput>(
                Inputs<RegistrationInput>().body(&RegistrationInput::user, newUserModel()),
                [&context](const RegistrationInput &in, const Request &,
                           const Responder &responder) {
                    registerUser(context, in.user, responder);
                }));
}

void addList(Endpoints &endpoints, const ApiContext &context, const QByteArray &path,
             const QString &summary)
{
    endpoints.add(
        Endpoint::get(path, summary)
            .tagged(Tag)
            .needs(Access::Member)
            .answers(200, u"The accounts, oldest first"_s, Schema::array(userSchema()))
            .fails(503, u"Too many are waiting"_s)
            .handledBy<PageInput>(
                Inputs<PageInput>()
                    .query(u"skip"_s, &PageInput::skip, Integer({.ge = 0}).orElse(0),
                           u"How many to leave out"_s)
                    .query(u"limit"_s, &PageInput::limit,
                           Integer({.ge = 1, .le = 1000}).orElse(100), u"How many to give"_s),
                [&context](const PageInput &in, const Request &request,
                           const Responder &responder) {
                    listUsers(context, in, detailFor(request.caller), responder);
                }));
}

void addOwnAccount(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(Endpoint::get("/users/me/", u"Whose token it is"_s)
                      .tagged(Tag)
                      .needs(Access::Account)
                      .answers(200, u"The account"_s, userSchema())
                      .fails(400, u"The account is switched off"_s)
                      .fails(404, u"The account is gone"_s)
                      .handledBy([&context](const Request &request, const Responder &responder) {
                          context.accounts->find(request.caller.id, responder.context(),
                                                 answerWith(responder, Detail::Public));
                      }));
}

void addToken(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(
        Endpoint::post("/token", u"Log in"_s)
            .tagged(Tag)
            .describedAs(
                u"OAuth2's password form. The token goes into `Authorization: Bearer …`, or "
                "into `?token=` where no header can be set."_s)
            .needs(Access::Open)
            .answers(200, u"A token"_s,
                     Schema::object(u"Token"_s)
                         .has(u"access_token"_s, Schema::text())
                         .has(u"token_type"_s, Schema::oneOf({u"bearer"_s})))
            .fails(400, u"The account is switched off"_s)
            .fails(401, u"No such name, or another password"_s)
            .fails(503, u"Too many are waiting"_s)
            .withBodyUpTo(64 * 1024)
            .handledBy<LogInInput>(
                Inputs<LogInInput>()
                    .form(u"grant_type"_s, &LogInInput::grantType,
                          Optional(Text({.pattern = u"^password$"_s})), u"`password`"_s)
                    .form(u"username"_s, &LogInInput::name, Text(), u"The account's name"_s)
                    .form(u"password"_s, &LogInInput::password, Secret(), u"Its password"_s),
                [&context](const LogInInput &in, const Request &request,
                           const Responder &responder) {
                    logIn(context, in, request, responder);
                }));
}

void addOneUser(Endpoints &endpoints, const ApiContext &context)
{
    endpoints.add(
        Endpoint::get("/users/{user_id}", u"An account"_s)
            .tagged(Tag)
            .needs(Access::Member)
            .answers(200, u"The account"_s, userSchema())
            .fails(404, u"There is none of this id"_s)
            .fails(503, u"Too many are waiting"_s)
            .handledBy<UserInput>(userInputs(),
                                  [&context](const UserInput &in, const Request &request,
                                             const Responder &responder) {
                                      context.accounts->find(
                                          in.id, responder.context(),
                                          answerWith(responder, detailFor(request.caller)));
                                  }));
    endpoints.add(
        Endpoint::patch("/users/{user_id}", u"Change an account"_s)
            .tagged(Tag)
            .describedAs(u"One's own, or as an administrator any. What is absent stays as it is."_s)
            .needs(Access::Token)
            .answers(200, u"The account as it is now"_s, userSchema())
            .fails(400, u"The name or the address is taken, or nobody would administrate"_s)
            .fails(403, u"Somebody else's account"_s)
            .fails(404, u"There is none of this id"_s)
            .fails(503, u"Too many are waiting"_s)
            .handledBy<ChangeInput>(
                Inputs<ChangeInput>()
                    .path(u"user_id"_s, &ChangeInput::id, Integer(), u"The user's id"_s)
                    .body(&ChangeInput::changes, changesModel()),
                [&context](const ChangeInput &in, const Request &request,
                           const Responder &responder) {
                    changeUser(context, in, request.caller, responder);
                }));
    endpoints.add(Endpoint::del("/users/{user_id}", u"Remove an account"_s)
                      .tagged(Tag)
                      .describedAs(u"One's own, or as an administrator any."_s)
                      .needs(Access::Token)
                      .answers(204, u"It is gone"_s)
                      .fails(400, u"It is the last administrator's, and not the last account"_s)
                      .fails(403, u"Somebody else's account"_s)
                      .fails(404, u"There is none of this id"_s)
                      .fails(503, u"Too many are waiting"_s)
                      .handledBy<UserInput>(userInputs(),
                                            [&context](const UserInput &in, const Request &request,
                                                       const Responder &responder) {
                                                removeUser(context, in.id, request.caller,
                                                           responder);
                                            }));
}

} // namespace

void addAccountEndpoints(Endpoints &endpoints, const ApiContext &context)
{
    addRegistration(endpoints, context, "/users/", u"Make an account"_s);
    addRegistration(endpoints, context, "/async-users/",
                    u"Make an account: the name that existing clients use"_s);
    addList(endpoints, context, "/users/", u"All accounts, in pages"_s);
    addList(endpoints, context, "/optimized-users/",
            u"All accounts, in pages: the name that existing clients use"_s);
    addOwnAccount(endpoints, context);
    addOneUser(endpoints, context);
    addToken(endpoints, context);
}

} // namespace Tickwell
