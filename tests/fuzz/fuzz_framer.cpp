// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"

#include "http/HttpGrammar.h"
#include "http/RequestFramer.h"

#include <QList>

using namespace Tickwell;

namespace {

/// What one request of a connection came to.
struct Outcome
{
    RequestFramer::State state = RequestFramer::State::Head;
    int status = 0;
    QByteArray reason;
    QByteArray head;
    QByteArray body;
    qsizetype size = 0; ///< bytes that belong to it, once it is complete
    bool keepAlive = false;
    bool expectsContinue = false;
    bool isWebSocketUpgrade = false;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Small, so that a fuzzer reaches each of them with a short input.
HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.requestLine = 200;
    limits.headerBytes = 600;
    limits.headerCount = 12;
    limits.body = 400;
    return limits;
}

void checkComplete(const RequestFramer &framer, const Outcome &outcome)
{
    using namespace HttpGrammar;
    mustHold(isToken(framer.method()), "a method is a token");
    mustHold(framer.target().startsWith('/') || framer.target() == "*",
             "a target is a path or an asterisk");
    mustHold(std::all_of(framer.target().begin(), framer.target().end(), isVisible),
             "a target is printable");
    mustHold(outcome.body.size() <= smallLimits().body, "a body keeps to its limit");
    mustHold(outcome.head.size() <= 200 + 600 + 300, "a head keeps to its limits");

    const QList<QByteArray> lines = outcome.head.split('\n');
    mustHold(lines.size() == framer.plainHeaderCount() + 3, "a header is one line");
    for (const QByteArray &line : lines.mid(1, framer.plainHeaderCount())) {
        mustHold(line.endsWith('\r') && line.count('\r') == 1, "a line ends once");
        const QByteArray name = line.first(line.indexOf(':')).toLower();
        mustHold(isToken(name), "a header name is a token");
        for (const char *framing :
             {"content-length", "transfer-encoding", "connection", "upgrade", "expect"})
            mustHold(name != framing, "the next reader sees no framing field");
    }
}

/// The same request written anew, with its length, must be read as the same request.
void checkWrittenAnew(const Outcome &outcome)
{
    if (outcome.isWebSocketUpgrade)
        return;
    HttpLimits limits = smallLimits();
    limits.requestLine += 300; // a target in absolute form lost its authority to a header
    limits.headerBytes += 600;
    limits.headerCount += 2;
    RequestFramer framer(limits);
    const QByteArray bytes = outcome.head.chopped(2)
        + "Content-Length: " + QByteArray::number(outcome.body.size()) + "\r\n\r\n" + outcome.body;
    qsizetype taken = framer.feed(bytes);
    taken += framer.feed(QByteArrayView(bytes).sliced(taken));
    mustHold(framer.state() == RequestFramer::State::Complete, "a framed head is sound");
    mustHold(taken == bytes.size(), "a framed request ends where it ends");
    mustHold(framer.plainHead() == outcome.head, "a framed head is read back the same");
    mustHold(framer.takeBody() == outcome.body, "a body is read back the same");
}

/// Frames all of @p bytes as one connection's, given in pieces whose sizes @p nextSize tells.
template<typename NextSize>
QList<Outcome> frameAll(QByteArrayView bytes, NextSize nextSize)
{
    QList<Outcome> outcomes;
    RequestFramer framer(smallLimits());
    qsizetype size = 0;
    while (!bytes.isEmpty()) {
        QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), nextSize()));
        bytes = bytes.sliced(piece.size());
        while (!piece.isEmpty()) {
            const qsizetype taken = framer.feed(piece);
            mustHold(taken > 0 && taken <= piece.size(), "the framer gets on");
            size += taken;
            piece = piece.sliced(taken);
            if (framer.state() == RequestFramer::State::Refused) {
                mustHold(framer.refusal().status >= 400 && framer.refusal().status <= 505
                             && !framer.refusal().reason.isEmpty()
                             && !framer.refusal().detail.isEmpty(),
                         "a refusal says why");
                Outcome outcome;
                outcome.state = framer.state();
                outcome.status = framer.refusal().status;
                outcome.reason = framer.refusal().reason;
                outcomes.append(outcome);
                return outcomes;
            }
            if (framer.state() == RequestFramer::State::Complete) {
                Outcome outcome;
                outcome.state = framer.state();
                outcome.head = framer.plainHead();
                outcome.body = framer.takeBody();
                outcome.size = std::exchange(size, 0);
                outcome.keepAlive = framer.keepAlive();
                outcome.expectsContinue = framer.expectsContinue();
                outcome.isWebSocketUpgrade = framer.isWebSocketUpgrade();
                checkComplete(framer, outcome);
                outcomes.append(outcome);
                framer.reset();
            }
        }
    }
    Outcome rest;
    rest.state = framer.state();
    rest.size = size;
    outcomes.append(rest);
    return outcomes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = asBytes(data, size);
    const QList<Outcome> whole = frameAll(bytes, [&] { return bytes.size(); });
    mustHold(whole == frameAll(bytes, [] { return 1; }), "byte by byte is the same as whole");
    Dice dice(bytes);
    mustHold(whole == frameAll(bytes, [&] { return 1 + dice.roll(40); }),
             "pieces are the same as the whole");
    for (const Outcome &outcome : whole) {
        if (outcome.state == RequestFramer::State::Complete)
            checkWrittenAnew(outcome);
    }
    return 0;
}
