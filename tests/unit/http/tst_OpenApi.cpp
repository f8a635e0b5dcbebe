// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/OpenApi.h"

#include <QJsonArray>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

struct In
{
    qint64 id = 0;
    qint64 limit = 0;
    QString name;
};

Endpoint endpoint(const QByteArray &path = "/things/{id:int}")
{
    const Schema thing = Schema::object(u"Thing"_s).has(u"name"_s, Schema::text(), u"Its name"_s);
    return Endpoint::get(path, u"One thing"_s)
        .tagged(u"Things"_s)
        .answers(200, u"It"_s, Schema::object(u"Things"_s).has(u"things"_s, Schema::array(thing)))
        .fails(404, u"There is none"_s)
        .handledBy<In>(
            Inputs<In>()
                .path(u"id"_s, &In::id, Integer({.ge = 1}), u"Which"_s)
                .query(u"limit"_s, &In::limit, Integer({.ge = 1, .le = 9}).orElse(5), u"How many"_s)
                .query(u"name"_s, &In::name, Text({.maxLength = 3}), u"Called"_s),
            [](const In &, const Request &, const Responder &) {});
}

QJsonValue at(QJsonValue value, const QString &path)
{
    for (const QString &step : path.split(u'>'))
        value = value.isArray() ? value[step.toInt()] : value[step];
    return value;
}

QJsonObject documentOf(const QList<Endpoint> &endpoints)
{
    return openApiDocument(endpoints,
                           {.title = u"T"_s, .version = u"1"_s, .tokenUrl = u"/token"_s});
}

} // namespace

class tst_OpenApi : public QObject
{
    Q_OBJECT

private slots:
    void writesPathsWithoutKinds();
    void describesParametersAsTheyAreRead();
    void refersToWhatHasAName();
    void documentsFaultyInput();
    void leavesFaultyInputOutWhereNothingIsRead();
    void documentsTheRateLimit();
    void marksWhatNeedsAToken();
    void keepsMethodsOfAPathTogether();
    void writesFormsAndBodies();
    void namesEachOperationOnce();
    void keepsContentTypesOfAStatusTogether();
    void documentsWhatElseMayBeAnswered();
};

void tst_OpenApi::writesPathsWithoutKinds()
{
    const QJsonObject document = documentOf({endpoint(), endpoint("/a.csv"), endpoint("/")});
    QCOMPARE(document[u"paths"].toObject().keys(),
             (QStringList{u"/"_s, u"/a.csv"_s, u"/things/{id}"_s}));
    QCOMPARE(document[u"openapi"].toString(), "3.1.0");
}

void tst_OpenApi::describesParametersAsTheyAreRead()
{
    const QJsonValue parameters =
        at(documentOf({endpoint()}), u"paths>/things/{id}>get>parameters"_s);
    QCOMPARE(parameters[0][u"in"].toString(), "path");
    QCOMPARE(parameters[0][u"schema"].toObject(),
             (QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 1}}));
    QCOMPARE(parameters[1][u"required"].toBool(), false);
    QCOMPARE(
        parameters[1][u"schema"].toObject(),
        (QJsonObject{
            {u"type"_s, u"integer"_s}, {u"minimum"_s, 1}, {u"maximum"_s, 9}, {u"default"_s, 5}}));
    QCOMPARE(parameters[2][u"required"].toBool(), true);
    QCOMPARE(parameters[2][u"schema"].toObject(),
             (QJsonObject{{u"type"_s, u"string"_s}, {u"maxLength"_s, 3}}));
}

void tst_OpenApi::refersToWhatHasAName()
{
    const QJsonObject document = documentOf({endpoint()});
    QCOMPARE(
        at(document, u"paths>/things/{id}>get>responses>200>content>application/json>schema>$ref"_s)
            .toString(),
        "#/components/schemas/Things");
    QCOMPARE(at(document, u"components>schemas>Things>properties>things>items>$ref"_s).toString(),
             "#/components/schemas/Thing");
    QCOMPARE(at(document, u"components>schemas>Thing>required"_s).toArray(), QJsonArray{u"name"_s});
}

void tst_OpenApi::documentsFaultyInput()
{
    const QJsonObject document = documentOf({endpoint()});
    QVERIFY(at(document, u"paths>/things/{id}>get>responses>422"_s).isObject());
    QVERIFY(at(document, u"components>schemas>HTTPValidationError"_s).isObject());
    QVERIFY(at(document, u"components>schemas>ValidationError"_s).isObject());
}

void tst_OpenApi::leavesFaultyInputOutWhereNothingIsRead()
{
    const Endpoint plain = Endpoint::get("/", u"A"_s).tagged(u"T"_s).answers(200, u"Good"_s);
    QVERIFY(at(documentOf({plain}), u"paths>/>get>responses>422"_s).isUndefined());
}

void tst_OpenApi::documentsTheRateLimit()
{
    const QString path = u"paths>/things/{id}>get>responses>429"_s;
    QVERIFY(at(documentOf({endpoint()}), path).isObject());
    QVERIFY(at(documentOf({endpoint().limitedTo({})}), path).isUndefined());
}

void tst_OpenApi::marksWhatNeedsAToken()
{
    const QJsonObject document = documentOf({endpoint().needs(Access::Token)});
    QVERIFY(at(document, u"paths>/things/{id}>get>security>0>OAuth2PasswordBearer"_s).isArray());
    QCOMPARE(
        at(document, u"components>securitySchemes>OAuth2PasswordBearer>flows>password>tokenUrl"_s)
            .toString(),
        "/token");
    QCOMPARE(at(documentOf({endpoint()}), u"paths>/things/{id}>get>security"_s), QJsonArray());
}

void tst_OpenApi::keepsMethodsOfAPathTogether()
{
    const Endpoint removal =
        Endpoint::del("/things/{id:int}", u"Remove"_s).tagged(u"Things"_s).answers(204, u"Gone"_s);
    const QJsonObject document = documentOf({endpoint(), removal});
    QCOMPARE(at(document, u"paths>/things/{id}"_s).toObject().keys(),
             (QStringList{u"delete"_s, u"get"_s}));
    QVERIFY(at(document, u"paths>/things/{id}>delete>responses>204>content"_s).isUndefined());
}

void tst_OpenApi::keepsContentTypesOfAStatusTogether()
{
    const QJsonObject document = documentOf(
        {endpoint().answers(200, u"It, by lines"_s, "application/x-ndjson", Schema::text())});
    QCOMPARE(at(document, u"paths>/things/{id}>get>responses>200>content"_s).toObject().keys(),
             (QStringList{u"application/json"_s, u"application/x-ndjson"_s}));
}

void tst_OpenApi::documentsWhatElseMayBeAnswered()
{
    const QJsonObject document = documentOf({endpoint().fails(Endpoint::AnyOther, u"Else"_s)});
    QCOMPARE(at(document, u"paths>/things/{id}>get>responses>default>description"_s).toString(),
             "Else");
}

void tst_OpenApi::writesFormsAndBodies()
{
    struct Login
    {
        QString name;
    };
    const Endpoint form =
        Endpoint::post("/token", u"Log in"_s)
            .tagged(u"T"_s)
            .answers(200, u"Good"_s)
            .handledBy<Login>(Inputs<Login>().form(u"username"_s, &Login::name, Text(), u"Who"_s),
                              [](const Login &, const Request &, const Responder &) {});
    QCOMPARE(at(documentOf({form}),
                u"paths>/token>post>requestBody>content>application/x-www-form-urlencoded>schema>"
                "required"_s)
                 .toArray(),
             QJsonArray{u"username"_s});
}

void tst_OpenApi::namesEachOperationOnce()
{
    const QJsonObject document = documentOf({endpoint(), endpoint("/things/{id}/more.csv")});
    QCOMPARE(at(document, u"paths>/things/{id}>get>operationId"_s).toString(), "get_things_id");
    QCOMPARE(at(document, u"paths>/things/{id}/more.csv>get>operationId"_s).toString(),
             "get_things_id_more_csv");
}

QTEST_APPLESS_MAIN(tst_OpenApi)
#include "tst_OpenApi.moc"
