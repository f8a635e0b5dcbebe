// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartExport.h"

#include "charts/ChartData.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QPainter>
#include <QQuickItemGrabResult>
#include <QSaveFile>
#include <QStandardPaths>

namespace Tickwell {

namespace {

constexpr double TitleHeight = 32;
constexpr int TitleSize = 15;
constexpr double TitleMargin = 12;

} // namespace

QString ChartExport::title() const
{
    if (!m_plot)
        return {};
    const TimeViewport &viewport = m_plot->viewport();
    const auto moment = [this](double time) {
        return m_plot->momentText(static_cast<qint64>(time), m_utc);
    };
    return QStringLiteral("%1  %2  %3 – %4")
        .arg(m_plot->symbol(), m_plot->interval(), moment(viewport.from()), moment(viewport.to()));
}

void ChartExport::choose(const QString &title, const QString &filter, const QString &suffix,
                         Save save)
{
    if (!m_plot)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(nullptr, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    QString symbol = m_plot->symbol();
    symbol.replace(u'/', u'-');
    dialog->selectFile(QStringLiteral("%1-%2.%3").arg(symbol, m_plot->interval(), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

void ChartExport::choosePicture()
{
    choose(tr("Save the chart's picture to"), tr("Pictures (*.png)"), QStringLiteral("png"),
           &ChartExport::savePicture);
}

void ChartExport::chooseData()
{
    choose(tr("Save the chart's data to"), tr("CSV files (*.csv)"), QStringLiteral("csv"),
           &ChartExport::saveData);
}

QImage ChartExport::withTitle(const QImage &picture) const
{
    const double ratio = m_chart && m_chart->width() > 0 ? picture.width() / m_chart->width() : 1.0;
    const int band = qRound(TitleHeight * ratio);
    QImage whole(picture.width(), picture.height() + band, QImage::Format_RGB32);
    whole.fill(m_surface);
    QPainter painter(&whole);
    painter.drawImage(QRect(0, band, picture.width(), picture.height()), picture);
    QFont font(m_family);
    font.setPixelSize(qRound(TitleSize * ratio));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_ink);
    painter.drawText(QRectF(TitleMargin * ratio, 0, whole.width() - 2 * TitleMargin * ratio, band),
                     Qt::AlignLeft | Qt::AlignVCenter, title());
    return whole;
}

void ChartExport::savePicture(const QString &path)
{
    const QSharedPointer<QQuickItemGrabResult> grab =
        m_chart && m_plot ? m_chart->grabToImage() : nullptr;
    if (!grab) {
        emit failed(tr("No picture was taken: the chart is not shown. Show it and try again."));
        return;
    }
    const auto take = [this, grab, path] {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        if (withTitle(grab->image()).save(&buffer, "PNG"))
            write(path, png);
        else
            emit failed(tr("No picture was taken. Make the window smaller and try again."));
    };
    // Only once: the connection is what keeps the picture alive.
    connect(grab.data(), &QQuickItemGrabResult::ready, this, take, Qt::SingleShotConnection);
}

void ChartExport::saveData(const QString &path)
{
    if (!m_plot || m_plot->bars().isEmpty()) {
        emit failed(tr("There are no bars to save. Choose a symbol that has some."));
        return;
    }
    const BarHistory &bars = m_plot->bars();
    const qsizetype first = bars.lowerBound(m_plot->viewport().from());
    const qsizetype last = qMin(bars.lowerBound(m_plot->viewport().to()), m_plot->lastShown());
    write(path, chartCsv(bars, first, last, m_plot->indicatorSeries()));
}

void ChartExport::write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
        || !file.commit()) {
        emit failed(tr("Not saved to %1: %2. Choose another folder or make place, and try again.")
                        .arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    emit saved(path);
}

} // namespace Tickwell
