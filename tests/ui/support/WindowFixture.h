// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/FakeSource.h"

#include <QApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSize>
#include <QTest>

#include <memory>

namespace Tickwell {

/// The whole window over a FakeSource, with every warning that Qt gives meanwhile.
class WindowFixture
{
public:
    /// Call once, before the application object is made: a settings folder of the test's own, and a
    /// renderer that needs no screen.
    static void prepare();

    explicit WindowFixture(QSize size = QSize(1440, 900), bool filled = true);
    ~WindowFixture();

    [[nodiscard]] QQuickWindow *window() const { return m_window; }
    [[nodiscard]] QQmlEngine *engine() const { return m_engine.get(); }
    /// Every item that can be seen now, popups too.
    [[nodiscard]] QList<QQuickItem *> visibleItems() const;
    /// What a screen reader calls @p item.
    [[nodiscard]] static QString nameOf(QQuickItem *item);
    /// The first visible item that a screen reader calls so; null when there is none.
    [[nodiscard]] QQuickItem *named(const QString &name) const;
    /// A click of the left button in the middle of the item called @p name. False when there is
    /// none.
    bool click(const QString &name);
    /// From the middle of @p item to so many pixels below it, with the left button.
    void drag(const QQuickItem *item, int down);
    /// In the scene.
    [[nodiscard]] static QPoint middleOf(const QQuickItem *item);
    /// Until a frame is drawn: all that has changed is laid out then. False when none comes.
    bool waitForFrame();
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    /// What was warned of since the fixture was made.
    [[nodiscard]] static QStringList warnings();

    FakeSource source;

private:
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace Tickwell

/// main() of a test that needs the window's parts.
#define TICKWELL_WINDOW_TEST(TestClass)                                                            \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        Tickwell::WindowFixture::prepare();                                                        \
        QApplication application(argc, argv);                                                      \
        TestClass test;                                                                            \
        return QTest::qExec(&test, argc, argv);                                                    \
    }
