// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/MailMessage.h"

#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What goes over the wire as the text of a mail.
class tst_MailMessage : public QObject
{
    Q_OBJECT

private slots:
    void hasTheHeadersThatMailNeeds();
    void isOfShortAsciiLinesWhateverItSays_data();
    void isOfShortAsciiLinesWhateverItSays();
    void aSubjectCannotBeginAHeader();
    void aLongSubjectIsCutBetweenCharacters();
    void theTextComesBack();

private:
    static MailMessage message(const QString &subject, const QString &text)
    {
        return {u"tickwell@example.org"_s,
                u"ana@bücher.example"_s,
                subject,
                text,
                u"7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11"_s,
                fromMicros(1'769'860'800'000'000)};
    }
    static QByteArray headers(const QByteArray &mime)
    {
        return mime.left(mime.indexOf("\r\n\r\n"));
    }
    static QByteArray body(const QByteArray &mime)
    {
        return QByteArray::fromBase64(mime.mid(mime.indexOf("\r\n\r\n") + 4).replace("\r\n", ""));
    }
};

void tst_MailMessage::hasTheHeadersThatMailNeeds()
{
    const QByteArray got = headers(toMime(message(u"Price alert"_s, u"x"_s)));
    QCOMPARE(got,
             "Date: Sat, 31 Jan 2026 12:00:00 +0000\r\n"
             "From: tickwell@example.org\r\n"
             "To: ana@xn--bcher-kva.example\r\n"
             "Subject: Price alert\r\n"
             "Message-ID: <7f2c1f0e-8d1b-4f0e-9a57-0d3f3a0f6a11@example.org>\r\n"
             "Auto-Submitted: auto-generated\r\n"
             "MIME-Version: 1.0\r\n"
             "Content-Type: text/plain; charset=utf-8\r\n"
             "Content-Transfer-Encoding: base64");
}

void tst_MailMessage::isOfShortAsciiLinesWhateverItSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("the end of a mail") << u"a\r\n.\r\nQUIT\r\n"_s;
    QTest::newRow("long") << QString(5000, u'x');
    QTest::newRow("another script") << u"价格 😀 naïve"_s.repeated(200);
    QTest::newRow("half a character") << QString(QChar(0xd83d)).repeated(30);
    QTest::newRow("control characters") << u"\0\x01\x7f\t\v"_s;
}

void tst_MailMessage::isOfShortAsciiLinesWhateverItSays()
{
    QFETCH(QString, text);
    const QByteArray mime = toMime(message(text, text));
    QVERIFY(mime.endsWith("\r\n"));
    for (const QByteArray &line : mime.chopped(2).split('\n')) {
        QVERIFY(line.size() <= 78);
        QVERIFY(line == mime.chopped(2).split('\n').last() || line.endsWith('\r'));
        QVERIFY(line != ".\r" && line != ".");
        for (const char c : line)
            QVERIFY(c == '\r' || (c >= 0x20 && c < 0x7f));
    }
}

void tst_MailMessage::aSubjectCannotBeginAHeader()
{
    const QByteArray got =
        headers(toMime(message(u"x\r\nBcc: eve@example.com\r\n\r\nbody"_s, u"text"_s)));
    QVERIFY(!got.contains("Bcc"));
    QCOMPARE(got.count('\n'), 8);
}

void tst_MailMessage::aLongSubjectIsCutBetweenCharacters()
{
    const QString subject = u"a"_s + u"价"_s.repeated(60);
    QByteArray got = headers(toMime(message(subject, u"text"_s)));
    got = got.mid(got.indexOf("Subject: ") + 9);
    got = got.left(got.indexOf("\r\nMessage-ID"));
    QString together;
    for (const QByteArray &word : got.split('\n')) {
        const QByteArray bare = word.trimmed();
        QVERIFY(bare.startsWith("=?UTF-8?B?") && bare.endsWith("?=") && bare.size() <= 75);
        const QString part =
            QString::fromUtf8(QByteArray::fromBase64(bare.sliced(10, bare.size() - 12)));
        QVERIFY(!part.contains(QChar::ReplacementCharacter));
        together += part;
    }
    QCOMPARE(together, subject);
}

void tst_MailMessage::theTextComesBack()
{
    QCOMPARE(body(toMime(message(u"s"_s, u"one\ntwo\r\nthree\rfour 价"_s))),
             u"one\r\ntwo\r\nthree\r\nfour 价\r\n"_s.toUtf8());
}

QTEST_GUILESS_MAIN(tst_MailMessage)
#include "tst_MailMessage.moc"
