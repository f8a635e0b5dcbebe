// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Tickwell {

/// Checks UTF-8 (RFC 3629) that comes in pieces, which may end anywhere, also inside a character.
/// Overlong forms, surrogates and what lies beyond U+10FFFF are no UTF-8. Plain value.
class Utf8Validator
{
public:
    /// False as soon as what was fed can be the beginning of no UTF-8; feed nothing after that.
    [[nodiscard]] bool feed(QByteArrayView bytes);
    /// Whether no character is left unfinished.
    [[nodiscard]] bool isComplete() const { return m_missing == 0; }

private:
    [[nodiscard]] bool begin(quint8 lead);

    int m_missing = 0; ///< bytes of the character that has begun
    // Between these the next of them lies.
    quint8 m_low = 0;
    quint8 m_high = 0;
};

} // namespace Tickwell
