// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/FakeSource.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSize>

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
    /// Null when there is none.
    template<typename T>
    [[nodiscard]] T *find(const QString &objectName) const
    {
        return m_window ? m_window->findChild<T *>(objectName) : nullptr;
    }
    /// What was warned of since the fixture was made.
    [[nodiscard]] static QStringList warnings();

    FakeSource source;

private:
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace Tickwell
