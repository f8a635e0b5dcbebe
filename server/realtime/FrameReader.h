// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "realtime/Utf8Validator.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace Tickwell {

/// Reads the frames of a WebSocket client (RFC 6455 §5): bytes in, in pieces of any size, messages
/// and control frames out. Knows no socket. Without extensions, and for text messages alone.
///
/// It holds one message and one control frame at most, and of those only what has come: a length
/// that is merely announced costs nothing. What is wrong with a header is said before its payload
/// comes, and what is no UTF-8 at the very byte. Bytes past a fault or a close frame are taken and
/// not looked at.
class FrameReader
{
public:
    struct Event
    {
        enum class Kind {
            Message, ///< a whole message; `payload` is valid UTF-8
            Ping,    ///< to be answered with a pong of the same `payload`
            Pong,
            Close, ///< the client closes with `code` (1005: it gave none); `payload` is its reason
            Fault, ///< the connection is to be closed with `code`; `payload` says why, in ASCII
        };
        Kind kind = Kind::Fault;
        QByteArray payload;
        quint16 code = 0;
    };

    /// Messages of more than @p maxMessageBytes, in one frame or many, are a fault (1009).
    explicit FrameReader(qsizetype maxMessageBytes)
        : m_maxMessageBytes(maxMessageBytes)
    {
    }

    /// Takes bytes off the front of @p bytes until there is an event. When there is none, all of
    /// them are taken. Call it again with what is left, and then with what comes next.
    [[nodiscard]] std::optional<Event> feed(QByteArrayView &bytes);

    /// After Close or Fault.
    [[nodiscard]] bool isOver() const { return m_phase == Phase::Over; }
    /// Bytes it holds of messages and frames that are not complete.
    [[nodiscard]] qsizetype held() const { return m_message.size() + m_control.size(); }

private:
    enum class Phase { Header, Payload, Over };

    [[nodiscard]] std::optional<Event> readHeader(QByteArrayView &bytes);
    [[nodiscard]] std::optional<Event> checkStart();
    [[nodiscard]] std::optional<Event> checkLength();
    [[nodiscard]] std::optional<Event> readPayload(QByteArrayView &bytes);
    [[nodiscard]] std::optional<Event> endFrame();
    [[nodiscard]] Event endClose();
    [[nodiscard]] Event fault(quint16 code, const char *reason);
    [[nodiscard]] bool isControl() const { return (m_opcode & 0x8) != 0; }
    [[nodiscard]] qsizetype extendedLength() const;

    qsizetype m_maxMessageBytes;
    Phase m_phase = Phase::Header;

    std::array<char, 14> m_header{};
    qsizetype m_headerSize = 0;
    qsizetype m_headerWanted = 2;

    quint8 m_opcode = 0;
    bool m_isFinal = false;
    quint64 m_length = 0; ///< of the frame's payload
    quint64 m_taken = 0;  ///< of it

    bool m_isInMessage = false; ///< a message has begun, and its last frame has not ended
    QByteArray m_message;
    QByteArray m_control;
    Utf8Validator m_utf8;
};

} // namespace Tickwell
