// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <vector>

namespace Tickwell {

/// A complete WebSocket frame as a server sends it (RFC 6455 §5.2: FIN set, unmasked), encoded
/// once, or several of them in a row. Copies share its bytes, so a fan-out costs each receiver a
/// reference.
class Frame
{
public:
    /// Close reasons are cut to this many bytes of UTF-8, at a character's boundary (§5.5).
    static constexpr qsizetype MaxCloseReason = 123;

    /// A null frame: nothing to send.
    Frame() = default;

    /// A text message in one frame. @p utf8 must be valid UTF-8; it may be empty.
    [[nodiscard]] static Frame text(QByteArrayView utf8);
    /// @p code 1005 means none, and then there is no reason either (§7.4.1).
    [[nodiscard]] static Frame close(quint16 code, QStringView reason);
    [[nodiscard]] static Frame ping();
    /// Answers a ping that carried @p payload, of at most 125 bytes.
    [[nodiscard]] static Frame pong(QByteArrayView payload);

    /// @p frames, of which there is at least one, to be sent as one.
    [[nodiscard]] static Frame joined(const std::vector<Frame> &frames);

    /// How many frames this is.
    [[nodiscard]] quint32 count() const { return m_count; }
    [[nodiscard]] bool isNull() const { return m_bytes.isNull(); }
    /// Header and payload.
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }
    /// What stands after the header of one frame; valid as long as the frame.
    [[nodiscard]] QByteArrayView payload() const;

private:
    [[nodiscard]] static Frame control(char first, QByteArrayView payload);

    explicit Frame(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    QByteArray m_bytes;
    quint32 m_count = 1;
};

} // namespace Tickwell
