// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzTarget.h"
#include "MemorySocket.h"

#include "core/Clock.h"
#include "realtime/WebSocketAcceptor.h"
#include "realtime/WebSocketSession.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QPointer>

using namespace Tickwell;

// The input is what a client sends after its handshake: masked frames, or what it takes for them.

namespace {

constexpr qsizetype MaxMessage = 300;

void runEvents()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// What a connection came to.
struct Outcome
{
    QStringList texts;
    bool isOpen = false;
    quint16 closeCode = 0;
};

template<typename NextSize>
Outcome talk(QByteArrayView bytes, NextSize nextSize)
{
    const ManualClock clock{Timestamp{}};
    SessionLimits limits;
    limits.maxMessageBytes = MaxMessage;
    WebSocketAcceptor acceptor(limits, clock);
    auto *socket = new MemorySocket;
    QPointer<MemorySocket> alive = socket;
    QPointer<WebSocketSession> session;
    Outcome outcome;
    QObject::connect(&acceptor, &WebSocketAcceptor::sessionOpened, &acceptor,
                     [&](WebSocketSession *opened) {
                         session = opened;
                         QObject::connect(opened, &WebSocketSession::textReceived, opened,
                                          [&outcome, opened](const QString &text) {
                                              outcome.texts.append(text);
                                              opened->sendText(text.toUtf8());
                                          });
                     });
    acceptor.accept(socket, "dGhlIHNhbXBsZSBub25jZQ==", {.path = QStringLiteral("/ws/1")});
    mustHold(session, "an upgrade opens a session");
    while (!bytes.isEmpty() && alive && alive->state() == QAbstractSocket::ConnectedState) {
        const QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), nextSize()));
        bytes = bytes.sliced(piece.size());
        alive->deliver(piece);
        runEvents();
        mustHold(!alive || alive->unreadSize() <= 2 * MaxMessage + 1024 + bytes.size(),
                 "what is not understood is not kept");
    }
    for (const QString &text : std::as_const(outcome.texts)) {
        mustHold(text.toUtf8().size() <= MaxMessage, "a message keeps to its limit");
        mustHold(text.isValidUtf16(), "a message is a text");
    }
    if (session) {
        outcome.isOpen = session->isOpen();
        outcome.closeCode = session->closeCode();
        session->abort();
    }
    runEvents();
    mustHold(acceptor.sessions().isEmpty(), "nothing is left of a connection that ended");
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_websocket";
    static char *argv[] = {name, nullptr};
    // Never deleted: Qt's own statics may need it after main().
    [[maybe_unused]] static auto *application = new QCoreApplication(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));

    const QByteArrayView bytes = asBytes(data, size);
    const Outcome whole = talk(bytes, [&] { return bytes.size(); });
    Dice dice(bytes);
    const Outcome pieces = talk(bytes, [&] { return 1 + dice.roll(9); });
    mustHold(whole.texts == pieces.texts, "pieces are the same messages as the whole");
    return 0;
}
