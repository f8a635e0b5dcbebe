// SPDX-License-Identifier: GPL-3.0-or-later
#include "realtime/Frame.h"

#include <QtEndian>

#include <array>

namespace Tickwell {

namespace {

constexpr char TextFinal = '\x81';
constexpr char CloseFinal = '\x88';
constexpr char PingFinal = '\x89';
constexpr char PongFinal = '\x8a';
constexpr quint16 NoStatus = 1005;
constexpr quint8 Length16 = 126;
constexpr quint8 Length64 = 127;

/// Writes the header of an unmasked frame and returns its size, 2 to 10 bytes.
qsizetype writeHeader(std::array<char, 10> &header, char first, qsizetype payload)
{
    header[0] = first;
    if (payload < Length16) {
        header[1] = static_cast<char>(payload);
        return 2;
    }
    if (payload <= 0xffff) {
        header[1] = static_cast<char>(Length16);
        qToBigEndian(static_cast<quint16>(payload), header.data() + 2);
        return 4;
    }
    header[1] = static_cast<char>(Length64);
    qToBigEndian(static_cast<quint64>(payload), header.data() + 2);
    return 10;
}

qsizetype headerSize(const QByteArray &frame)
{
    switch (static_cast<quint8>(frame.at(1)) & 0x7f) {
    case Length16:
        return 4;
    case Length64:
        return 10;
    default:
        return 2;
    }
}

} // namespace

Frame Frame::text(QByteArrayView utf8)
{
    std::array<char, 10> header;
    const qsizetype size = writeHeader(header, TextFinal, utf8.size());
    QByteArray bytes;
    bytes.reserve(size + utf8.size());
    bytes.append(header.data(), size).append(utf8);
    return Frame(std::move(bytes));
}

Frame Frame::control(char first, QByteArrayView payload)
{
    QByteArray bytes;
    bytes.reserve(2 + payload.size());
    bytes.append(first).append(static_cast<char>(payload.size())).append(payload);
    return Frame(std::move(bytes));
}

Frame Frame::joined(const std::vector<Frame> &frames)
{
    if (frames.size() == 1)
        return frames.front();
    qsizetype size = 0;
    quint32 count = 0;
    for (const Frame &frame : frames) {
        size += frame.size();
        count += frame.count();
    }
    QByteArray bytes;
    bytes.reserve(size);
    for (const Frame &frame : frames)
        bytes.append(frame.bytes());
    Frame all(std::move(bytes));
    all.m_count = count;
    return all;
}

Frame Frame::close(quint16 code, QStringView reason)
{
    if (code == NoStatus)
        return control(CloseFinal, {});
    QByteArray utf8 = reason.toUtf8();
    if (utf8.size() > MaxCloseReason) {
        qsizetype end = MaxCloseReason;
        while (end > 0 && (static_cast<quint8>(utf8.at(end)) & 0xc0) == 0x80)
            --end;
        utf8.truncate(end);
    }
    std::array<char, 2> bigEndian;
    qToBigEndian(code, bigEndian.data());
    return control(CloseFinal, QByteArray(bigEndian.data(), 2) + utf8);
}

Frame Frame::ping()
{
    return control(PingFinal, {});
}

Frame Frame::pong(QByteArrayView payload)
{
    return control(PongFinal, payload);
}

QByteArrayView Frame::payload() const
{
    return isNull() ? QByteArrayView() : QByteArrayView(m_bytes).sliced(headerSize(m_bytes));
}

} // namespace Tickwell
