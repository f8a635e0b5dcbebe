// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What libFuzzer calls with each input, and replay_corpus.cpp with each file of the corpus: no
/// input whatever may make it crash, hang or find a promise of the tested code broken.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace Tickwell {

/// Ends the program where @p holds is false: a fuzzer keeps the input that led there.
inline void mustHold(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken promise: %s\n", promise);
    std::abort();
}

[[nodiscard]] inline QByteArrayView asBytes(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// Whether @p read is what Qt makes of the JSON string @p text: it takes a first U+FEFF for a byte
/// order mark, unless there are escapes behind it.
[[nodiscard]] inline bool isReadBack(const QString &read, const QString &text)
{
    const bool isMarked = text.startsWith(QChar(QChar::ByteOrderMark));
    return read == text || (isMarked && read == text.sliced(1));
}

/// Numbers that depend on the input alone, so that an input which failed fails again.
class Dice
{
public:
    explicit Dice(QByteArrayView seed)
    {
        for (const char c : seed)
            m_state = (m_state ^ static_cast<std::uint8_t>(c)) * 0x100000001b3U;
    }

    /// From 0 to @p bound - 1.
    [[nodiscard]] qsizetype roll(qsizetype bound)
    {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return static_cast<qsizetype>(m_state % static_cast<std::uint64_t>(bound));
    }

private:
    std::uint64_t m_state = 0xcbf29ce484222325U;
};

} // namespace Tickwell
