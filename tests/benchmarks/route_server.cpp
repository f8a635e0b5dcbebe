// SPDX-License-Identifier: GPL-3.0-or-later
//
// Our HTTP server with so many routes /r0/{id} to /rN/{id} that all do the same: whether the last
// one is as fast as the first.
//
//   route_server PORT ROUTES
#include "eventloop/EpollDispatcher.h"
#include "http/HttpServer.h"
#include "http/Responder.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Tickwell;

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    QCoreApplication app(argc, argv);
    if (argc < 3)
        return std::fprintf(stderr, "usage: route_server PORT ROUTES\n"), 2;
    HttpServer server;
    for (int i = 0; i < QByteArray(argv[2]).toInt(); ++i) {
        server.router().get("/r" + QByteArray::number(i) + "/{id}",
                            [](const Request &request, const Responder &responder) {
                                responder.send(Response::text(
                                    request.pathParameter(QStringLiteral("id")).toUtf8()));
                            });
    }
    if (!server.listen(QStringLiteral("127.0.0.1"), QByteArray(argv[1]).toUShort()))
        return 1;
    return QCoreApplication::exec();
}
