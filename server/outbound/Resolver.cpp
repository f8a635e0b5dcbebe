// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbound/Resolver.h"

#include "core/AsyncWaiter.h"

#include <QHostInfo>

namespace Tickwell {

Async<QList<QHostAddress>> resolveBySystem(QString host, CancelToken token)
{
    // An answer that comes too late finds nobody here.
    QObject context;
    QHostInfo info;
    Waiter<void> waiter(token);
    const int id = QHostInfo::lookupHost(host, &context, [&](const QHostInfo &found) {
        info = found;
        waiter.settle({});
    });
    const auto done = co_await waiter;
    if (!done) {
        QHostInfo::abortHostLookup(id);
        co_return tl::unexpected(done.error());
    }
    if (info.error() == QHostInfo::HostNotFound)
        co_return failure(QStringLiteral("There is no host %1").arg(host), Error::Kind::NotFound);
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
        co_return failure(QStringLiteral("The address of %1 cannot be found out: %2")
                              .arg(host, info.errorString()),
                          Error::Kind::Unavailable);
    co_return info.addresses();
}

} // namespace Tickwell
