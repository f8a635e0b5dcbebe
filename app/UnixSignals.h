// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace Tickwell {

/// Turns SIGINT, SIGTERM and SIGHUP into Qt signals on the thread that made it. One for the
/// program.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

signals:
    /// The user or the system asks the program to end. A second signal ends it at once.
    void terminationRequested();
    /// SIGHUP: the terminal has gone, or somebody wants files to be read again.
    void hangUp();

private:
    void read();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Tickwell
