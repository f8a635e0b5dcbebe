// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Token.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Tickwell;
using namespace std::chrono_literals;

namespace {

const QByteArray Secret = QByteArray::fromHex("00112233445566778899aabbccddeeff");
constexpr Timestamp Now = fromMicros(1'800'000'000'000'000);
constexpr TokenClaims Claims{42, Now, Now + 1h};
constexpr auto Encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// A token of these two parts with a good signature.
QByteArray signedToken(const QByteArray &header, const QByteArray &payload,
                       const QByteArray &secret = Secret)
{
    const QByteArray part = header.toBase64(Encoding) + '.' + payload.toBase64(Encoding);
    return part + '.'
        + QMessageAuthenticationCode::hash(part, secret, QCryptographicHash::Sha256)
              .toBase64(Encoding);
}

const QByteArray Header = R"({"alg":"HS256","typ":"JWT"})";
const QByteArray Payload = R"({"sub":"42","iat":1800000000,"exp":1800003600})";

} // namespace

class tst_Token : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatWasPutIn();
    void isTheSameAsOfOtherLibraries();
    void expiresToTheSecond();
    void isRefusedUnderAnotherSecret();
    void isRefusedWithOneBitChanged();
    void isRefused_data();
    void isRefused();
    void rubbishIsRefused_data();
    void rubbishIsRefused();
};

void tst_Token::saysWhatWasPutIn()
{
    QCOMPARE(readToken(makeToken(Claims, Secret), Secret, Now), Claims);
}

void tst_Token::isTheSameAsOfOtherLibraries()
{
    // The example of RFC 7515, appendix A.1, with its own key: the signature must come out alike.
    const QByteArray key = QByteArray::fromBase64(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        QByteArray::Base64UrlEncoding);
    QCOMPARE(signedToken("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
                         "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n "
                         "\"http://example.com/is_root\":true}",
                         key)
                 .split('.')
                 .last(),
             "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    QCOMPARE(makeToken(Claims, Secret), signedToken(Header, Payload));
}

void tst_Token::expiresToTheSecond()
{
    const QByteArray token = makeToken(Claims, Secret);
    QVERIFY(readToken(token, Secret, Now + 1h - 1us));
    QVERIFY(!readToken(token, Secret, Now + 1h));
}

void tst_Token::isRefusedUnderAnotherSecret()
{
    QVERIFY(!readToken(makeToken(Claims, "another"), Secret, Now));
}

void tst_Token::isRefusedWithOneBitChanged()
{
    const QByteArray token = makeToken(Claims, Secret);
    for (qsizetype i = 0; i < token.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = token;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            QVERIFY2(!readToken(changed, Secret, Now), changed.constData());
        }
    }
}

void tst_Token::isRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("no algorithm") << QByteArray(R"({"alg":"none"})") << Payload;
    QTest::newRow("another case") << QByteArray(R"({"alg":"hs256"})") << Payload;
    QTest::newRow("another algorithm") << QByteArray(R"({"alg":"HS512"})") << Payload;
    QTest::newRow("critical extensions")
        << QByteArray(R"({"alg":"HS256","crit":["exp"]})") << Payload;
    QTest::newRow("no user") << Header << QByteArray(R"({"iat":1800000000,"exp":1800003600})");
    QTest::newRow("a user in words")
        << Header << QByteArray(R"({"sub":"ann","iat":1800000000,"exp":1800003600})");
    QTest::newRow("no time of issue") << Header << QByteArray(R"({"sub":"42","exp":1800003600})");
    QTest::newRow("no end") << Header << QByteArray(R"({"sub":"42","iat":1800000000})");
    QTest::newRow("an end in words")
        << Header << QByteArray(R"({"sub":"42","iat":1800000000,"exp":"1800003600"})");
    QTest::newRow("an end beyond all calendars")
        << Header << QByteArray(R"({"sub":"42","iat":1800000000,"exp":1e300})");
    QTest::newRow("not yet")
        << Header
        << QByteArray(R"({"sub":"42","iat":1800000000,"exp":1800003600,"nbf":1800000001})");
    QTest::newRow("no object") << Header << QByteArray("[]");
    QTest::newRow("no JSON") << Header << QByteArray("{");
}

void tst_Token::isRefused()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, payload);
    QVERIFY(readToken(signedToken(Header, Payload), Secret, Now));
    QVERIFY(!readToken(signedToken(header, payload), Secret, Now));
}

void tst_Token::rubbishIsRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray good = makeToken(Claims, Secret);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("two parts") << good.left(good.lastIndexOf('.'));
    QTest::newRow("four parts") << good + ".x";
    QTest::newRow("padded") << good + "=";
    QTest::newRow("a blank") << good + ' ';
    QTest::newRow("NUL") << good + '\0';
    QTest::newRow("long") << QByteArray(100'000, 'a') + '.' + QByteArray(100'000, 'b') + ".c";
}

void tst_Token::rubbishIsRefused()
{
    QFETCH(QByteArray, token);
    QVERIFY(!readToken(token, Secret, Now));
}

QTEST_GUILESS_MAIN(tst_Token)
#include "tst_Token.moc"
