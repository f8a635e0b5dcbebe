// SPDX-License-Identifier: GPL-3.0-or-later
#include "Node.h"
#include "Startup.h"
#include "UnixSignals.h"

#include <QCoreApplication>

using namespace Tickwell;

int main(int argc, char *argv[])
{
    CommandLine commandLine;
    if (const auto status = startUp(argc, argv, commandLine))
        return *status;

    QCoreApplication application(argc, argv);
    UnixSignals signalHandler;
    Node node(commandLine.configuration);
    QObject::connect(&signalHandler, &UnixSignals::terminationRequested, &node, &Node::shutdown);
    QObject::connect(&signalHandler, &UnixSignals::hangUp, &node, [&node] {
        if (!node.reloadCertificate())
            node.shutdown();
    });
    QObject::connect(&node, &Node::stopped, &application, &QCoreApplication::quit);

    const auto address = node.start();
    if (!address) {
        printError(address.error().message);
        return ExitRuntime;
    }
    printListening(*address);
    return QCoreApplication::exec();
}
