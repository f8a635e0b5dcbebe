// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/PricePlot.h"

#include <QColor>
#include <QImage>
#include <QPointer>
#include <QQuickItem>

namespace Tickwell {

/// Saves what a price chart shows: as a picture, or its bars and indicators as CSV. A file of the
/// same name is replaced when the new one is complete.
class ChartExport : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// The chart whose picture is taken, and what of it is exported.
    Q_PROPERTY(QQuickItem *chart MEMBER m_chart NOTIFY chartChanged)
    Q_PROPERTY(Tickwell::PricePlot *plot MEMBER m_plot NOTIFY chartChanged)
    Q_PROPERTY(bool utc MEMBER m_utc NOTIFY chartChanged)
    /// What the picture stands on, and its title.
    Q_PROPERTY(QColor surface MEMBER m_surface NOTIFY chartChanged)
    Q_PROPERTY(QColor ink MEMBER m_ink NOTIFY chartChanged)
    Q_PROPERTY(QString family MEMBER m_family NOTIFY chartChanged)

public:
    using QObject::QObject;

    /// Symbol, interval and the time range that is shown.
    [[nodiscard]] QString title() const;

    /// Ask where to, then save there.
    Q_INVOKABLE void choosePicture();
    Q_INVOKABLE void chooseData();
    /// To @p path: saved() or failed() follows.
    Q_INVOKABLE void savePicture(const QString &path);
    Q_INVOKABLE void saveData(const QString &path);

signals:
    void chartChanged();
    void saved(const QString &path);
    /// @p problem says what happened and what to do.
    void failed(const QString &problem);

private:
    using Save = void (ChartExport::*)(const QString &);
    void choose(const QString &title, const QString &filter, const QString &suffix, Save save);
    void write(const QString &path, const QByteArray &content);
    [[nodiscard]] QImage withTitle(const QImage &picture) const;

    QPointer<QQuickItem> m_chart;
    QPointer<PricePlot> m_plot;
    bool m_utc = false;
    QColor m_surface = Qt::white;
    QColor m_ink = Qt::black;
    QString m_family;
};

} // namespace Tickwell
