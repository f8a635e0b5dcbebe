// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DesktopNotifier.h"

#include "core/Handover.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFileInfo>
#include <QThreadPool>
#include <QVariantMap>

namespace Tickwell {

namespace {

using namespace std::chrono_literals;

/// Else the library would start a bus of its own.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

QDBusMessage notification(const QString &title, const QString &text)
{
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
                                                  QStringLiteral("/org/freedesktop/Notifications"),
                                                  QStringLiteral("org.freedesktop.Notifications"),
                                                  QStringLiteral("Notify"));
    const QVariantMap hints{
        {QStringLiteral("desktop-entry"), QStringLiteral("org.tickwell.Tickwell")}};
    constexpr uint ReplacesNone = 0;
    constexpr int DesktopsOwnTime = -1;
    message << QStringLiteral("Tickwell") << ReplacesNone << QStringLiteral("org.tickwell.Tickwell")
            << title << text << QStringList() << hints << DesktopsOwnTime;
    return message;
}

} // namespace

DesktopNotifier::DesktopNotifier(const DataSource &source, QObject *parent)
    : QObject(parent)
    , m_gather(this)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(1s);
    connect(&m_gather, &QTimer::timeout, this, &DesktopNotifier::show);
    connect(&source, &DataSource::alertFired, this, &DesktopNotifier::take);
}

void DesktopNotifier::take(const AlertEvent &event)
{
    if (!hasSessionBus())
        return;
    if (m_latest.seq != 0)
        ++m_more;
    m_latest = event;
    if (!m_gather.isActive())
        show();
}

void DesktopNotifier::show()
{
    if (m_latest.seq == 0)
        return;
    m_gather.start();
    if (m_isSending->exchange(true))
        return;
    QString text = std::exchange(m_latest, {}).text;
    if (const int more = std::exchange(m_more, 0); more > 0)
        text += QLatin1Char('\n') + tr("and %n more", nullptr, more);
    // Connecting to the bus blocks.
    QThreadPool::globalInstance()->start(
        handedOver([isSending = m_isSending, message = notification(tr("Alert"), text)] {
            QDBusConnection::sessionBus().send(message);
            *isSending = false;
        }));
}

} // namespace Tickwell
