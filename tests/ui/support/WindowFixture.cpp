// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WindowFixture.h"

#include "models/Preferences.h"
#include "theme/Fonts.h"

#include <QAccessible>
#include <QDir>
#include <QMutex>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtPlugin>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_PagesPlugin)

namespace Tickwell {

namespace {

QMutex warningsMutex;
QStringList caught;
QtMessageHandler previousHandler = nullptr;

void catchWarnings(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    // The environment's business, not the window's.
    const bool environment = message.contains(QLatin1String("XDG_RUNTIME_DIR"))
        || message.contains(QLatin1String("propagateSizeHints"));
    // A QML Timer counts as a paused animation to Qt: where the last thing that runs is a Timer
    // (of a tooltip, for one) and it is stopped, Qt stops its animation driver a second time and
    // says so. It has no effect, and depends on nothing but the moment.
    const bool timerStopped =
        message == QLatin1String("QUnifiedTimer::stopAnimationDriver: driver is not running");
    if (type != QtDebugMsg && type != QtInfoMsg && !environment && !timerStopped) {
        const QMutexLocker lock(&warningsMutex);
        caught.append(message);
    }
    if (previousHandler)
        previousHandler(type, context, message);
}

} // namespace

void WindowFixture::prepare()
{
    static QTemporaryDir config;
    qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, config.path());
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

WindowFixture::WindowFixture(QSize size, bool filled)
{
    loadFonts();
    {
        const QMutexLocker lock(&warningsMutex);
        caught.clear();
    }
    previousHandler = qInstallMessageHandler(catchWarnings);
    if (filled)
        source.fill();
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine->setInitialProperties({{QStringLiteral("source"), QVariant::fromValue(&source)},
                                    {QStringLiteral("width"), size.width()},
                                    {QStringLiteral("height"), size.height()}});
    m_engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Tickwell/Pages/Main.qml")));
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().value(0));
    QAccessible::setActive(true);
    if (m_window)
        m_window->requestActivate();
}

WindowFixture::~WindowFixture()
{
    m_engine.reset();
    qInstallMessageHandler(previousHandler);
}

QList<QQuickItem *> WindowFixture::visibleItems() const
{
    QList<QQuickItem *> all{m_window->contentItem()};
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (QQuickItem *child : all.at(i)->childItems()) {
            if (child->isVisible())
                all.append(child);
        }
    }
    return all;
}

QString WindowFixture::nameOf(QQuickItem *item)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QQuickItem *WindowFixture::named(const QString &name) const
{
    for (QQuickItem *item : visibleItems()) {
        if (nameOf(item) == name)
            return item;
    }
    return nullptr;
}

bool WindowFixture::click(const QString &name)
{
    QQuickItem *item = named(name);
    if (!item)
        return false;
    QTest::mouseClick(m_window, Qt::LeftButton, Qt::NoModifier, middleOf(item));
    return true;
}

void WindowFixture::drag(const QQuickItem *item, int down)
{
    const QPoint from = middleOf(item);
    QTest::mousePress(m_window, Qt::LeftButton, {}, from);
    for (int y = 10; y < down; y += 10)
        QTest::mouseMove(m_window, from + QPoint(0, y));
    QTest::mouseMove(m_window, from + QPoint(0, down));
    QTest::mouseRelease(m_window, Qt::LeftButton, {}, from + QPoint(0, down));
}

QPoint WindowFixture::middleOf(const QQuickItem *item)
{
    return item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
}

bool WindowFixture::waitForFrame()
{
    QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
    m_window->update();
    return drawn.wait();
}

void WindowFixture::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window, key, modifiers);
}

void WindowFixture::type(const QString &text)
{
    for (const QChar c : text)
        QTest::keyClick(m_window, c.toLatin1());
}

QStringList WindowFixture::warnings()
{
    const QMutexLocker lock(&warningsMutex);
    return caught;
}

} // namespace Tickwell
