// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslConfiguration>

#include <memory>
#include <vector>

namespace Tickwell {

/// The network access managers that requests go through. One of them opens six connections to a
/// host and lets further requests queue, unseen and with their time running; so there are as many
/// as it takes to let each request begin at once. They keep connections alive for the next.
class Connections
{
public:
    /// One request's use of a manager, which outlives it.
    class Lease
    {
    public:
        Lease(Lease &&other) noexcept = default;
        Lease &operator=(Lease &&other) = delete;
        ~Lease();

        [[nodiscard]] QNetworkAccessManager &manager() const;

    private:
        friend class Connections;
        struct Manager;
        Lease(std::shared_ptr<Manager> manager, QString peer);
        std::shared_ptr<Manager> m_manager;
        QString m_peer;
    };

    Connections();
    ~Connections();
    Connections(const Connections &) = delete;
    Connections &operator=(const Connections &) = delete;

    /// For a request to @p peer, an address and port.
    [[nodiscard]] Lease lease(const QString &peer);

private:
    static constexpr int PerHost = 6; ///< QNetworkAccessManager's own number

    std::vector<std::shared_ptr<Lease::Manager>> m_managers;
};

} // namespace Tickwell
