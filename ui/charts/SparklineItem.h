// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/BarHistory.h"
#include "charts/CandleLoader.h"
#include "charts/ImageItem.h"

#include <QColor>
#include <QPolygonF>

namespace Tickwell {

/// The closes of the last hour as a small line. A list shows dozens: each paints a small
/// image when a point moved by a visible fraction of a pixel, and is otherwise a textured rectangle
/// of the scene graph. (A ChartView for each costs a graphics scene and 25 times the time.)
class SparklineItem : public Tickwell::ImageItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY symbolChanged)
    Q_PROPERTY(QColor up MEMBER m_up WRITE setUp NOTIFY coloursChanged)
    Q_PROPERTY(QColor down MEMBER m_down WRITE setDown NOTIFY coloursChanged)
    /// The line points up: by the quote's change, or by the line itself while there is no quote.
    Q_PROPERTY(bool rising READ isRising NOTIFY risingChanged)

public:
    static constexpr int Minutes = 60;

    explicit SparklineItem(QQuickItem *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_loader.source(); }
    void setSource(DataSource *source);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    void setUp(const QColor &colour);
    void setDown(const QColor &colour);
    [[nodiscard]] bool isRising() const { return m_rising; }

    /// What is drawn, in pixels, and how often it was painted anew; for tests.
    [[nodiscard]] const QPolygonF &points() const { return m_points; }
    [[nodiscard]] quint64 paints() const { return m_paints; }

signals:
    void sourceChanged();
    void symbolChanged();
    void coloursChanged();
    void risingChanged();

protected:
    void feed() override;
    void componentComplete() override;

private:
    void restart();
    void updateRising();
    [[nodiscard]] QPolygonF line() const;

    CandleLoader m_loader;
    BarHistory m_bars{Minutes};
    QString m_symbol;
    QColor m_up;
    QColor m_down;
    bool m_rising = true;

    QPolygonF m_points;
    QColor m_painted;
    quint64 m_paints = 0;
};

} // namespace Tickwell
