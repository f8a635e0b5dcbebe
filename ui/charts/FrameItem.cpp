// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/FrameItem.h"

#include <QQuickWindow>

namespace Tickwell {

FrameItem::FrameItem(QQuickItem *parent)
    : QQuickItem(parent)
{
}

void FrameItem::requestFeed()
{
    m_due = true;
    if (m_active)
        polish();
}

void FrameItem::updatePolish()
{
    if (!m_due || !m_active)
        return;
    m_due = false;
    ++m_feeds;
    feed();
}

void FrameItem::componentComplete()
{
    QQuickItem::componentComplete();
    updateActive();
    requestFeed();
}

void FrameItem::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemSceneChange) {
        disconnect(m_windowConnection);
        if (data.window)
            m_windowConnection =
                connect(data.window, &QWindow::visibilityChanged, this, &FrameItem::updateActive);
        updateActive();
    } else if (change == ItemVisibleHasChanged) {
        updateActive();
    } else if (change == ItemDevicePixelRatioHasChanged) {
        requestFeed();
    }
}

void FrameItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        requestFeed();
}

void FrameItem::updateActive()
{
    const QWindow::Visibility shown = window() ? window()->visibility() : QWindow::Hidden;
    const bool active = isComponentComplete() && isVisible() && shown != QWindow::Hidden
        && shown != QWindow::Minimized;
    if (active == m_active)
        return;
    m_active = active;
    if (m_active && m_due)
        polish();
    emit activeChanged();
}

double FrameItem::devicePixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

} // namespace Tickwell
