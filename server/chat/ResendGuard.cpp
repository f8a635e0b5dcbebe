// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ResendGuard.h"

namespace Tickwell {

std::optional<ChatMessage> ResendGuard::find(const QString &userId, const QString &clientId) const
{
    if (clientId.isEmpty())
        return std::nullopt;
    const auto known = m_messages.constFind({userId, clientId});
    return known == m_messages.cend() ? std::nullopt : std::optional(*known);
}

void ResendGuard::remember(const ChatMessage &message)
{
    if (message.clientId.isEmpty())
        return;
    const Key key(message.userId, message.clientId);
    if (!m_messages.contains(key))
        m_order.push_back(key);
    m_messages.insert(key, message);
    if (m_order.size() > Capacity) {
        m_messages.remove(m_order.front());
        m_order.pop_front();
    }
}

} // namespace Tickwell
