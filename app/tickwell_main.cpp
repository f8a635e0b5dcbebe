// SPDX-License-Identifier: GPL-3.0-or-later
#include "DrawingBackend.h"
#include "Node.h"
#include "Startup.h"
#include "UnixSignals.h"
#include "Version.h"

#include "core/Log.h"
#include "models/DesktopNotifier.h"
#include "models/Preferences.h"
#include "source/LocalSource.h"
#include "theme/Fonts.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QIcon>
#include <QMessageBox>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QtQml/qqmlextensionplugin.h>

#include <unistd.h>

Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_PagesPlugin)

using namespace Tickwell;

namespace {

/// The name this window chats under: the person's on this machine.
QString chatName()
{
    for (const char *variable : {"USER", "LOGNAME"}) {
        const QString name = qEnvironmentVariable(variable).trimmed();
        if (!name.isEmpty())
            return name;
    }
    return QStringLiteral("me");
}

/// Whether nobody reads what goes to stderr: a desktop's launcher started the program.
bool startedFromMenu()
{
    const auto set = [](const char *variable) { return qEnvironmentVariableIsSet(variable); };
    return !isatty(STDERR_FILENO)
        && (set("DESKTOP_STARTUP_ID") || set("XDG_ACTIVATION_TOKEN")
            || qEnvironmentVariableIntValue("GIO_LAUNCHED_DESKTOP_FILE_PID") == getpid());
}

/// Says once how long the person waited for a picture.
void logFirstFrame(QQuickWindow *window, const QElapsedTimer &sinceStart)
{
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window,
        [sinceStart] { qCInfo(lcUi, "First frame after %lld ms", sinceStart.elapsed()); },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    CommandLine commandLine;
    if (const auto status = startUp(argc, argv, commandLine))
        return *status;

    const bool fromMenu = startedFromMenu(); // Qt takes the launcher's variables away
    // Qt Charts needs widgets' application object.
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Tickwell"));
    QApplication::setApplicationVersion(programVersion());
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tickwell.Tickwell"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/tickwell/icons/tickwell.svg")));
    QGuiApplication::setQuitOnLastWindowClosed(false);
    chooseDrawingBackend();
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    loadFonts();
    Preferences::instance(); // switches the chosen language on

    UnixSignals signalHandler;
    Node node(commandLine.configuration);
    const auto address = node.start();
    if (!address) {
        printError(address.error().message);
        if (fromMenu)
            QMessageBox::critical(nullptr, QApplication::applicationName(),
                                  address.error().message);
        return ExitRuntime;
    }
    printListening(*address);

    auto source = std::make_unique<LocalSource>(
        LocalServices{node.market(), node.feeds(), node.trading(), node.monitor(), node.alerts(),
                      node.chat(), node.jobs(), node.notifications(), node.recorder(), node.store(),
                      node.pool(), commandLine.configuration.shortSelling, node.snapshot(),
                      node.endClient()},
        chatName());
    source->setServerStatus(node.serverStatus());
    QObject::connect(&node, &Node::serverStatusChanged, source.get(),
                     &LocalSource::setServerStatus);
    QObject::connect(&node, &Node::notified, source.get(), &LocalSource::setNotification);

    auto notifier = std::make_unique<DesktopNotifier>(*source);

    auto engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->setInitialProperties(
        {{QStringLiteral("source"), QVariant::fromValue<DataSource *>(source.get())}});
    engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Tickwell/Pages/Main.qml")));

    const auto end = [&] {
        // The window first, then what it looks at, then what that looks at.
        engine.reset();
        notifier.reset();
        source.reset();
        node.shutdown();
    };
    QObject::connect(&signalHandler, &UnixSignals::terminationRequested, &application, end);
    QObject::connect(&signalHandler, &UnixSignals::hangUp, &application, [&node, end] {
        if (!node.reloadCertificate())
            end();
    });
    QObject::connect(&application, &QGuiApplication::lastWindowClosed, &application, end,
                     Qt::QueuedConnection);
    QObject::connect(&node, &Node::stopped, &application, &QCoreApplication::quit);

    if (engine->rootObjects().isEmpty()) {
        printError(QStringLiteral("The window could not be made; the log above says why"));
        engine.reset();
        notifier.reset();
        source.reset();
        return ExitRuntime;
    }
    if (auto *window = qobject_cast<QQuickWindow *>(engine->rootObjects().first()))
        logFirstFrame(window, sinceStart);
    return QCoreApplication::exec();
}
