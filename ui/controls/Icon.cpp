// SPDX-License-Identifier: GPL-3.0-or-later
#include "controls/Icon.h"

#include <QPainter>
#include <QSvgRenderer>

namespace Tickwell {

Icon::Icon(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Icon::setName(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    update();
    emit nameChanged();
}

void Icon::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
    emit colorChanged();
}

void Icon::paint(QPainter *painter)
{
    if (m_name.isEmpty())
        return;
    // The file's black strokes are the stencil; the texture holds nothing else.
    QSvgRenderer(QStringLiteral(":/tickwell/icons/%1.svg").arg(m_name))
        .render(painter, boundingRect());
    painter->setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter->fillRect(boundingRect(), m_color);
}

} // namespace Tickwell
