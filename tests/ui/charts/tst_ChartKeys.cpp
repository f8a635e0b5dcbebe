// SPDX-License-Identifier: GPL-3.0-or-later
#include "ChartWindow.h"
#include "charts/PricePlot.h"

Q_IMPORT_QML_PLUGIN(Tickwell_ChartsPlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Tickwell_SourcePlugin)

using namespace Tickwell;
using namespace Qt::StringLiterals;

/// What the keys do to the crosshair of a price chart, and what they measure by it.
class tst_ChartKeys : public QObject
{
    Q_OBJECT

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(m_view.get(), key, modifiers);
    }

private slots:
    void init()
    {
        m_view = std::make_unique<ChartWindow>();
        m_view->source.setBars(
            u"AAPL"_s, Interval::Minute5,
            FakeSource::walk(u"AAPL"_s, Interval::Minute5, 3'000, 1'795'182'127, 187));
        m_view->load(
            "PriceChart { source: fake; symbol: 'AAPL'; interval: '5m'; utc: true; focus: true }");
        m_plot = m_view->find<PricePlot>();
        QVERIFY(m_plot);
        QTRY_COMPARE(m_plot->status(), PricePlot::Status::Ready);
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->settle();
    }
    void cleanup() { m_view.reset(); }

    void theCrosshairComesToTheNewestBarInSight()
    {
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_plot->crosshair().visible);
        const Bar &newest = m_plot->bars().at(m_plot->lastShown() - 1);
        QCOMPARE(m_plot->readout().close, QString::number(newest.close, 'f', 2));
        QVERIFY(std::abs(m_plot->crosshair().y - m_plot->yOf(newest.close)) < 1);
    }

    void itGoesFromBarToBar()
    {
        const qsizetype newest = m_plot->lastShown() - 1;
        press(Qt::Key_Left, Qt::ShiftModifier, 4);
        QCOMPARE(m_plot->readout().close,
                 QString::number(m_plot->bars().at(newest - 3).close, 'f', 2));
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_plot->readout().close,
                 QString::number(m_plot->bars().at(newest - 2).close, 'f', 2));
        press(Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(m_plot->readout().close,
                 QString::number(m_plot->bars().at(newest - 12).close, 'f', 2));
    }

    void theViewFollowsIt()
    {
        QVERIFY(m_plot->isLive());
        const qsizetype first = m_plot->firstShown();
        press(Qt::Key_Left, Qt::ShiftModifier);
        const auto shown = static_cast<int>(m_plot->lastShown() - first);
        press(Qt::Key_Left, Qt::ShiftModifier, shown + 3);
        m_view->settle();
        QVERIFY(m_plot->crosshair().x >= 0);
        QVERIFY(m_plot->firstShown() < first);
        QVERIFY(!m_plot->isLive());
    }

    void itGoesUpAndDown()
    {
        press(Qt::Key_Left, Qt::ShiftModifier);
        const double y = m_plot->crosshair().y;
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_plot->crosshair().y, y + 1);
        press(Qt::Key_Up, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(m_plot->crosshair().y, y - 9);
    }

    void measuresFromWhereItWas()
    {
        const qsizetype newest = m_plot->lastShown() - 1;
        press(Qt::Key_Left, Qt::ShiftModifier);
        press(Qt::Key_M);
        press(Qt::Key_Left, Qt::ShiftModifier, 6);
        const Measurement measured = m_plot->measurement();
        QVERIFY(measured.visible);
        QCOMPARE(measured.bars, -6);
        const double change = m_plot->bars().at(newest - 6).close - m_plot->bars().at(newest).close;
        QCOMPARE(measured.rising, change >= 0);
        // It stays when it is done, while the crosshair goes on, until Escape.
        press(Qt::Key_Return);
        press(Qt::Key_Left, Qt::ShiftModifier, 2);
        QCOMPARE(m_plot->measurement().bars, -6);
        press(Qt::Key_Escape);
        QVERIFY(!m_plot->measurement().visible);
    }

    void arrowsAloneStillPan()
    {
        const qsizetype first = m_plot->firstShown();
        press(Qt::Key_Left, Qt::NoModifier, 3);
        m_view->settle();
        QVERIFY(m_plot->firstShown() < first);
        QVERIFY(!m_plot->crosshair().visible);
    }

private:
    std::unique_ptr<ChartWindow> m_view;
    PricePlot *m_plot = nullptr;
};

QTEST_MAIN(tst_ChartKeys)
#include "tst_ChartKeys.moc"
