// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/ChartData.h"
#include "charts/ChartExport.h"

#include <QTemporaryDir>

#include <cmath>

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;

namespace {

constexpr qint64 Now = 1'795'182'127;
const QString Aapl = QStringLiteral("AAPL");

} // namespace

class tst_ChartExport : public QObject
{
    Q_OBJECT

    ChartWindow *m_window = nullptr;
    PricePlot *m_plot = nullptr;
    ChartExport *m_export = nullptr;

private slots:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        m_window = new ChartWindow;
        m_window->source.setBars(Aapl, Interval::Minute5,
                                 FakeSource::walk(Aapl, Interval::Minute5, 400, Now, 187));
        m_window->load(
            "PriceChart { id: c; source: fake; symbol: 'AAPL'; interval: '5m'; utc: true;"
            "indicators: IndicatorList { text: 'sma 9; bb 20 2' }"
            "ChartExport { objectName: 'export'; chart: c; plot: c.pricePlot; utc: true;"
            "surface: 'white'; ink: 'black' } }");
        m_plot = m_window->find<PricePlot>();
        QVERIFY(m_plot);
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        m_window->settle();
        m_export = m_window->find<ChartExport>("export");
        QVERIFY(m_export);
    }
    void cleanup() { delete m_window; }

    void theDataAreTheBarsThatAreShown()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.csv"));
        QSignalSpy saved(m_export, &ChartExport::saved);
        m_export->saveData(path);
        QCOMPARE(saved.count(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.first(),
                 QByteArray("time,open,high,low,close,volume,SMA 9,BB 20 2 lower,BB 20 2 middle,"
                            "BB 20 2 upper\r"));
        QCOMPARE(lines.last(), QByteArray());

        // A plain reference: every bar in sight, with averages made one by one.
        const QList<Candle> all = m_window->source.bars.value({Aapl, Interval::Minute5});
        int row = 1;
        for (qsizetype i = 0; i < all.size(); ++i) {
            const auto start = static_cast<double>(toMillis(all.at(i).start));
            if (start < m_plot->viewport().from() || start >= m_plot->viewport().to())
                continue;
            QVERIFY(row < lines.size());
            const QList<QByteArray> fields = lines.at(row++).trimmed().split(',');
            QCOMPARE(fields.size(), 10);
            const QDateTime time =
                QDateTime::fromString(QString::fromLatin1(fields.at(0)), Qt::ISODate);
            QCOMPARE(static_cast<double>(time.toMSecsSinceEpoch()), start);
            QCOMPARE(fields.at(1), all.at(i).open.toString().toLatin1());
            QCOMPARE(fields.at(2), all.at(i).high.toString().toLatin1());
            QCOMPARE(fields.at(3), all.at(i).low.toString().toLatin1());
            QCOMPARE(fields.at(4), all.at(i).close.toString().toLatin1());
            QCOMPARE(fields.at(5).toDouble(), all.at(i).volume.toDouble());
            double sum = 0;
            for (qsizetype k = i - 8; k <= i; ++k)
                sum += all.at(k).close.toDouble();
            QVERIFY(std::abs(fields.at(6).toDouble() - sum / 9) < 1e-6);
            QVERIFY(fields.at(7).toDouble() < fields.at(8).toDouble());
        }
        QCOMPARE(row, lines.size() - 1);
        QVERIFY(row > 60);
    }

    void whatIsNotThereYetIsEmpty()
    {
        BarHistory bars;
        bars.merge(FakeSource::walk(Aapl, Interval::Minute5, 2, Now / 300 * 300, 10));
        std::vector<IndicatorSeries> series;
        series.emplace_back(parseIndicator(u"sma 2").value());
        series.front().update(bars);
        const QList<QByteArray> lines = chartCsv(bars, 0, 2, series).split('\n');
        QVERIFY(lines.at(1).endsWith(",\r"));
        QVERIFY(!lines.at(2).endsWith(",\r"));
    }

    void thePictureHasATitle()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("chart.png"));
        QSignalSpy saved(m_export, &ChartExport::saved);
        m_export->savePicture(path);
        QTRY_COMPARE(saved.count(), 1);
        const QImage picture(path);
        QCOMPARE(picture.width(), 900);
        QVERIFY(picture.height() > 470);
        const QImage band = picture.copy(0, 0, picture.width(), picture.height() - 470);
        int dark = 0;
        for (int y = 0; y < band.height(); ++y) {
            for (int x = 0; x < band.width(); ++x)
                dark += qGray(band.pixel(x, y)) < 100 ? 1 : 0;
        }
        QVERIFY(dark > 100);
        QVERIFY(m_export->title().startsWith(QStringLiteral("AAPL  5m  ")));
    }

    void aFailureSaysWhatToDo()
    {
        QSignalSpy failed(m_export, &ChartExport::failed);
        const QString path = QStringLiteral("/nowhere/chart.csv");
        m_export->saveData(path);
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed.first().first().toString().contains(path));
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("another folder")));
        m_export->savePicture(path);
        QTRY_COMPARE(failed.count(), 2);
    }
};

QTEST_MAIN(tst_ChartExport)
#include "tst_ChartExport.moc"
