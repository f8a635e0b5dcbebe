// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/RedisUrl.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

#include <sys/un.h>

namespace Tickwell {

namespace {

constexpr QLatin1String Form("redis://[user:password@]host[:port][/database] or "
                             "unix://[user:password@]/path[?db=database]");

tl::unexpected<Error> wrong(const QString &what)
{
    return failure(QStringLiteral("%1; a Redis is named by %2").arg(what, Form));
}

Result<int> databaseOf(const QString &text)
{
    const bool digits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool ok = false;
    const int number = text.toInt(&ok);
    if (!digits || !ok)
        return wrong(QStringLiteral("the database is not a whole number"));
    return number;
}

Result<void> readUser(RedisUrl &redis, const QUrl &url)
{
    redis.user = QByteArray::fromPercentEncoding(url.userName(QUrl::FullyEncoded).toLatin1());
    redis.password = QByteArray::fromPercentEncoding(url.password(QUrl::FullyEncoded).toLatin1());
    if (redis.password.isEmpty() && !url.userInfo(QUrl::FullyEncoded).isEmpty())
        return wrong(QStringLiteral("there is a user without a password"));
    return {};
}

Result<void> readSocket(RedisUrl &redis, const QUrl &url)
{
    redis.socket = url.path(QUrl::FullyDecoded);
    if (!url.host().isEmpty() || redis.socket.size() < 2)
        return wrong(QStringLiteral("the path of the socket is not absolute"));
    if (redis.socket.toLocal8Bit().size() >= qsizetype(sizeof(sockaddr_un::sun_path)))
        return wrong(QStringLiteral("the path of the socket is longer than %1 bytes")
                         .arg(sizeof(sockaddr_un::sun_path) - 1));
    if (!url.hasQuery())
        return {};
    const auto items = QUrlQuery(url).queryItems();
    if (items.size() != 1 || items.first().first != u"db")
        return wrong(QStringLiteral("it has a parameter that is not db"));
    return databaseOf(items.first().second).map([&](int number) { redis.database = number; });
}

Result<void> readHost(RedisUrl &redis, const QUrl &url)
{
    redis.host = url.host(QUrl::FullyDecoded);
    if (redis.host.isEmpty())
        return wrong(QStringLiteral("the host is missing"));
    const int port = url.port(redis.port);
    if (port == 0)
        return wrong(QStringLiteral("port 0 is not a port"));
    redis.port = static_cast<quint16>(port);
    if (url.hasQuery())
        return wrong(QStringLiteral("it has parameters"));
    const QString path = url.path();
    if (path.isEmpty() || path == u"/")
        return {};
    return databaseOf(path.mid(1)).map([&](int number) { redis.database = number; });
}

} // namespace

QString RedisUrl::shown() const
{
    if (!socket.isEmpty())
        return socket;
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

Result<RedisUrl> parseRedisUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.startsWith(QLatin1String("rediss:"), Qt::CaseInsensitive)) {
        return failure(QStringLiteral("Redis over TLS (rediss://) is not available: use redis:// "
                                      "to the local end of a tunnel, such as stunnel's"));
    }
    const bool isSocket = url.scheme() == u"unix";
    if (!url.isValid() || (url.scheme() != u"redis" && !isSocket))
        return wrong(QStringLiteral("the URL cannot be understood"));
    if (url.hasFragment())
        return wrong(QStringLiteral("it has a part behind #, which is written %23 in a password"));
    RedisUrl redis;
    if (const auto read = readUser(redis, url); !read)
        return tl::unexpected(read.error());
    if (const auto read = isSocket ? readSocket(redis, url) : readHost(redis, url); !read)
        return tl::unexpected(read.error());
    return redis;
}

} // namespace Tickwell
