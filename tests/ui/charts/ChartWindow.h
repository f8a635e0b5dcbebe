// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "FakeSource.h"

#include <QGraphicsScene>
#include <QQmlComponent>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QtCharts/QChart>
#include <QtQml/qqmlextensionplugin.h>

namespace Tickwell {

/// A window with one chart in it over a FakeSource, which QML knows as `fake`.
class ChartWindow : public QQuickView
{
    Q_OBJECT

public:
    FakeSource source;

    /// Shows @p qml, the body of a file that imports Tickwell.Charts.
    void load(const QByteArray &qml, QSize size = {900, 470})
    {
        QTest::failOnWarning(QRegularExpression(
            QStringLiteral("qrc:|Error|Unable to assign|[Bb]inding loop|not defined|undefined")));
        engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
        rootContext()->setContextProperty(QStringLiteral("fake"), &source);
        setResizeMode(SizeRootObjectToView);
        resize(size);
        m_component = std::make_unique<QQmlComponent>(engine());
        m_component->setData("import QtQuick\nimport Tickwell.Charts\n" + qml,
                             QUrl(QStringLiteral("chart.qml")));
        QVERIFY2(m_component->isReady(), qPrintable(m_component->errorString()));
        setContent(QUrl(), m_component.get(), m_component->create());
        QVERIFY(rootObject());
        show();
        QVERIFY(QTest::qWaitForWindowExposed(this));
    }

    template<typename T>
    [[nodiscard]] T *find(const char *name = nullptr) const
    {
        return rootObject()->findChild<T *>(name ? QString::fromLatin1(name) : QString());
    }

    /// The series called @p name in any of the charts, or the first of its kind.
    template<typename T>
    [[nodiscard]] T *series(const char *name = nullptr) const
    {
        // A series belongs to its chart, which is in a graphics scene of the ChartView.
        const auto scenes = rootObject()->findChildren<QGraphicsScene *>();
        for (const QGraphicsScene *scene : scenes) {
            const auto items = scene->items();
            for (QGraphicsItem *item : items) {
                const auto *chart = dynamic_cast<QChart *>(item);
                const auto all = chart ? chart->series() : QList<QAbstractSeries *>();
                for (QAbstractSeries *each : all) {
                    auto *found = qobject_cast<T *>(each);
                    if (found && (!name || found->objectName() == QLatin1String(name)))
                        return found;
                }
            }
        }
        return nullptr;
    }

    /// Waits until no frame came for @p quiet milliseconds. False: they do not end.
    bool settle(int quiet = 60)
    {
        QSignalSpy frames(this, &QQuickWindow::frameSwapped);
        for (int i = 0; i < 50; ++i) {
            const auto before = frames.count();
            QTest::qWait(quiet);
            if (frames.count() == before)
                return true;
        }
        return false;
    }

    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(this, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(this, from + (to - from) * i / 10);
        QTest::mouseRelease(this, Qt::LeftButton, {}, to);
    }

    void wheel(QPoint at, int notches)
    {
        QWheelEvent event(at, mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(this, &event);
    }

private:
    std::unique_ptr<QQmlComponent> m_component;
};

} // namespace Tickwell
