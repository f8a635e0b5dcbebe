// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/MailMessage.h"

#include "core/EmailAddress.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// Bytes of text in one encoded word. A line with it may have 76 characters (RFC 2047 §2), and the
/// first one begins with the name of the header.
constexpr qsizetype WordBytes = 39;
constexpr qsizetype LineLength = 76;

bool isPlain(QStringView text)
{
    return text.size() <= 60 && !text.contains(u"=?")
        && std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

/// Encoded words on lines of their own, none of which ends within a character.
QByteArray encodedText(const QString &text)
{
    if (isPlain(text))
        return text.toLatin1();
    const QByteArray utf8 = text.toUtf8();
    QByteArray words;
    for (qsizetype begin = 0; begin < utf8.size();) {
        qsizetype end = std::min(begin + WordBytes, utf8.size());
        while (end < utf8.size() && (static_cast<uchar>(utf8[end]) & 0xc0) == 0x80)
            --end;
        if (!words.isEmpty())
            words += "\r\n ";
        words += "=?UTF-8?B?" + utf8.sliced(begin, end - begin).toBase64() + "?=";
        begin = end;
    }
    return words;
}

QByteArray encodedBody(const QString &text)
{
    QString lines = text;
    lines.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n').replace(u'\n', "\r\n"_L1);
    const QByteArray base64 = (lines + "\r\n"_L1).toUtf8().toBase64();
    QByteArray body;
    body.reserve(base64.size() + base64.size() / LineLength * 2 + 2);
    for (qsizetype begin = 0; begin < base64.size(); begin += LineLength)
        body += base64.sliced(begin, std::min(LineLength, base64.size() - begin)) + "\r\n";
    return body;
}

QByteArray mailDate(Timestamp time)
{
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(toMillis(time), QTimeZone::utc());
    return QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

} // namespace

QByteArray toMime(const MailMessage &message)
{
    const QByteArray from = asciiAddress(message.from);
    return "Date: " + mailDate(message.date) + "\r\nFrom: " + from
        + "\r\nTo: " + asciiAddress(message.to) + "\r\nSubject: " + encodedText(message.subject)
        + "\r\nMessage-ID: <" + message.id.toLatin1() + from.sliced(from.lastIndexOf('@'))
        + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encodedBody(message.text);
}

} // namespace Tickwell
