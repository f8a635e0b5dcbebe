// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

struct z_stream_s;

namespace Tickwell {

/// Undoes a body's Content-Encoding as it comes in. Qt's own way unpacks each piece twice, whole,
/// to count what it will come to: what is packed a thousandfold would hold up the event loop.
class BodyDecoder
{
public:
    /// Takes decoded bytes, at most 64 KiB at a time; false: no more are wanted.
    using Sink = std::function<bool(const char *bytes, qint64 size)>;

    enum class Outcome {
        Good,
        Unwanted, ///< the sink wants no more
        Broken,   ///< not in the coding that it is said to be in, or one that nobody asked for
    };

    /// @p coding as a Content-Encoding names it: `gzip`, or none.
    explicit BodyDecoder(const QByteArray &coding);
    ~BodyDecoder();
    BodyDecoder(const BodyDecoder &) = delete;
    BodyDecoder &operator=(const BodyDecoder &) = delete;

    [[nodiscard]] Outcome feed(QByteArrayView piece, const Sink &sink);
    /// Whether the body may end here.
    [[nodiscard]] bool isComplete() const { return !m_stream || m_isAtEnd; }

private:
    std::unique_ptr<z_stream_s> m_stream; ///< none: bytes are as they are
    bool m_isUnknown = false;
    bool m_isAtEnd = true; ///< of a member of gzip, or before the first
};

} // namespace Tickwell
