// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/FrameReader.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace Tickwell {

namespace {

// RFC 6455 §5.2 and §7.4.1.
constexpr quint8 FinalBit = 0x80;
constexpr quint8 ReservedBits = 0x70;
constexpr quint8 MaskBit = 0x80;
constexpr quint8 Length16 = 126;
constexpr quint8 Length64 = 127;
constexpr quint8 Continuation = 0x0;
constexpr quint8 Text = 0x1;
constexpr quint8 Binary = 0x2;
constexpr quint8 Close = 0x8;
constexpr quint8 Ping = 0x9;
constexpr quint8 Pong = 0xa;
constexpr quint64 MaxControl = 125;
constexpr qsizetype MaskSize = 4;

constexpr quint16 ProtocolError = 1002;
constexpr quint16 UnsupportedData = 1003;
constexpr quint16 NoStatus = 1005;
constexpr quint16 InvalidPayload = 1007;
constexpr quint16 TooBig = 1009;

bool isKnownOpcode(quint8 opcode)
{
    return opcode <= Binary || (opcode >= Close && opcode <= Pong);
}

/// Whether a close frame may carry @p code: those of §7.4.1 that may be sent, those that IANA has
/// registered since, and those of libraries and applications.
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
}

/// Appends @p masked to @p out, unmasked; its first byte is the @p position-th of the payload.
void appendUnmasked(QByteArray &out, QByteArrayView masked, const char *mask, quint64 position)
{
    std::array<char, 8> key{};
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = mask[(position + i) % MaskSize];
    quint64 wideKey = 0;
    std::memcpy(&wideKey, key.data(), 8);

    const qsizetype start = out.size();
    out.resize(start + masked.size());
    char *to = out.data() + start;
    const char *from = masked.data();
    qsizetype i = 0;
    for (; i + 8 <= masked.size(); i += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, from + i, 8);
        eight ^= wideKey;
        std::memcpy(to + i, &eight, 8);
    }
    for (; i < masked.size(); ++i)
        to[i] = static_cast<char>(from[i] ^ key[static_cast<std::size_t>(i) % 8]);
}

} // namespace

std::optional<FrameReader::Event> FrameReader::feed(QByteArrayView &bytes)
{
    while (!bytes.isEmpty()) {
        std::optional<Event> event;
        switch (m_phase) {
        case Phase::Header:
            event = readHeader(bytes);
            break;
        case Phase::Payload:
            event = readPayload(bytes);
            break;
        case Phase::Over:
            bytes = {};
            break;
        }
        if (event)
            return event;
    }
    return {};
}

FrameReader::Event FrameReader::fault(quint16 code, const char *reason)
{
    m_phase = Phase::Over;
    m_message = {};
    m_control = {};
    return {Event::Kind::Fault, reason, code};
}

/// Bytes of the length that follow the first two.
qsizetype FrameReader::extendedLength() const
{
    switch (static_cast<quint8>(m_header[1]) & ~MaskBit) {
    case Length16:
        return 2;
    case Length64:
        return 8;
    default:
        return 0;
    }
}

std::optional<FrameReader::Event> FrameReader::readHeader(QByteArrayView &bytes)
{
    while (m_headerSize < m_headerWanted) {
        if (bytes.isEmpty())
            return {};
        m_header[static_cast<std::size_t>(m_headerSize++)] = bytes.front();
        bytes = bytes.sliced(1);
        if (m_headerSize == 2) {
            if (auto wrong = checkStart())
                return wrong;
            m_headerWanted = 2 + extendedLength() + MaskSize;
        }
        if (m_headerSize == m_headerWanted - MaskSize) {
            if (auto wrong = checkLength())
                return wrong;
        }
    }
    m_phase = Phase::Payload;
    m_taken = 0;
    // Nothing more may come, and then nobody would look.
    return m_length == 0 ? endFrame() : std::nullopt;
}

std::optional<FrameReader::Event> FrameReader::checkStart()
{
    const auto first = static_cast<quint8>(m_header[0]);
    const auto second = static_cast<quint8>(m_header[1]);
    m_isFinal = (first & FinalBit) != 0;
    m_opcode = first & 0x0f;
    if (first & ReservedBits)
        return fault(ProtocolError, "a reserved bit is set and no extension was agreed on");
    if (!isKnownOpcode(m_opcode))
        return fault(ProtocolError, "unknown opcode");
    if (!(second & MaskBit))
        return fault(ProtocolError, "frames of a client must be masked");
    if (isControl()) {
        if (!m_isFinal)
            return fault(ProtocolError, "control frames must not be fragmented");
        if ((second & ~MaskBit) > MaxControl)
            return fault(ProtocolError, "control frames carry at most 125 bytes");
        return {};
    }
    if (m_opcode == Continuation && !m_isInMessage)
        return fault(ProtocolError, "there is no message to continue");
    if (m_opcode != Continuation && m_isInMessage)
        return fault(ProtocolError, "the message before has not ended");
    if (m_opcode == Binary)
        return fault(UnsupportedData, "only text messages are understood");
    return {};
}

std::optional<FrameReader::Event> FrameReader::checkLength()
{
    switch (extendedLength()) {
    case 2:
        m_length = qFromBigEndian<quint16>(m_header.data() + 2);
        if (m_length < Length16)
            return fault(ProtocolError, "the length must be written in as few bytes as it takes");
        break;
    case 8:
        m_length = qFromBigEndian<quint64>(m_header.data() + 2);
        if (m_length <= 0xffff)
            return fault(ProtocolError, "the length must be written in as few bytes as it takes");
        if (m_length >> 63)
            return fault(ProtocolError, "a length has 63 bits");
        break;
    default:
        m_length = static_cast<quint8>(m_header[1]) & ~MaskBit;
        break;
    }
    if (!isControl() && m_length > static_cast<quint64>(m_maxMessageBytes - m_message.size()))
        return fault(TooBig, "the message is too long");
    return {};
}

std::optional<FrameReader::Event> FrameReader::readPayload(QByteArrayView &bytes)
{
    const auto size =
        static_cast<qsizetype>(std::min(m_length - m_taken, static_cast<quint64>(bytes.size())));
    QByteArray &into = isControl() ? m_control : m_message;
    appendUnmasked(into, bytes.first(size), m_header.data() + m_headerWanted - MaskSize, m_taken);
    bytes = bytes.sliced(size);
    m_taken += static_cast<quint64>(size);
    if (!isControl() && !m_utf8.feed(QByteArrayView(into).last(size)))
        return fault(InvalidPayload, "a text message must be UTF-8");
    return m_taken == m_length ? endFrame() : std::nullopt;
}

std::optional<FrameReader::Event> FrameReader::endFrame()
{
    m_phase = Phase::Header;
    m_headerSize = 0;
    m_headerWanted = 2;
    switch (m_opcode) {
    case Close:
        return endClose();
    case Ping:
        return Event{Event::Kind::Ping, std::exchange(m_control, {}), 0};
    case Pong:
        return Event{Event::Kind::Pong, std::exchange(m_control, {}), 0};
    default:
        break;
    }
    m_isInMessage = !m_isFinal;
    if (!m_isFinal)
        return {};
    if (!m_utf8.isComplete())
        return fault(InvalidPayload, "a text message must be UTF-8");
    return Event{Event::Kind::Message, std::exchange(m_message, {}), 0};
}

FrameReader::Event FrameReader::endClose()
{
    const QByteArray payload = std::exchange(m_control, {});
    if (payload.size() == 1)
        return fault(ProtocolError, "a close code has two bytes");
    quint16 code = NoStatus;
    if (!payload.isEmpty()) {
        code = qFromBigEndian<quint16>(payload.constData());
        if (!isCloseCode(code))
            return fault(ProtocolError, "not a close code that may be sent");
    }
    QByteArray reason = payload.mid(2);
    Utf8Validator utf8;
    if (!utf8.feed(reason) || !utf8.isComplete())
        return fault(InvalidPayload, "a close reason must be UTF-8");
    m_phase = Phase::Over;
    m_message = {};
    return {Event::Kind::Close, std::move(reason), code};
}

} // namespace Tickwell
