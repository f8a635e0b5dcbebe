// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Request.h"

#include "http/HttpGrammar.h"

#include <QStringDecoder>

namespace Tickwell {

using namespace HttpGrammar;

namespace {

std::optional<QString> fromUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

std::optional<QString> decodeFormText(QByteArrayView encoded)
{
    QByteArray bytes;
    bytes.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const char c = encoded[i];
        if (c == '+') {
            bytes += ' ';
        } else if (c == '%' && i + 2 < encoded.size() && hexDigit(encoded[i + 1]) >= 0
                   && hexDigit(encoded[i + 2]) >= 0) {
            bytes += static_cast<char>(hexDigit(encoded[i + 1]) * 16 + hexDigit(encoded[i + 2]));
            i += 2;
        } else {
            bytes += c;
        }
    }
    return fromUtf8(bytes);
}

} // namespace

std::optional<QString> Request::queryValue(QStringView name) const
{
    for (auto item = query.crbegin(); item != query.crend(); ++item) {
        if (item->name == name)
            return item->value;
    }
    return {};
}

QStringList Request::queryValues(QStringView name) const
{
    QStringList values;
    for (const Parameter &item : query) {
        if (item.name == name)
            values.append(item.value);
    }
    return values;
}

QString Request::pathParameter(QStringView name) const
{
    for (const Parameter &item : pathParameters) {
        if (item.name == name)
            return item.value;
    }
    return {};
}

std::optional<QList<Parameter>> Request::form() const
{
    return decodeQuery(body);
}

QByteArray Request::bearerToken() const
{
    const QByteArray authorization = headers.value("authorization");
    const QByteArrayView scheme("bearer ");
    if (authorization.size() > scheme.size()
        && equalsIgnoringCase(QByteArrayView(authorization).first(scheme.size()), scheme))
        return trimmed(QByteArrayView(authorization).sliced(scheme.size())).toByteArray();
    return queryValue(u"token").value_or(QString()).toUtf8();
}

std::optional<QList<Parameter>> decodeQuery(QByteArrayView encoded)
{
    QList<Parameter> items;
    while (!encoded.isEmpty()) {
        const qsizetype end = encoded.indexOf('&');
        const QByteArrayView pair = end < 0 ? encoded : encoded.first(end);
        encoded = end < 0 ? QByteArrayView() : encoded.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decodeFormText(equals < 0 ? pair : pair.first(equals));
        const auto value = decodeFormText(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1));
        if (!name || !value)
            return {};
        items.append(Parameter{*name, *value});
    }
    return items;
}

std::optional<QString> decodeSegment(QByteArrayView encoded)
{
    QByteArray bytes;
    bytes.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        char c = encoded[i];
        if (c == '%') {
            if (i + 2 >= encoded.size())
                return {};
            const int high = hexDigit(encoded[i + 1]);
            const int low = hexDigit(encoded[i + 2]);
            if (high < 0 || low < 0)
                return {};
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return {};
        bytes += c;
    }
    return fromUtf8(bytes);
}

std::optional<QStringList> splitPath(QByteArrayView path)
{
    if (!path.startsWith('/'))
        return {};
    QStringList segments;
    QByteArrayView rest = path.sliced(1);
    while (true) {
        const qsizetype slash = rest.indexOf('/');
        auto segment = decodeSegment(slash < 0 ? rest : rest.first(slash));
        if (!segment)
            return {};
        segments.append(*std::move(segment));
        if (slash < 0)
            return segments;
        rest = rest.sliced(slash + 1);
    }
}

} // namespace Tickwell
