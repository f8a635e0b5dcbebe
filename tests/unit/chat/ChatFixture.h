// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "MemoryStore.h"
#include "chat/ChatService.h"

#include <QThreadPool>

#include <memory>

namespace Tickwell {

inline const QString Ana = QStringLiteral("ana");
inline const QString Bob = QStringLiteral("bob");
inline const QString Eve = QStringLiteral("eve");
inline const QString General = QStringLiteral("general");
inline const QString Dev = QStringLiteral("dev");

[[nodiscard]] QList<quint64> seqs(const QList<ChatMessage> &messages);
[[nodiscard]] ChatPost says(const QString &userId, const QString &text, const QString &room = {});

/// A chat whose messages are stored at once, on a clock that stands still.
class ChatFixture : public QObject
{
    Q_OBJECT

public:
    ~ChatFixture() override;

protected:
    void setUp();
    void tearDown();
    /// A new service on what the old one left in the store.
    void restart();
    /// Asks for history and waits for the answer.
    [[nodiscard]] Result<QList<ChatMessage>> history(const QString &room, quint64 before,
                                                     int limit);

    ManualClock m_clock{fromMicros(1'700'000'000'000'000)};
    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<QThreadPool> m_pool;
    std::unique_ptr<ChatService> m_chat;
};

} // namespace Tickwell
