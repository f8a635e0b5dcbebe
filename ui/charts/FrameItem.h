// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QQuickItem>

namespace Tickwell {

/// An item that turns data into pixels at most once a frame, and not at all while nobody can see
/// it: hidden, or in a window that is hidden or minimised. What came meanwhile is made up for in
/// the first frame after.
class FrameItem : public QQuickItem
{
    Q_OBJECT
    QML_ANONYMOUS
    /// Whether somebody can see it.
    Q_PROPERTY(bool active READ isActive NOTIFY activeChanged)

public:
    explicit FrameItem(QQuickItem *parent = nullptr);

    [[nodiscard]] bool isActive() const { return m_active; }
    /// How often feed() ran: for tests and measurements.
    [[nodiscard]] quint64 feeds() const { return m_feeds; }

signals:
    void activeChanged();

protected:
    /// Asks for feed() before the next frame; any number of calls gives one.
    void requestFeed();
    /// Brings what is drawn up to date. GUI thread, while the scene is being prepared.
    virtual void feed() = 0;

    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void updatePolish() override;
    void componentComplete() override;

    /// Device pixels for a logical one, of the window.
    [[nodiscard]] double devicePixelRatio() const;

private:
    void updateActive();

    bool m_active = false;
    bool m_due = false;
    quint64 m_feeds = 0;
    QMetaObject::Connection m_windowConnection;
};

} // namespace Tickwell
