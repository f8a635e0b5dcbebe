// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/FrameItem.h"
#include "charts/MinMaxPyramid.h"
#include "charts/TickModel.h"
#include "source/DataSource.h"

#include <QColor>
#include <QPointer>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>

namespace Tickwell {

/// Feeds an area chart with the history of one reading of the host, and a line beside it with
/// that of a second. As large as the plot. The axis is real time, ends at the newest sample and
/// moves by whole pixels; where samples are missing there is a gap.
class AreaPlot : public FrameItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// `cpu`, `memory`, `networkIn`, `networkOut`, `diskRead` or `diskWrite`.
    Q_PROPERTY(QString metric READ metric WRITE setMetric NOTIFY metricChanged)
    /// The metric of the second line; empty for none.
    Q_PROPERTY(QString secondMetric READ secondMetric WRITE setSecondMetric NOTIFY metricChanged)
    Q_PROPERTY(QColor colour MEMBER m_colour WRITE setColour NOTIFY coloursChanged)
    Q_PROPERTY(
        QColor secondColour MEMBER m_secondColour WRITE setSecondColour NOTIFY coloursChanged)
    /// The value at the top; 0 chooses a round one above all that is seen.
    Q_PROPERTY(double maximum MEMBER m_maximum WRITE setMaximum NOTIFY maximumChanged)
    Q_PROPERTY(
        int windowSeconds MEMBER m_windowSeconds WRITE setWindowSeconds NOTIFY windowSecondsChanged)
    Q_PROPERTY(bool utc MEMBER m_utc WRITE setUtc NOTIFY utcChanged)

    /// The value that stands at the top now.
    Q_PROPERTY(double scale READ scale NOTIFY scaleChanged)
    Q_PROPERTY(bool empty READ isEmpty NOTIFY emptyChanged)
    Q_PROPERTY(Tickwell::TickModel *timeTicks READ timeTickModel CONSTANT)

public:
    explicit AreaPlot(QQuickItem *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QString metric() const { return m_first.metric; }
    void setMetric(const QString &metric);
    [[nodiscard]] QString secondMetric() const { return m_second.metric; }
    void setSecondMetric(const QString &metric);
    void setColour(const QColor &colour);
    void setSecondColour(const QColor &colour);
    void setMaximum(double maximum);
    void setWindowSeconds(int seconds);
    void setUtc(bool utc);
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] bool isEmpty() const { return m_empty; }
    [[nodiscard]] TickModel *timeTickModel() { return &m_timeTicks; }

    /// The series to feed. The lines of further runs beside gaps are added to their chart.
    Q_INVOKABLE void setSeries(QAreaSeries *area, QLineSeries *line, QLineSeries *second);

signals:
    void sourceChanged();
    void metricChanged();
    void coloursChanged();
    void maximumChanged();
    void windowSecondsChanged();
    void utcChanged();
    void scaleChanged();
    void emptyChanged();

protected:
    void feed() override;
    void componentComplete() override;

private:
    struct Track
    {
        Track();
        QString metric;
        MinMaxPyramid samples;
        QList<QPointer<QLineSeries>> lines; ///< one for each run between gaps
        QList<QPointF> points;
    };

    void restart();
    void take(const HostSample &sample);
    void setEmpty(bool empty);
    void updateScale();
    void feedTrack(Track &track, const QColor &colour, double gap);
    void feedArea(double gap);
    void feedTicks();
    [[nodiscard]] static std::optional<double> reading(const HostSample &sample,
                                                       const QString &metric);

    QPointer<DataSource> m_source;
    Track m_first;
    Track m_second;
    QColor m_colour;
    QColor m_secondColour;
    double m_maximum = 0;
    int m_windowSeconds = 300;
    bool m_utc = false;

    QPointer<QAreaSeries> m_area;
    TickModel m_timeTicks;
    qint64 m_newest = 0; ///< ms since the epoch
    double m_from = 0;   ///< ms at the left edge
    double m_to = 1;
    double m_scale = 1;
    bool m_empty = true;
};

} // namespace Tickwell
