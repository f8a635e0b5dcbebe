// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/Connections.h"

#include <QNetworkProxy>

namespace Tickwell {

struct Connections::Lease::Manager
{
    QNetworkAccessManager manager;
    QHash<QString, int> inUse; ///< by peer
};

Connections::Lease::Lease(std::shared_ptr<Manager> manager, QString peer)
    : m_manager(std::move(manager))
    , m_peer(std::move(peer))
{
    ++m_manager->inUse[m_peer];
}

Connections::Lease::~Lease()
{
    if (m_manager && --m_manager->inUse[m_peer] == 0)
        m_manager->inUse.remove(m_peer);
}

QNetworkAccessManager &Connections::Lease::manager() const
{
    return m_manager->manager;
}

Connections::Connections() = default;
Connections::~Connections() = default;

Connections::Lease Connections::lease(const QString &peer)
{
    for (const auto &manager : m_managers) {
        if (manager->inUse.value(peer) < PerHost)
            return {manager, peer};
    }
    auto manager = std::make_shared<Lease::Manager>();
    // Neither the environment nor anybody's settings lead requests elsewhere.
    manager->manager.setProxy(QNetworkProxy::NoProxy);
    m_managers.push_back(manager);
    return {manager, peer};
}

} // namespace Tickwell
