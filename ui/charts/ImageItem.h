// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/FrameItem.h"

#include <QImage>
#include <QQuickWindow>

namespace Tickwell {

/// An item that is a picture, painted when what it shows has changed. In the scene it is one
/// rectangle, whatever is on it.
class ImageItem : public Tickwell::FrameItem
{
    Q_OBJECT
    QML_ANONYMOUS

protected:
    /// @p options of the texture that the picture becomes.
    explicit ImageItem(
        QQuickItem *parent,
        QQuickWindow::CreateTextureOptions options = QQuickWindow::TextureHasAlphaChannel);

    /// The item's own size in device pixels, which a picture has.
    [[nodiscard]] QSize pictureSize() const;
    [[nodiscard]] const QImage &image() const { return m_image; }
    /// A transparent picture of @p size, null when that is empty.
    [[nodiscard]] static QImage blank(QSize size);
    /// From the next frame on; a null picture shows nothing. In feed().
    void show(const QImage &picture);

    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;

private:
    const QQuickWindow::CreateTextureOptions m_options;
    QImage m_image;
    bool m_changed = false;
};

} // namespace Tickwell
