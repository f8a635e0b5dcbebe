// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ImageItem.h"
#include "charts/PricePlot.h"

#include <QColor>
#include <QPointer>
#include <QRect>

namespace Tickwell {

/// The candles and the volumes of a PricePlot where they are too many for Qt Charts, which lays out
/// an item for each: painted, and those that share a column of pixels as one. Nothing while the
/// plot is not dense.
class DenseBars : public Tickwell::ImageItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::PricePlot *plot READ plot WRITE setPlot NOTIFY plotChanged)

public:
    explicit DenseBars(QQuickItem *parent = nullptr);

    [[nodiscard]] PricePlot *plot() const { return m_plot; }
    void setPlot(PricePlot *plot);

    /// What it looks like, in device pixels.
    struct Picture
    {
        QList<QRect> up; ///< wicks and bodies
        QList<QRect> down;
        QList<QRect> upVolumes;
        QList<QRect> downVolumes;
        friend bool operator==(const Picture &, const Picture &) = default;
    };
    [[nodiscard]] const Picture &picture() const { return m_picture; }

signals:
    void plotChanged();

protected:
    void feed() override;

private:
    /// Bars that share a column.
    struct Column
    {
        int x = 0;
        double open = 0;
        double high = 0;
        double low = 0;
        double close = 0;
        double volume = 0; ///< the most of one
    };

    [[nodiscard]] QList<Column> columns(double ratio) const;
    [[nodiscard]] Picture draw(double ratio) const;
    [[nodiscard]] QImage paint(QSize size) const;

    QPointer<PricePlot> m_plot;
    Picture m_picture;
    QColor m_up;
    QColor m_down;
};

} // namespace Tickwell
