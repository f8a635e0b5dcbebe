// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Compression.h"

#include <QTest>

#include <zlib.h>

using namespace Tickwell;

class tst_Compression : public QObject
{
    Q_OBJECT

private slots:
    void readsAcceptEncoding_data();
    void readsAcceptEncoding();
    void choosesWhatShrinks();
    void isReadByOthers();
};

void tst_Compression::readsAcceptEncoding_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("accepts");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("gzip") << QByteArray("gzip") << true;
    QTest::newRow("list") << QByteArray("br, deflate , GZIP;q=0.5") << true;
    QTest::newRow("others") << QByteArray("br, deflate") << false;
    QTest::newRow("refused") << QByteArray("gzip;q=0") << false;
    QTest::newRow("refused with digits") << QByteArray("gzip; q=0.000, br") << false;
    QTest::newRow("anything") << QByteArray("*") << true;
    QTest::newRow("anything else") << QByteArray("gzip;q=0, *;q=1") << false;
    QTest::newRow("nothing") << QByteArray("identity, *;q=0") << false;
    QTest::newRow("malformed weight") << QByteArray("gzip;q=much") << false;
    QTest::newRow("resembles") << QByteArray("gzipped") << false;
}

void tst_Compression::readsAcceptEncoding()
{
    QFETCH(QByteArray, value);
    QTEST(Compression::acceptsGzip(value), "accepts");
}

void tst_Compression::choosesWhatShrinks()
{
    const QByteArray large(Compression::MinimumSize, 'a');
    QVERIFY(Compression::isCompressible(Response::json(large)));
    QVERIFY(Compression::isCompressible(Response::data(large, "text/csv; charset=utf-8")));
    QVERIFY(!Compression::isCompressible(Response::json(large.chopped(1))));
    QVERIFY(!Compression::isCompressible(Response::data(large, "image/png")));
    QVERIFY(!Compression::isCompressible(Response::json(large).with("Content-Encoding", "br")));
}

void tst_Compression::isReadByOthers()
{
    QByteArray body;
    for (int i = 0; i < 20'000; ++i)
        body += QByteArray::number(i * 7919);
    const QByteArray packed = Compression::gzip(body);
    QVERIFY(packed.size() < body.size());

    z_stream stream{};
    QCOMPARE(inflateInit2(&stream, 15 + 16), Z_OK);
    QByteArray plain(body.size() + 1, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    QCOMPARE(inflate(&stream, Z_FINISH), Z_STREAM_END);
    plain.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    QCOMPARE(plain, body);
}

QTEST_APPLESS_MAIN(tst_Compression)
#include "tst_Compression.moc"
