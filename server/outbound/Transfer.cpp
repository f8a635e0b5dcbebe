// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/Transfer.h"

#include "core/AsyncWaiter.h"
#include "outbound/AllowList.h"
#include "outbound/BodyDecoder.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace Tickwell {

namespace {

constexpr qint64 PieceBytes = 64 * 1024;

/// Ends a reply, perhaps from within its own signals.
struct EndReply
{
    void operator()(QNetworkReply *reply) const
    {
        reply->abort();
        reply->deleteLater();
    }
};
using Reply = std::unique_ptr<QNetworkReply, EndReply>;

QNetworkRequest requestFor(const TransferRequest &transfer)
{
    QUrl url = transfer.url;
    url.setHost(transfer.address.toString());
    QNetworkRequest request(url);
    request.setRawHeader("Host", authorityOf(transfer.url).toLatin1());
    request.setRawHeader("User-Agent", "Tickwell");
    request.setRawHeader("Accept", "*/*");
    request.setPeerVerifyName(transfer.url.host(QUrl::FullyEncoded));
    request.setSslConfiguration(transfer.tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // HTTP/2 would send the address as :authority.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Qt leaves to whoever asks for it to unpack it.
    request.setRawHeader("Accept-Encoding", "gzip");
    return request;
}

class Receiver
{
public:
    Receiver(QNetworkReply &reply, const TransferRequest &transfer, Waiter<void> &waiter)
        : m_reply(reply)
        , m_maxBytes(transfer.maxBytes)
        , m_keepBody(transfer.keepBody)
        , m_authority(authorityOf(transfer.url))
        , m_waiter(waiter)
    {
        // Qt takes no more off the socket than that before we have.
        reply.setReadBufferSize(4 * PieceBytes);
        QObject::connect(&reply, &QNetworkReply::metaDataChanged, &m_context,
                         [this] { checkHead(); });
        QObject::connect(&reply, &QIODevice::readyRead, &m_context, [this] { receive(); });
        QObject::connect(&reply, &QNetworkReply::finished, &m_context, [this] { finish(); });
    }

    [[nodiscard]] HttpAnswer answer()
    {
        HttpAnswer answer;
        answer.status = status();
        answer.contentType = m_reply.rawHeader("Content-Type");
        answer.location = m_reply.rawHeader("Location");
        answer.retryAfter = m_reply.rawHeader("Retry-After");
        answer.body = std::move(m_body);
        answer.bytes = m_bytes;
        return answer;
    }

private:
    [[nodiscard]] int status() const
    {
        return m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    // Each of these may end with settle(), after which this is no more.

    void checkHead()
    {
        bool ok = false;
        const qint64 length = m_reply.rawHeader("Content-Length").toLongLong(&ok);
        if (ok && length > m_maxBytes)
            m_waiter.settle(tooLarge());
    }

    void receive()
    {
        if (auto taken = take(); !taken)
            m_waiter.settle(std::move(taken));
    }

    void finish()
    {
        if (auto taken = take(); !taken)
            m_waiter.settle(std::move(taken));
        else if (const auto fault = faultOf(m_reply.error()))
            m_waiter.settle(tl::unexpected(*fault));
        else if (m_decoder && !m_decoder->isComplete())
            m_waiter.settle(undecodable());
        else
            m_waiter.settle({});
    }

    /// In pieces, so that what is packed small is never whole in memory.
    [[nodiscard]] Result<void> take()
    {
        const auto sink = [this](const char *bytes, qint64 size) {
            m_bytes += size;
            if (m_bytes > m_maxBytes)
                return false;
            if (m_keepBody)
                m_body.append(bytes, size);
            return true;
        };
        while (true) {
            const QByteArray piece = m_reply.read(PieceBytes);
            if (piece.isEmpty())
                return {};
            if (!m_decoder)
                m_decoder.emplace(m_reply.rawHeader("Content-Encoding"));
            switch (m_decoder->feed(piece, sink)) {
            case BodyDecoder::Outcome::Good:
                break;
            case BodyDecoder::Outcome::Unwanted:
                return tooLarge();
            case BodyDecoder::Outcome::Broken:
                return undecodable();
            }
        }
    }

    [[nodiscard]] tl::unexpected<Error> undecodable() const
    {
        return failure(QStringLiteral("The answer of %1 cannot be decoded").arg(m_authority));
    }

    [[nodiscard]] tl::unexpected<Error> tooLarge() const
    {
        return failure(QStringLiteral("The answer of %1 is larger than %2 bytes")
                           .arg(m_authority)
                           .arg(m_maxBytes),
                       Error::Kind::Limit);
    }

    /// None for what is an answer, whatever its status.
    [[nodiscard]] std::optional<Error> faultOf(QNetworkReply::NetworkError error) const
    {
        const auto fault = [this](const char *what, Error::Kind kind) {
            return Error{QString::fromLatin1(what).arg(m_authority), kind};
        };
        switch (error) {
        case QNetworkReply::NoError:
            if (status() == 0)
                return fault("%1 does not speak HTTP", Error::Kind::Invalid);
            return {};
        case QNetworkReply::ConnectionRefusedError:
            return fault("%1 refuses connections", Error::Kind::Unavailable);
        case QNetworkReply::RemoteHostClosedError:
            return fault("%1 closed the connection before its answer was complete",
                         Error::Kind::Unavailable);
        case QNetworkReply::SslHandshakeFailedError:
            return Error{QStringLiteral("No secure connection to %1: %2")
                             .arg(m_authority, m_reply.errorString()),
                         Error::Kind::Invalid};
        case QNetworkReply::ProtocolFailure:
            return fault("%1 answered something that is no HTTP", Error::Kind::Invalid);
        default:
            break;
        }
        // Qt takes it for that of a proxy of ours, and there is none.
        if (error == QNetworkReply::ProxyAuthenticationRequiredError && status() == 407)
            return {};
        if (error < QNetworkReply::ContentAccessDenied)
            return Error{
                QStringLiteral("%1 cannot be reached: %2").arg(m_authority, m_reply.errorString()),
                Error::Kind::Unavailable};
        // Qt has an error for each status from 400 on.
        if (status() >= 400)
            return {};
        return fault("%1 answered something that is no HTTP", Error::Kind::Invalid);
    }

    QNetworkReply &m_reply;
    qint64 m_maxBytes;
    bool m_keepBody;
    QString m_authority;
    Waiter<void> &m_waiter;
    std::optional<BodyDecoder> m_decoder; ///< from the first byte of the body on
    QByteArray m_body;
    qint64 m_bytes = 0;
    QObject m_context; ///< of the connections, which end with this
};

} // namespace

Async<HttpAnswer> transfer(Connections &connections, TransferRequest request, CancelToken token)
{
    const auto lease = connections.lease(
        QStringLiteral("%1 %2").arg(request.address.toString()).arg(portOf(request.url)));
    const Reply reply(lease.manager().get(requestFor(request)));
    Waiter<void> waiter(token);
    Receiver receiver(*reply, request, waiter);
    const auto done = co_await waiter;
    if (!done)
        co_return tl::unexpected(done.error());
    co_return receiver.answer();
}

} // namespace Tickwell
