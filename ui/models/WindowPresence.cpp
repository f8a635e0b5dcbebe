// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WindowPresence.h"

#include "models/Preferences.h"

#include <QGuiApplication>
#include <QScreen>

namespace Tickwell {

namespace {

const QString GeometryKey = QStringLiteral("window/geometry");
const QString MaximizedKey = QStringLiteral("window/maximized");

} // namespace

void WindowPresence::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    m_source = source;
    if (m_source)
        m_source->setVisible(m_seen);
    emit sourceChanged();
}

void WindowPresence::setWindow(QWindow *window)
{
    if (window == m_window)
        return;
    m_window = window;
    if (window) {
        restore();
        connect(window, &QWindow::visibilityChanged, this, &WindowPresence::update);
        connect(qApp, &QCoreApplication::aboutToQuit, this, &WindowPresence::save);
        update(window->visibility());
    }
    emit windowChanged();
}

void WindowPresence::restore()
{
    QSettings &settings = Preferences::instance()->settings();
    const QRect saved = settings.value(GeometryKey).toRect();
    if (!saved.isValid())
        return;
    const QScreen *screen = QGuiApplication::screenAt(saved.center());
    if (screen)
        m_window->setGeometry(saved);
    else
        m_window->resize(saved.size());
    if (settings.value(MaximizedKey).toBool())
        m_window->setWindowStates(Qt::WindowMaximized);
}

void WindowPresence::save()
{
    if (!m_window)
        return;
    QSettings &settings = Preferences::instance()->settings();
    const bool maximized = m_window->windowStates().testFlag(Qt::WindowMaximized);
    settings.setValue(MaximizedKey, maximized);
    if (!maximized)
        settings.setValue(GeometryKey, m_window->geometry());
}

void WindowPresence::update(QWindow::Visibility visibility)
{
    const bool seen = visibility != QWindow::Hidden && visibility != QWindow::Minimized;
    if (!seen && m_seen)
        save();
    if (seen == m_seen)
        return;
    m_seen = seen;
    if (m_source)
        m_source->setVisible(seen);
    emit seenChanged();
}

} // namespace Tickwell
