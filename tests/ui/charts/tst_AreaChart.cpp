// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/AreaPlot.h"

#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;

namespace {
constexpr qint64 Now = 1'795'182'127;
}

class tst_AreaChart : public QObject
{
    Q_OBJECT

    ChartWindow *m_window = nullptr;
    AreaPlot *m_plot = nullptr;

    void load(const QByteArray &properties = {})
    {
        m_window->load("AreaChart { source: fake; " + properties + " }", {380, 80});
        m_plot = m_window->find<AreaPlot>();
        QVERIFY(m_plot);
        m_window->settle();
    }
    void sample(qint64 second, std::optional<double> cpu, double network = 5e5)
    {
        HostSample host;
        host.time = fromMicros((Now + second) * 1'000'000 + 12'000);
        host.cpuUsage = cpu;
        host.memoryTotal = 1'000;
        host.memoryAvailable = 390;
        host.networkIn = network;
        host.networkOut = network / 10;
        m_window->source.updateSample(host);
    }
    /// The lines that have points.
    [[nodiscard]] QList<QLineSeries *> lines() const
    {
        QList<QLineSeries *> drawn;
        for (QAbstractSeries *series : m_window->series<QAreaSeries>()->chart()->series()) {
            auto *line = qobject_cast<QLineSeries *>(series);
            if (line && line->count() > 0)
                drawn.append(line);
        }
        return drawn;
    }

private slots:
    void init() { m_window = new ChartWindow; }
    void cleanup() { delete m_window; }

    void drawsTheSamplesThatTheSourceKept()
    {
        for (int i = 0; i < 200; ++i)
            sample(i, 20 + i % 10);
        load("metric: 'cpu'; maximum: 100");
        QCOMPARE(lines().size(), 1);
        QCOMPARE(lines().first()->count(), 200);
        QVERIFY(!m_plot->isEmpty());
    }

    void movesWithEachSample()
    {
        for (int i = 0; i < 200; ++i)
            sample(i, 20);
        load();
        const quint64 before = m_plot->feeds();
        sample(200, 33);
        QTRY_COMPARE(lines().first()->points().last().y(), 33.0);
        QCOMPARE(m_plot->feeds(), before + 1);
    }

    void aMissingSampleIsAGap_data()
    {
        QTest::addColumn<bool>("reading");
        QTest::newRow("no sample at all") << false;
        QTest::newRow("a sample without this reading") << true;
    }
    void aMissingSampleIsAGap()
    {
        QFETCH(bool, reading);
        for (int i = 0; i < 100; ++i) {
            if (i != 50)
                sample(i, 20);
            else if (reading)
                sample(i, std::nullopt);
        }
        load();
        QCOMPARE(lines().size(), 2);
        QCOMPARE(lines().at(0)->count(), 50);
        QCOMPARE(lines().at(1)->count(), 49);
    }

    void closesGapsThatScrolledOut()
    {
        for (int i = 0; i < 100; ++i) {
            if (i != 50)
                sample(i, 20);
        }
        load("windowSeconds: 120");
        QCOMPARE(lines().size(), 2);
        for (int i = 100; i < 190; ++i)
            sample(i, 20);
        QTRY_COMPARE(lines().size(), 1);
    }

    void movesByWholePixels()
    {
        for (int i = 0; i < 300; ++i)
            sample(i, 20);
        load("windowSeconds: 300");
        auto *axis = qobject_cast<QValueAxis *>(
            lines().first()->attachedAxes().first()->orientation() == Qt::Horizontal
                ? lines().first()->attachedAxes().first()
                : lines().first()->attachedAxes().last());
        const double perPixel = 300'000 / m_plot->width();
        const double from = axis->min();
        for (int i = 300; i < 310; ++i) {
            sample(i, 20);
            m_window->settle();
            const double pixels = (axis->min() - from) / perPixel;
            QVERIFY2(std::abs(pixels - std::round(pixels)) < 1e-3,
                     qPrintable(QString::number(pixels)));
        }
    }

    void choosesARoundScale()
    {
        for (int i = 0; i < 10; ++i)
            sample(i, 20, 1.3e6);
        load("metric: 'networkIn'");
        QCOMPARE(m_plot->scale(), 2e6);
        sample(10, 20, 3e6);
        QTRY_COMPARE(m_plot->scale(), 5e6);
    }

    void keepsTheScaleThatItIsGiven()
    {
        sample(0, 20);
        load("maximum: 100");
        QCOMPARE(m_plot->scale(), 100.0);
    }

    void drawsASecondReading()
    {
        for (int i = 0; i < 10; ++i)
            sample(i, 20, 1e6);
        load("metric: 'networkIn'; secondMetric: 'networkOut'");
        QCOMPARE(lines().size(), 2);
    }

    void saysThatThereIsNothingYet()
    {
        load();
        QVERIFY(m_plot->isEmpty());
        sample(0, 20);
        QVERIFY(!m_plot->isEmpty());
    }

    void worksNotWhileHidden()
    {
        sample(0, 20);
        load();
        m_window->rootObject()->setVisible(false);
        const quint64 before = m_plot->feeds();
        for (int i = 1; i < 20; ++i)
            sample(i, 20);
        QTest::qWait(50);
        QCOMPARE(m_plot->feeds(), before);
        m_window->rootObject()->setVisible(true);
        QTRY_COMPARE(lines().first()->count(), 20);
    }

    void drawsNoFrameWithoutSamples()
    {
        for (int i = 0; i < 10; ++i)
            sample(i, 20);
        load();
        QVERIFY(m_window->settle(500));
    }
};

QTEST_MAIN(tst_AreaChart)
#include "tst_AreaChart.moc"
