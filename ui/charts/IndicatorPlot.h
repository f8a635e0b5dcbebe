// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ImageItem.h"
#include "charts/PricePlot.h"
#include "charts/TickModel.h"

#include <QPolygonF>

namespace Tickwell {

/// Draws indicators of a PricePlot over the stretch of time that it shows: all overlays, or the one
/// of a pane. As wide as the plot; over the prices also as high.
class IndicatorPlot : public Tickwell::ImageItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::PricePlot *plot READ plot WRITE setPlot NOTIFY plotChanged)
    /// Which of the indicators, on a scale of its own; -1: all overlays, on that of the prices.
    Q_PROPERTY(int row READ row WRITE setRow NOTIFY rowChanged)
    /// By the order of the indicators; begins again after the last one.
    Q_PROPERTY(QList<QColor> colours READ colours WRITE setColours NOTIFY coloursChanged)
    /// Of a MACD's signal.
    Q_PROPERTY(QColor signalColour READ signalColour WRITE setSignalColour NOTIFY coloursChanged)
    /// Of a pane's scale; none over the prices.
    Q_PROPERTY(Tickwell::TickModel *ticks READ ticks CONSTANT)

public:
    /// A pause of more than so many bars breaks a line. Fewer are a quiet market or, where bars are
    /// days, a weekend.
    static constexpr int BarsToBreak = 5;

    explicit IndicatorPlot(QQuickItem *parent = nullptr);

    [[nodiscard]] PricePlot *plot() const { return m_plot; }
    void setPlot(PricePlot *plot);
    [[nodiscard]] int row() const { return m_row; }
    void setRow(int row);
    [[nodiscard]] QList<QColor> colours() const { return m_colours; }
    void setColours(const QList<QColor> &colours);
    [[nodiscard]] QColor signalColour() const { return m_signalColour; }
    void setSignalColour(const QColor &colour);
    [[nodiscard]] TickModel *ticks() { return &m_ticks; }

    /// What one indicator looks like; in pixels of the item.
    struct Stroke
    {
        QList<QPolygonF> runs;
        QColor colour;
        double width = 1.5;
        friend bool operator==(const Stroke &, const Stroke &) = default;
    };
    struct Column
    {
        QRectF area;
        QColor colour;
        friend bool operator==(const Column &, const Column &) = default;
    };
    struct Picture
    {
        QList<Column> columns; ///< below the strokes
        QList<Stroke> strokes;
        friend bool operator==(const Picture &, const Picture &) = default;
    };
    [[nodiscard]] const Picture &picture() const { return m_picture; }
    /// How often it was painted: for tests and measurements.
    [[nodiscard]] quint64 paints() const { return m_paints; }

signals:
    void plotChanged();
    void rowChanged();
    void coloursChanged();

protected:
    void feed() override;

private:
    struct Scale
    {
        double low = 0;
        double high = 1;
    };

    [[nodiscard]] QColor colourOf(std::size_t row) const;
    [[nodiscard]] Scale scaleOf(const IndicatorSeries &series) const;
    [[nodiscard]] double yOf(double value, const Scale &scale) const;
    template<typename ToY>
    [[nodiscard]] QList<QPolygonF> runs(const IndicatorSeries &series, std::size_t value,
                                        ToY toY) const;
    [[nodiscard]] Picture overlays() const;
    [[nodiscard]] Picture pane(const IndicatorSeries &series, const Scale &scale) const;
    void addHistogram(Picture &picture, const IndicatorSeries &series, const Scale &scale) const;
    void feedTicks(const IndicatorSeries &series, const Scale &scale);
    [[nodiscard]] QImage paint(QSize size);

    QPointer<PricePlot> m_plot;
    int m_row = -1;
    QList<QColor> m_colours;
    QColor m_signalColour;
    TickModel m_ticks;
    Picture m_picture;
    quint64 m_paints = 0;
};

} // namespace Tickwell
