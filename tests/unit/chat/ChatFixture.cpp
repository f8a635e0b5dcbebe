// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChatFixture.h"

#include <QTest>

namespace Tickwell {

QList<quint64> seqs(const QList<ChatMessage> &messages)
{
    QList<quint64> all;
    for (const ChatMessage &message : messages)
        all.append(message.seq);
    return all;
}

ChatPost says(const QString &userId, const QString &text, const QString &room)
{
    return {userId, room, {}, text, {}};
}

void ChatFixture::setUp()
{
    m_store = std::make_unique<MemoryStore>();
    m_pool = std::make_unique<QThreadPool>();
    restart();
}

void ChatFixture::tearDown()
{
    m_chat.reset();
    m_pool->waitForDone();
    QCoreApplication::processEvents(); // what the pool still had to say finds nobody
    m_pool.reset();
    m_store.reset();
}

void ChatFixture::restart()
{
    m_chat = std::make_unique<ChatService>(*m_store, m_pool.get(), m_clock);
    const auto record = [this](const ChatMessage &message) {
        RecordBatch batch;
        batch.messages.append(message);
        QVERIFY(m_store->write(batch));
    };
    connect(m_chat.get(), &ChatService::messagePosted, this, record);
    connect(m_chat.get(), &ChatService::messageChanged, this, record);
    QVERIFY(m_chat->load());
}

Result<QList<ChatMessage>> ChatFixture::history(const QString &room, quint64 before, int limit)
{
    std::optional<Result<QList<ChatMessage>>> answer;
    m_chat->history(room, before, limit, this, [&answer](auto result) { answer = result; });
    if (answer)
        return failure(QStringLiteral("answered from inside the call"));
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return failure(QStringLiteral("never answered"));
    return *answer;
}

ChatFixture::~ChatFixture() = default;

} // namespace Tickwell
