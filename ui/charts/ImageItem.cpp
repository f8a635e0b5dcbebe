// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ImageItem.h"

#include <QSGImageNode>

namespace Tickwell {

ImageItem::ImageItem(QQuickItem *parent, QQuickWindow::CreateTextureOptions options)
    : FrameItem(parent)
    , m_options(options)
{
    setFlag(ItemHasContents);
}

QSize ImageItem::pictureSize() const
{
    return (QSizeF(width(), height()) * devicePixelRatio()).toSize();
}

QImage ImageItem::blank(QSize size)
{
    if (size.isEmpty())
        return {};
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

void ImageItem::show(const QImage &picture)
{
    m_image = picture;
    m_changed = true;
    update();
}

QSGNode *ImageItem::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *imageNode = static_cast<QSGImageNode *>(node);
    if (m_image.isNull()) {
        delete imageNode;
        return nullptr;
    }
    if (!imageNode) {
        imageNode = window()->createImageNode();
        imageNode->setOwnsTexture(true);
        m_changed = true;
    }
    if (m_changed) {
        imageNode->setTexture(window()->createTextureFromImage(m_image, m_options));
        m_changed = false;
    }
    imageNode->setRect(0, 0, width(), height());
    return imageNode;
}

} // namespace Tickwell
