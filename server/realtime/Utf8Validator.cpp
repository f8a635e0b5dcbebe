// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Utf8Validator.h"

#include <cstring>

namespace Tickwell {

namespace {

/// The first byte from @p at on that is no ASCII.
const char *skipAscii(const char *at, const char *end)
{
    while (end - at >= 8) {
        quint64 eight = 0;
        std::memcpy(&eight, at, 8);
        if (eight & 0x8080808080808080)
            break;
        at += 8;
    }
    while (at != end && static_cast<quint8>(*at) < 0x80)
        ++at;
    return at;
}

} // namespace

/// RFC 3629 §4: only the second byte has bounds that depend on the first.
bool Utf8Validator::begin(quint8 lead)
{
    m_low = 0x80;
    m_high = 0xbf;
    if (lead < 0xc2)
        return false;
    if (lead < 0xe0) {
        m_missing = 1;
    } else if (lead < 0xf0) {
        m_missing = 2;
        if (lead == 0xe0)
            m_low = 0xa0;
        else if (lead == 0xed)
            m_high = 0x9f;
    } else if (lead < 0xf5) {
        m_missing = 3;
        if (lead == 0xf0)
            m_low = 0x90;
        else if (lead == 0xf4)
            m_high = 0x8f;
    } else {
        return false;
    }
    return true;
}

bool Utf8Validator::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    while (at != end) {
        if (m_missing == 0) {
            at = skipAscii(at, end);
            if (at == end)
                break;
            if (!begin(static_cast<quint8>(*at)))
                return false;
        } else {
            const auto byte = static_cast<quint8>(*at);
            if (byte < m_low || byte > m_high)
                return false;
            m_low = 0x80;
            m_high = 0xbf;
            --m_missing;
        }
        ++at;
    }
    return true;
}

} // namespace Tickwell
