// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

namespace Tickwell {

/// Bytes of one frame as a client sends it. @p first is the whole first byte: FIN, reserved bits
/// and opcode.
inline QByteArray clientFrame(int first, const QByteArray &payload,
                              const QByteArray &mask = QByteArray("\x12\x34\x56\x78", 4))
{
    QByteArray frame(1, static_cast<char>(first));
    char length[8];
    if (payload.size() < 126) {
        frame.append(static_cast<char>(0x80 | payload.size()));
    } else if (payload.size() <= 0xffff) {
        qToBigEndian(static_cast<quint16>(payload.size()), length);
        frame.append(static_cast<char>(0x80 | 126)).append(length, 2);
    } else {
        qToBigEndian(static_cast<quint64>(payload.size()), length);
        frame.append(static_cast<char>(0x80 | 127)).append(length, 8);
    }
    frame.append(mask);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload.at(i) ^ mask.at(i % 4)));
    return frame;
}

} // namespace Tickwell
