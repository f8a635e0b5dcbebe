// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ChatMessage.h"

#include <QHash>

#include <deque>
#include <optional>
#include <utility>

namespace Tickwell {

/// Remembers which message each client_id of a user became, so that sending it again, after a lost
/// connection say, makes no second one. Bounded: the oldest are forgotten first.
class ResendGuard
{
public:
    static constexpr int Capacity = 10'000;

    /// The message that @p userId sent as @p clientId, as it was then.
    [[nodiscard]] std::optional<ChatMessage> find(const QString &userId,
                                                  const QString &clientId) const;
    /// Does nothing for a message without a clientId.
    void remember(const ChatMessage &message);

private:
    using Key = std::pair<QString, QString>;

    QHash<Key, ChatMessage> m_messages;
    std::deque<Key> m_order;
};

} // namespace Tickwell
