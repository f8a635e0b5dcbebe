// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/BodyDecoder.h"

#include <zlib.h>

#include <array>

namespace Tickwell {

BodyDecoder::BodyDecoder(const QByteArray &coding)
{
    constexpr int Gzip = 16 + MAX_WBITS;
    const QByteArray name = coding.trimmed().toLower();
    if (name.isEmpty() || name == "identity")
        return;
    m_isUnknown = name != "gzip" && name != "x-gzip";
    if (m_isUnknown)
        return;
    m_stream = std::make_unique<z_stream_s>();
    if (inflateInit2(m_stream.get(), Gzip) != Z_OK)
        qFatal("zlib has no memory");
}

BodyDecoder::~BodyDecoder()
{
    if (m_stream)
        inflateEnd(m_stream.get());
}

BodyDecoder::Outcome BodyDecoder::feed(QByteArrayView piece, const Sink &sink)
{
    if (m_isUnknown)
        return Outcome::Broken;
    if (!m_stream)
        return sink(piece.data(), piece.size()) ? Outcome::Good : Outcome::Unwanted;
    // zlib does not write to what it reads.
    m_stream->next_in =
        const_cast<Bytef *>(reinterpret_cast<const Bytef *>(piece.data())); // NOLINT
    m_stream->avail_in = static_cast<uInt>(piece.size());
    std::array<char, 64 * 1024> out;
    while (true) {
        // RFC 1952: members may follow each other.
        if (m_isAtEnd && m_stream->avail_in > 0) {
            inflateReset(m_stream.get());
            m_isAtEnd = false;
        }
        m_stream->next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream->avail_out = static_cast<uInt>(out.size());
        const int result = inflate(m_stream.get(), Z_NO_FLUSH);
        const auto size = static_cast<qint64>(out.size() - m_stream->avail_out);
        if (size > 0 && !sink(out.data(), size))
            return Outcome::Unwanted;
        m_isAtEnd = result == Z_STREAM_END;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return Outcome::Broken;
        if (m_stream->avail_in == 0 && m_stream->avail_out > 0)
            return Outcome::Good;
    }
}

} // namespace Tickwell
