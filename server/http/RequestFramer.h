// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/HttpLimits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

namespace Tickwell {

/// Where one HTTP/1.x request ends, and whether it is one at all (RFC 9112, read strictly): the
/// state machine of the gate. Pure: no socket, no clock.
///
/// Fed the bytes of a connection in any splits, it takes those of one request and not a byte more.
/// The body comes out decoded; the head comes out without its framing fields, so that who reads it
/// next cannot disagree about where the request ends.
class RequestFramer
{
public:
    enum class State {
        Head, ///< needs more bytes of the request line or the headers
        Body, ///< the head is complete and sound; needs bytes of the body
        Complete,
        Refused, ///< see refusal(); it takes no more bytes
    };

    struct Refusal
    {
        int status = 400;
        QString detail;    ///< for the client
        QByteArray reason; ///< short and stable: the name of a counter
    };

    /// How many bytes of body a request with this method and target may have.
    using BodyLimit = std::function<qint64(const QByteArray &method, const QByteArray &target)>;

    /// Without @p bodyLimit, the one of @p limits holds. It is asked once the head of a request
    /// with a body is complete.
    explicit RequestFramer(const HttpLimits &limits = {}, BodyLimit bodyLimit = {});

    /// Takes what belongs to this request from the front of @p bytes and says how many bytes that
    /// was. It stops behind the head, so that the caller can look before the body is read.
    qsizetype feed(QByteArrayView bytes);

    /// Forgets this request and waits for the next one.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool hasBegun() const { return m_begun; }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }

    // Of a complete head:
    [[nodiscard]] const QByteArray &method() const { return m_method; }
    /// Path and query as sent; a target in absolute form has lost its scheme and authority.
    [[nodiscard]] const QByteArray &target() const { return m_target; }
    [[nodiscard]] int minorVersion() const { return m_minorVersion; }
    [[nodiscard]] bool keepAlive() const { return m_keepAlive; }
    [[nodiscard]] bool expectsContinue() const { return m_expectsContinue; }
    /// A sound opening handshake of RFC 6455, version 13.
    [[nodiscard]] bool isWebSocketUpgrade() const { return m_isWebSocketUpgrade; }
    /// Request line, headers and blank line, without framing fields.
    [[nodiscard]] QByteArray plainHead() const;
    [[nodiscard]] int plainHeaderCount() const { return m_plainCount; }

    /// How much of the decoded body has come.
    [[nodiscard]] qint64 bodyBytes() const { return m_body.size(); }
    /// The decoded body of a complete request; the framer keeps none of it.
    [[nodiscard]] QByteArray takeBody();

private:
    enum class Step { RequestLine, Header, FixedBody, ChunkSize, ChunkData, ChunkEnd, Trailer };

    qsizetype takeLine(QByteArrayView bytes);
    qsizetype takeBody(QByteArrayView bytes);
    bool lineFits(qsizetype size);
    void handleLine(QByteArrayView line);
    void handleRequestLine(QByteArrayView line);
    bool handleTarget(QByteArrayView target);
    void handleHeader(QByteArrayView line);
    bool handleFramingField(QByteArrayView name, QByteArrayView value);
    void handleEndOfHead();
    void handleWebSocketUpgrade();
    bool bodyFits(qint64 size);
    void handleChunkSize(QByteArrayView line);
    void refuse(int status, const QString &detail, const char *reason);

    HttpLimits m_limits;
    BodyLimit m_askBodyLimit;
    qint64 m_bodyLimit = 0;
    State m_state = State::Head;
    Step m_step = Step::RequestLine;
    Refusal m_refusal;

    QByteArray m_line; ///< the beginning of a line whose end has not come yet
    bool m_begun = false;
    bool m_afterBlankLine = false;
    QByteArray m_method;
    QByteArray m_target;
    QByteArray m_authority; ///< of a target in absolute form: stands for Host
    QByteArray m_plainFields;
    int m_plainCount = 0;
    int m_headerCount = 0;
    qsizetype m_headerBytes = 0;
    int m_minorVersion = 1;

    int m_hosts = 0;
    qint64 m_contentLength = -1;
    bool m_isChunked = false;
    bool m_keepAlive = true;
    bool m_closeAsked = false;
    bool m_keepAliveAsked = false;
    bool m_expectsContinue = false;
    bool m_upgradeAsked = false;   ///< `Connection: upgrade`
    bool m_webSocketNamed = false; ///< `Upgrade: websocket`
    QByteArray m_webSocketKey;
    QByteArray m_webSocketVersion;
    bool m_isWebSocketUpgrade = false;

    QByteArray m_body;
    qint64 m_bodyLeft = 0; ///< of the body, or of the chunk
    qsizetype m_chunkExtensionBytes = 0;
};

} // namespace Tickwell
