// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Endpoint.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

namespace {

struct Page
{
    QString symbol;
    qint64 skip = -1;
    qint64 limit = -1;
    QString order;
};

struct Note
{
    QString text;
    double weight = 0;
};

struct Posting
{
    Note note;
};

Inputs<Page> pageInputs()
{
    return Inputs<Page>()
        .path(u"symbol"_s, &Page::symbol, Text({.maxLength = 5}), u"Which"_s)
        .query(u"skip"_s, &Page::skip, Integer({.ge = 0}).orElse(0), u"How many to leave out"_s)
        .query(u"limit"_s, &Page::limit, Integer({.ge = 1, .le = 10}), u"How many to give"_s)
        .query(u"order"_s, &Page::order, Choice({u"up"_s, u"down"_s}).orElse(u"up"_s), u"Order"_s)
        .check([](const Page &page, Validation &validation) {
            if (page.skip == 7)
                validation.query(u"skip"_s).fail(u"7 is nobody's luck"_s);
        });
}

Model<Note> noteModel()
{
    return Model<Note>(u"Note"_s)
        .field(u"text"_s, &Note::text, Text({.minLength = 1}), u"What it says"_s)
        .field(u"weight"_s, &Note::weight, Real({.gt = 0}).orElse(1), u"How much it counts"_s);
}

Request requestFor(const QByteArray &query)
{
    Request request;
    request.pathParameters = {{u"symbol"_s, u"AAPL"_s}};
    request.query = decodeQuery(query).value_or(QList<Parameter>());
    return request;
}

const Handler Nothing = [](const Request &, const Responder &) {};

Endpoint documented()
{
    return Endpoint::get("/a/{symbol}", u"A"_s)
        .tagged(u"T"_s)
        .answers(200, u"Good"_s)
        .handledBy<Page>(pageInputs(), [](const Page &, const Request &, const Responder &) {});
}

} // namespace

class tst_Endpoint : public QObject
{
    Q_OBJECT

private slots:
    void readsParameters();
    void fillsInWhatIsAbsent();
    void namesAllFaultsAtOnce();
    void checksTogetherWhatIsRightByItself();
    void checksNothingTogetherThatIsWrong();
    void readsABody();
    void namesTheFaultsOfABody();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void routesWhatItDescribes();
};

void tst_Endpoint::readsParameters()
{
    const Request request = requestFor("skip=3&limit=4&order=down");
    Validation validation(request);
    const Page page = pageInputs().read(validation);
    QVERIFY(validation.ok());
    QCOMPARE(page.symbol, "AAPL");
    QCOMPARE(page.skip, 3);
    QCOMPARE(page.limit, 4);
    QCOMPARE(page.order, "down");
}

void tst_Endpoint::fillsInWhatIsAbsent()
{
    const Request request = requestFor("limit=4");
    Validation validation(request);
    const Page page = pageInputs().read(validation);
    QVERIFY(validation.ok());
    QCOMPARE(page.skip, 0);
    QCOMPARE(page.order, "up");
}

void tst_Endpoint::namesAllFaultsAtOnce()
{
    const Request request = requestFor("skip=-1&order=sideways");
    Validation validation(request);
    (void)pageInputs().read(validation);
    QStringList types;
    for (const QJsonValue &fault : validation.faults())
        types.append(fault[u"type"].toString());
    QCOMPARE(types, (QStringList{u"greater_than_equal"_s, u"missing"_s, u"literal_error"_s}));
}

void tst_Endpoint::checksTogetherWhatIsRightByItself()
{
    const Request request = requestFor("skip=7&limit=1");
    Validation validation(request);
    (void)pageInputs().read(validation);
    QCOMPARE(validation.faults().size(), 1);
    QCOMPARE(validation.faults()[0][u"type"].toString(), "value_error");
}

void tst_Endpoint::checksNothingTogetherThatIsWrong()
{
    const Request request = requestFor("skip=7&limit=0");
    Validation validation(request);
    (void)pageInputs().read(validation);
    QCOMPARE(validation.faults().size(), 1);
    QCOMPARE(validation.faults()[0][u"type"].toString(), "greater_than_equal");
}

void tst_Endpoint::readsABody()
{
    Request request;
    request.body = R"({"text": "hello"})";
    Validation validation(request);
    const Posting posting = Inputs<Posting>().body(&Posting::note, noteModel()).read(validation);
    QVERIFY(validation.ok());
    QCOMPARE(posting.note.text, "hello");
    QCOMPARE(posting.note.weight, 1.0);
}

void tst_Endpoint::namesTheFaultsOfABody()
{
    Request request;
    request.body = R"({"text": "", "weight": 0})";
    Validation validation(request);
    (void)Inputs<Posting>().body(&Posting::note, noteModel()).read(validation);
    QCOMPARE(validation.faults().size(), 2);
    QCOMPARE(validation.faults()[1][u"loc"].toArray(), (QJsonArray{u"body"_s, u"weight"_s}));
}

void tst_Endpoint::namesWhatIsMissing_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<QString>("missing");
    QTest::newRow("nothing") << documented() << QString();
    QTest::newRow("tag") << documented().tagged({}) << u"a summary and a tag"_s;
    QTest::newRow("handler") << Endpoint::get("/", u"A"_s).tagged(u"T"_s).answers(200, u"Good"_s)
                             << u"a handler"_s;
    QTest::newRow("answer")
        << Endpoint::get("/", u"A"_s).tagged(u"T"_s).fails(404, u"No"_s).handledBy(Nothing)
        << u"an answer that is no error"_s;
    QTest::newRow("path parameter") << Endpoint::get("/{id:int}", u"A"_s)
                                           .tagged(u"T"_s)
                                           .answers(200, u"Good"_s)
                                           .handledBy(Nothing)
                                    << u"the path parameter id"_s;
}

void tst_Endpoint::namesWhatIsMissing()
{
    QFETCH(Endpoint, endpoint);
    QTEST(endpoint.missing(), "missing");
}

void tst_Endpoint::routesWhatItDescribes()
{
    Router router;
    Endpoints endpoints(router);
    endpoints.add(documented());
    const Router::Match match = router.match("GET", "/a/AAPL");
    QCOMPARE(match.kind, Router::Match::Kind::Found);
    QCOMPARE(match.route->pathTemplate, "/a/{symbol}");
    QCOMPARE(endpoints.all().size(), 1);
}

QTEST_APPLESS_MAIN(tst_Endpoint)
#include "tst_Endpoint.moc"
