// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Tick.h"
#include "core/TradingChange.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace Tickwell {

class SocketRoutes;
class WebSocketSession;
struct ApiContext;
struct Request;
struct Response;

/// `/ws/trading` (API.md §4): an account's orders and positions as they change, and prices. It
/// takes `place_order`, `replace_order` and `cancel_order`. Each account is a topic.
class TradingSocket : public QObject
{
    Q_OBJECT

public:
    TradingSocket(SocketRoutes &routes, const ApiContext &context, QObject *parent = nullptr);

private:
    void admit(const Request &request, QObject *object,
               std::function<void(std::optional<Response>)> decided);
    void open(WebSocketSession *session, const Request &request);
    void greet(WebSocketSession *session, const QString &trader);
    void obey(WebSocketSession *session, const QString &trader, const QString &text);
    void tellOrder(const Order &order);
    void tellPosition(const Holding &holding);
    void tellAccount(const TradingAccount &account);
    void tellPrice(const Tick &tick);

    const ApiContext &m_context;
};

} // namespace Tickwell
