// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>
#include <QWindow>

namespace Tickwell {

/// Tells the source whether the window can be seen, so that prices are not drawn for nobody, and
/// keeps the window's place on the desktop from one start to the next.
class WindowPresence : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QWindow *window READ window WRITE setWindow NOTIFY windowChanged)
    Q_PROPERTY(bool seen READ seen NOTIFY seenChanged)

public:
    using QObject::QObject;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QWindow *window() const { return m_window; }
    /// Gives @p window the size and place it had last, as far as the screens of today allow.
    void setWindow(QWindow *window);
    [[nodiscard]] bool seen() const { return m_seen; }

signals:
    void sourceChanged();
    void windowChanged();
    void seenChanged();

private:
    void restore();
    void save();
    void update(QWindow::Visibility visibility);

    QPointer<DataSource> m_source;
    QPointer<QWindow> m_window;
    bool m_seen = false;
};

} // namespace Tickwell
