// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ResponseWriter.h"

#include "http/HttpGrammar.h"

#include <QUuid>

#include <array>
#include <chrono>

namespace Tickwell {

namespace {

const QByteArray &currentDate()
{
    thread_local qint64 second = -1;
    thread_local QByteArray text;
    using namespace std::chrono;
    const qint64 now = floor<seconds>(system_clock::now()).time_since_epoch().count();
    if (now != second) {
        second = now;
        text = httpDate(now);
    }
    return text;
}

void appendLine(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

/// Fields that only this file writes: two lengths would be a way to smuggle.
bool isFramingField(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 4> Fields{"content-length", "transfer-encoding",
                                                          "connection", "date"};
    return std::any_of(Fields.begin(), Fields.end(), [name](QByteArrayView field) {
        return HttpGrammar::equalsIgnoringCase(field, name);
    });
}

} // namespace

QByteArray httpDate(qint64 seconds)
{
    static constexpr std::array Days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array Months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    const int size = std::snprintf(
        text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
        Days.at(weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
        Months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return QByteArray(text, size);
}

QByteArray makeRequestId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

QByteArray writeResponse(const Response &response, const WireForm &form)
{
    const int status = response.status;
    const bool isBodiless = status == 204 || status == 304 || status < 200;
    const bool writesBody = form.body == WireForm::Body::Whole && !isBodiless;

    QByteArray out;
    out.reserve(512 + (writesBody ? response.body.size() : 0));
    out += "HTTP/1.1 ";
    out += QByteArray::number(status);
    out += ' ';
    out += reasonPhrase(status);
    out += "\r\n";
    appendLine(out, "Date", currentDate());

    QByteArray vary;
    const auto append = [&](const Headers &headers) {
        for (const Header &header : headers.all()) {
            if (isFramingField(header.name))
                continue;
            if (HttpGrammar::equalsIgnoringCase(header.name, "Vary"))
                vary += (vary.isEmpty() ? "" : ", ") + header.value;
            else
                appendLine(out, header.name, header.value);
        }
    };
    append(response.headers);
    if (form.extraHeaders)
        append(*form.extraHeaders);
    if (!vary.isEmpty())
        appendLine(out, "Vary", vary);

    switch (form.body) {
    case WireForm::Body::Whole:
    case WireForm::Body::Suppressed:
        if (!isBodiless)
            appendLine(out, "Content-Length", QByteArray::number(response.body.size()));
        break;
    case WireForm::Body::Chunked:
        appendLine(out, "Transfer-Encoding", "chunked");
        break;
    case WireForm::Body::UntilClose:
        break;
    }
    if (!form.keepAlive)
        appendLine(out, "Connection", "close");
    else if (form.minorVersion == 0)
        appendLine(out, "Connection", "keep-alive");
    appendLine(out, "X-Request-ID", form.id);
    appendLine(out, "X-Process-Time", QByteArray::number(form.seconds, 'f', 6));
    out += "\r\n";
    if (writesBody)
        out += response.body;
    return out;
}

} // namespace Tickwell
