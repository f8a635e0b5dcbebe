// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Router.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Tickwell;
using Kind = Router::Match::Kind;

class tst_Router : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsTheRoute_data();
    void findsTheRoute();
    void givesTheParametersDecoded();
    void doesNotFind_data();
    void doesNotFind();
    void namesAllMethodsOfThePath();
    void looksOnWhenTheMethodIsNotThere();
    void redirectsOnASlashAlone_data();
    void redirectsOnASlashAlone();
    void keepsTheOrderOfRoutes();
    void doesNotSlowDownWithTheNumberOfRoutes();

private:
    Router m_router;
};

void tst_Router::init()
{
    m_router = Router();
    const Handler none = [](const Request &, const Responder &) {};
    m_router.get("/", none);
    m_router.get("/users/", none);
    m_router.post("/users/", none);
    m_router.get("/users/{user_id}", none);
    m_router.del("/users/{user_id}", none);
    m_router.get("/users/me/", none);
    m_router.get("/tasks/{task_id}", none);
    m_router.post("/tasks/describe", none);
    m_router.get("/items/{number:int}", none);
    m_router.get("/items/{name}", none);
    m_router.get("/stocks/{symbol}/candles", none);
    m_router.get("/static/{file:path}", none);
    m_router.get("/data", none);
}

void tst_Router::findsTheRoute_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("pathTemplate");
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << QByteArray("/");
    QTest::newRow("literal") << QByteArray("POST") << QByteArray("/users/")
                             << QByteArray("/users/");
    QTest::newRow("parameter") << QByteArray("GET") << QByteArray("/users/7")
                               << QByteArray("/users/{user_id}");
    QTest::newRow("literal before parameter")
        << QByteArray("GET") << QByteArray("/users/me/") << QByteArray("/users/me/");
    QTest::newRow("integer before text")
        << QByteArray("GET") << QByteArray("/items/12") << QByteArray("/items/{number:int}");
    QTest::newRow("text when it is no integer")
        << QByteArray("GET") << QByteArray("/items/1e3") << QByteArray("/items/{name}");
    QTest::newRow("text when the integer is too long")
        << QByteArray("GET") << QByteArray("/items/1234567890123456789")
        << QByteArray("/items/{name}");
    QTest::newRow("parameter inside") << QByteArray("GET") << QByteArray("/stocks/BRK.A/candles")
                                      << QByteArray("/stocks/{symbol}/candles");
    QTest::newRow("escaped literal")
        << QByteArray("GET") << QByteArray("/%64ata") << QByteArray("/data");
    QTest::newRow("escaped slash is no separator")
        << QByteArray("GET") << QByteArray("/users/a%2Fb") << QByteArray("/users/{user_id}");
    QTest::newRow("rest") << QByteArray("GET") << QByteArray("/static/a/b/c.js")
                          << QByteArray("/static/{file:path}");
    QTest::newRow("HEAD of a GET")
        << QByteArray("HEAD") << QByteArray("/data") << QByteArray("/data");
}

void tst_Router::findsTheRoute()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const auto match = m_router.match(method, path);
    QCOMPARE(match.kind, Kind::Found);
    QTEST(match.route->pathTemplate, "pathTemplate");
}

void tst_Router::givesTheParametersDecoded()
{
    const auto text = m_router.match("GET", "/users/J%C3%B6rg%2F1");
    QCOMPARE(text.parameters, (QList<Parameter>{{"user_id", "Jörg/1"}}));
    const auto rest = m_router.match("GET", "/static/a/b%20c");
    QCOMPARE(rest.parameters, (QList<Parameter>{{"file", "a/b c"}}));
}

void tst_Router::doesNotFind_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("unknown") << QByteArray("/nowhere");
    QTest::newRow("beyond a route") << QByteArray("/users/1/2");
    QTest::newRow("within a route") << QByteArray("/stocks");
    QTest::newRow("case differs") << QByteArray("/Data");
    QTest::newRow("NUL") << QByteArray("/users/%00");
    QTest::newRow("broken escape") << QByteArray("/users/%zz");
    QTest::newRow("cut escape") << QByteArray("/users/%4");
    QTest::newRow("not UTF-8") << QByteArray("/users/%ff");
    QTest::newRow("overlong UTF-8") << QByteArray("/users/%c0%af");
    QTest::newRow("empty segment") << QByteArray("/stocks//candles");
    QTest::newRow("two slashes") << QByteArray("//data");
    QTest::newRow("no slash") << QByteArray("data");
}

void tst_Router::doesNotFind()
{
    QFETCH(QByteArray, path);
    QCOMPARE(m_router.match("GET", path).kind, Kind::NotFound);
}

void tst_Router::namesAllMethodsOfThePath()
{
    const auto match = m_router.match("PATCH", "/users/5");
    QCOMPARE(match.kind, Kind::MethodNotAllowed);
    QCOMPARE(match.allow, "DELETE, GET, HEAD, OPTIONS");
}

void tst_Router::looksOnWhenTheMethodIsNotThere()
{
    const auto match = m_router.match("GET", "/tasks/describe");
    QCOMPARE(match.kind, Kind::Found);
    QCOMPARE(match.route->pathTemplate, "/tasks/{task_id}");
    QCOMPARE(m_router.match("DELETE", "/tasks/describe").allow, "GET, HEAD, OPTIONS, POST");
}

void tst_Router::redirectsOnASlashAlone_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("missing") << QByteArray("/users") << QByteArray("/users/");
    QTest::newRow("too many") << QByteArray("/data/") << QByteArray("/data");
    QTest::newRow("after a parameter") << QByteArray("/users/5/") << QByteArray("/users/5");
    QTest::newRow("escapes are kept") << QByteArray("/users/a%2fb/") << QByteArray("/users/a%2fb");
}

void tst_Router::redirectsOnASlashAlone()
{
    QFETCH(QByteArray, path);
    const auto match = m_router.match("DELETE", path);
    QCOMPARE(match.kind, Kind::Redirect);
    QTEST(match.location, "location");
}

void tst_Router::keepsTheOrderOfRoutes()
{
    const auto routes = m_router.routes();
    QCOMPARE(routes.size(), 13);
    QCOMPARE(routes[1]->pathTemplate, "/users/");
    QCOMPARE(routes[2]->method, "POST");
}

void tst_Router::doesNotSlowDownWithTheNumberOfRoutes()
{
    const auto timeFor = [](int count) {
        Router router;
        for (int i = 0; i < count; ++i)
            router.get("/route" + QByteArray::number(i) + "/{id}",
                       [](const Request &, const Responder &) {});
        const QByteArray path = "/route" + QByteArray::number(count - 1) + "/5";
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 2000; ++i) {
                if (router.match("GET", path).kind != Kind::Found)
                    return qint64(-1);
            }
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    const qint64 few = timeFor(2);
    const qint64 many = timeFor(5000);
    QVERIFY2(many < few * 4, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(few).arg(many)));
}

QTEST_APPLESS_MAIN(tst_Router)
#include "tst_Router.moc"
