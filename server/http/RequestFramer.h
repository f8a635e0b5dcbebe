// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpLimits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace Tickwell {

/// Where one HTTP/1.x request ends, and whether it is one at all (RFC 9112, read strictly): the
/// state machine of the gate. Pure: no socket, no clock.
///
/// Fed the bytes of a connection in any splits, it takes those of one request and no byte more. The
/// body comes out decoded; the head comes out without its framing lines, so that who reads it after
/// cannot disagree about where the request ends.
class RequestFramer
{
public:
    enum class State {
        Head, ///< more bytes of the request line or the headers are needed
        Body, ///< the head is complete and sound; bytes of the body are needed
        Complete,
        Refused, ///< see refusal(); it takes no more bytes
    };

    struct Refusal
    {
        int status = 400;
        QString detail;          ///< for the client
        const char *reason = ""; ///< short and stable: the name of a counter
    };

    explicit RequestFramer(const HttpLimits &limits);

    /// Takes what belongs to this request from the front of @p bytes and says how many bytes it
    /// took. It stops behind the head, so that its caller can look before the body is read.
    qsizetype feed(QByteArrayView bytes);

    /// Forgets this request and waits for the next one.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool hasBegun() const
    {
        return m_state != State::Head || m_lineStart > 0 || !m_head.isEmpty();
    }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }

    // Of a complete head:
    [[nodiscard]] QByteArrayView method() const { return view(m_method); }
    [[nodiscard]] QByteArrayView target() const { return view(m_target); }
    [[nodiscard]] int minorVersion() const { return m_minorVersion; }
    [[nodiscard]] bool keepAlive() const { return m_keepAlive; }
    [[nodiscard]] bool expectsContinue() const { return m_expectsContinue; }
    [[nodiscard]] bool isWebSocketUpgrade() const { return m_webSocketUpgrade; }
    [[nodiscard]] qsizetype headSize() const; ///< bytes it took on the wire
    /// Request line and headers up to the blank line, without framing fields.
    [[nodiscard]] QByteArray plainHead() const;
    [[nodiscard]] bool hasBody() const;
    [[nodiscard]] QByteArray takeBody();

private:
    HttpLimits m_limits;
};

} // namespace Tickwell
