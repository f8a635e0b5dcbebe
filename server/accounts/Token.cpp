// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Token.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace Tickwell {

namespace {

/// Ours have some 150 bytes; what is much longer need not be looked into.
constexpr qsizetype MaxSize = 4096;

constexpr auto Encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signatureOf(const QByteArray &signedPart, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(signedPart, secret, QCryptographicHash::Sha256);
}

/// In a time that does not tell where they differ.
bool isEqual(const QByteArray &left, const QByteArray &right)
{
    if (left.size() != right.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= static_cast<unsigned char>(left[i] ^ right[i]);
    return difference == 0;
}

std::optional<QByteArray> decoded(const QByteArray &part)
{
    auto result =
        QByteArray::fromBase64Encoding(part, Encoding | QByteArray::AbortOnBase64DecodingErrors);
    // One text only stands for the same bytes.
    if (!result || (*result).toBase64(Encoding) != part)
        return {};
    return *result;
}

std::optional<QJsonObject> readObject(const QByteArray &part)
{
    const auto json = decoded(part);
    if (!json)
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(*json);
    if (!document.isObject())
        return {};
    return document.object();
}

/// Seconds since the epoch, in any year that a Timestamp has room for.
std::optional<Timestamp> readTime(const QJsonValue &value)
{
    constexpr double MaxSeconds = 1e11;
    if (!value.isDouble() || !(value.toDouble() >= 0) || value.toDouble() > MaxSeconds)
        return {};
    return Timestamp(std::chrono::seconds(static_cast<qint64>(value.toDouble())));
}

qint64 secondsOf(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

} // namespace

QByteArray makeToken(const TokenClaims &claims, const QByteArray &secret)
{
    static const QByteArray header =
        QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(Encoding);
    const QByteArray payload = "{\"sub\":\"" + QByteArray::number(claims.userId)
        + "\",\"iat\":" + QByteArray::number(secondsOf(claims.issuedAt))
        + ",\"exp\":" + QByteArray::number(secondsOf(claims.expires)) + '}';
    const QByteArray signedPart = header + '.' + payload.toBase64(Encoding);
    return signedPart + '.' + signatureOf(signedPart, secret).toBase64(Encoding);
}

std::optional<TokenClaims> readToken(const QByteArray &token, const QByteArray &secret,
                                     Timestamp now)
{
    const QByteArrayList parts = token.size() <= MaxSize ? token.split('.') : QByteArrayList();
    if (parts.size() != 3)
        return {};
    const auto signature = decoded(parts[2]);
    if (!signature || !isEqual(*signature, signatureOf(parts[0] + '.' + parts[1], secret)))
        return {};
    const auto header = readObject(parts[0]);
    if (!header || header->value(u"alg").toString() != u"HS256" || header->contains(u"crit"))
        return {};
    const auto payload = readObject(parts[1]);
    if (!payload)
        return {};
    bool isNumber = false;
    const qint64 userId = payload->value(u"sub").toString().toLongLong(&isNumber);
    const auto issuedAt = readTime(payload->value(u"iat"));
    const auto expires = readTime(payload->value(u"exp"));
    if (!isNumber || !issuedAt || !expires || *expires <= now)
        return {};
    if (const QJsonValue from = payload->value(u"nbf"); !from.isUndefined()) {
        const auto notBefore = readTime(from);
        if (!notBefore || *notBefore > now)
            return {};
    }
    return TokenClaims{userId, *issuedAt, *expires};
}

} // namespace Tickwell
