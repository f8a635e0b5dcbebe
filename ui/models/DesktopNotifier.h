// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QTimer>

#include <atomic>
#include <memory>

namespace Tickwell {

/// Tells the desktop of alerts that fire, by its own notifications
/// (https://specifications.freedesktop.org/notification-spec): at most one a second, which counts
/// those that came meanwhile. Without a session bus, or a desktop that listens, it does nothing.
/// GUI thread, which never waits for the bus.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    /// @p source outlives it.
    explicit DesktopNotifier(const DataSource &source, QObject *parent = nullptr);

private:
    void take(const AlertEvent &event);
    void show();

    QTimer m_gather;
    AlertEvent m_latest;
    int m_more = 0; ///< besides the latest
    /// A notification is on its way to a bus that may be slow.
    std::shared_ptr<std::atomic_bool> m_isSending = std::make_shared<std::atomic_bool>(false);
};

} // namespace Tickwell
