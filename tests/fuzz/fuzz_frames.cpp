// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "realtime/FrameReader.h"

#include <QList>
#include <QString>

using namespace Tickwell;

// The input is what a client sends after its handshake: masked frames, or what it takes for them.

namespace {

constexpr qsizetype MaxMessage = 300;
constexpr qsizetype MaxControl = 125;

using Kind = FrameReader::Event::Kind;

struct Seen
{
    Kind kind = Kind::Fault;
    QByteArray payload;
    quint16 code = 0;

    friend bool operator==(const Seen &, const Seen &) = default;
};

template<typename NextSize>
QList<Seen> readAll(QByteArrayView bytes, NextSize nextSize)
{
    FrameReader reader(MaxMessage);
    QList<Seen> seen;
    while (!bytes.isEmpty()) {
        QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), nextSize()));
        bytes = bytes.sliced(piece.size());
        while (!piece.isEmpty()) {
            const qsizetype before = piece.size();
            const auto event = reader.feed(piece);
            mustHold(piece.size() < before, "the reader gets on");
            mustHold(event || piece.isEmpty(), "without an event all is taken");
            mustHold(reader.held() <= MaxMessage + MaxControl, "what is held is bounded");
            if (!event)
                continue;
            mustHold(seen.isEmpty()
                         || (seen.last().kind != Kind::Close && seen.last().kind != Kind::Fault),
                     "nothing comes after the end");
            mustHold(reader.isOver() == (event->kind == Kind::Close || event->kind == Kind::Fault),
                     "a close and a fault are the end, nothing else is");
            seen.append({event->kind, event->payload, event->code});
        }
    }
    return seen;
}

void checkEvent(const Seen &event)
{
    switch (event.kind) {
    case Kind::Message:
        mustHold(event.payload.size() <= MaxMessage, "a message keeps to its limit");
        mustHold(event.payload.isValidUtf8(), "a message is UTF-8");
        break;
    case Kind::Ping:
    case Kind::Pong:
        mustHold(event.payload.size() <= MaxControl, "a control frame is small");
        break;
    case Kind::Close:
        mustHold(event.payload.size() <= MaxControl - 2 && event.payload.isValidUtf8(),
                 "a reason is a short text");
        mustHold(event.code >= 1000 && event.code < 5000 && event.code != 1004 && event.code != 1006
                     && event.code != 1015,
                 "a code is one that may be sent, or none");
        break;
    case Kind::Fault:
        mustHold(event.code == 1002 || event.code == 1003 || event.code == 1007
                     || event.code == 1009,
                 "a fault has its code");
        mustHold(!event.payload.isEmpty(), "a fault says why");
        break;
    }
}

/// The texts and pings before the first fault or close, read frame by frame as RFC 6455 §5.2 draws
/// them, with nothing else in mind.
QList<Seen> readPlainly(QByteArrayView bytes)
{
    const auto byte = [&bytes](qsizetype i) { return static_cast<quint8>(bytes[i]); };
    QList<Seen> seen;
    QByteArray message;
    bool isInMessage = false;
    while (bytes.size() >= 2) {
        const int opcode = byte(0) & 0x0f;
        const bool isFinal = (byte(0) & 0x80) != 0;
        quint64 size = byte(1) & 0x7f;
        if ((byte(0) & 0x70) != 0 || (byte(1) & 0x80) == 0)
            return seen;
        qsizetype head = 2;
        if (size >= 126) {
            const qsizetype extended = size == 126 ? 2 : 8;
            if (bytes.size() < head + extended)
                return seen;
            size = 0;
            for (qsizetype i = 0; i < extended; ++i)
                size = size << 8U | byte(head + i);
            if (size < 126 || (extended == 8 && size <= 0xffff))
                return seen;
            head += extended;
        }
        if (size > quint64(MaxMessage) || bytes.size() < head + 4 + qsizetype(size))
            return seen;
        QByteArray payload = bytes.sliced(head + 4, qsizetype(size)).toByteArray();
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload.at(i) ^ bytes[head + i % 4]);
        bytes = bytes.sliced(head + 4 + qsizetype(size));

        if (opcode == 9 || opcode == 10) {
            if (!isFinal || size > quint64(MaxControl))
                return seen;
            seen.append({opcode == 9 ? Kind::Ping : Kind::Pong, payload, 0});
        } else if (opcode <= 1 && isInMessage == (opcode == 0)) {
            message += payload;
            isInMessage = !isFinal;
            if (message.size() > MaxMessage || (isFinal && !message.isValidUtf8()))
                return seen;
            if (isFinal)
                seen.append({Kind::Message, std::exchange(message, {}), 0});
        } else {
            return seen;
        }
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = asBytes(data, size);
    const QList<Seen> whole = readAll(bytes, [&] { return bytes.size(); });
    mustHold(whole == readAll(bytes, [] { return 1; }), "byte by byte is the same as whole");
    Dice dice(bytes);
    mustHold(whole == readAll(bytes, [&] { return 1 + dice.roll(40); }),
             "pieces are the same as the whole");
    QList<Seen> good = whole;
    for (const Seen &event : whole)
        checkEvent(event);
    if (!good.isEmpty() && (good.last().kind == Kind::Close || good.last().kind == Kind::Fault))
        good.removeLast();
    const QList<Seen> plainly = readPlainly(bytes);
    // What is no UTF-8 is told before its message ends, and a frame behind it is then not read.
    mustHold(good.size() <= plainly.size() && good == plainly.mid(0, good.size()),
             "messages are what was sent");
    if (good.size() == whole.size())
        mustHold(good == plainly, "every message is read");
    return 0;
}
