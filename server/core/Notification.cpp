// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Notification.h"

#include <QtGlobal>

namespace Tickwell {

QString toString(Notification::Delivery delivery)
{
    using Delivery = Notification::Delivery;
    switch (delivery) {
    case Delivery::None:
        return QStringLiteral("none");
    case Delivery::Pending:
        return QStringLiteral("pending");
    case Delivery::Sent:
        return QStringLiteral("sent");
    case Delivery::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

} // namespace Tickwell
