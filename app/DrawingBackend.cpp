// SPDX-License-Identifier: GPL-3.0-or-later
#include "DrawingBackend.h"

#include "core/Log.h"

#include <QDir>
#include <QFile>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>

#include <algorithm>

namespace Tickwell {

namespace {

bool hasGraphicsDevice()
{
    return QFile::exists(QStringLiteral("/dev/nvidia0"))
        || !QDir(QStringLiteral("/dev/dri"))
                .entryList({QStringLiteral("renderD*")}, QDir::System)
                .isEmpty();
}

/// What OpenGL calls its renderer; empty when there is no OpenGL.
QByteArray openGlRenderer()
{
    QOpenGLContext context;
    QOffscreenSurface surface;
    surface.create();
    if (!context.create() || !context.makeCurrent(&surface))
        return {};
    return reinterpret_cast<const char *>(context.functions()->glGetString(GL_RENDERER));
}

bool isEmulated(const QByteArray &renderer)
{
    static constexpr const char *Emulators[] = {"llvmpipe", "softpipe", "swrast", "Software"};
    return renderer.isEmpty()
        || std::any_of(std::begin(Emulators), std::end(Emulators),
                       [&](const char *name) { return renderer.contains(name); });
}

} // namespace

void chooseDrawingBackend()
{
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND")
        || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return;
    // Looking for the device first saves the start of the emulator, which takes longest.
    if (hasGraphicsDevice() && !isEmulated(openGlRenderer()))
        return;
    qCInfo(lcUi, "No graphics device: drawing in software");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

} // namespace Tickwell
