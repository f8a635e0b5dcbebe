// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Tickwell {

class SocketRoutes;
class WebSocketSession;
struct ApiContext;

/// `/ws/{client_id}` (API.md §4): what one says, all hear.
class EchoSocket : public QObject
{
    Q_OBJECT

public:
    EchoSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent = nullptr);

private:
    void open(WebSocketSession *session, const QString &clientId);
    void tellAll(const QString &text);

    const ApiContext &m_context;
};

} // namespace Tickwell
