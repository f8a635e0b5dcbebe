// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/WindowFixture.h"

using namespace Tickwell;

class tst_ExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        Preferences::instance()->settings().clear();
        Preferences::instance()->setLanguage(QStringLiteral("en"));
        Preferences::instance()->setReducedMotion(true);
        fixture = std::make_unique<WindowFixture>(QSize(1280, 800));
        QVERIFY(QTest::qWaitForWindowActive(fixture->window()));
        fixture->key(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(fixture->named(QStringLiteral("About 1,204,311 rows")));
    }
    void cleanup()
    {
        QCOMPARE(WindowFixture::warnings(), QStringList());
        fixture.reset();
    }

    void exportsFromTheKeyboardAlone()
    {
        fixture->key(Qt::Key_Return);
        QCOMPARE(fixture->source.exports.size(), 1);
        QVERIFY(fixture->source.exports.last().query.from);
        QVERIFY(fixture->source.exports.last().path.endsWith(QStringLiteral(".csv")));
        QVERIFY(fixture->named(QStringLiteral("Progress of the export")));
        emit fixture->source.exportFinished(request(), 1'204'311, 62'000'000, {}, false);
        QVERIFY(fixture->named(QStringLiteral("Export is complete")));
        QVERIFY(fixture->named(QStringLiteral("Open folder")));
    }

    void choosesDataAndSymbol()
    {
        QVERIFY(fixture->named(QStringLiteral("Symbol")));
        QVERIFY(fixture->click(QStringLiteral("Machine")));
        QVERIFY(!fixture->named(QStringLiteral("Symbol")));
        QTRY_VERIFY(fixture->source.estimated.last().dataSet == DataSet::Monitor);
    }

    void aRunningExportIsCancelled()
    {
        fixture->key(Qt::Key_Return);
        emit fixture->source.exportProgressed(request(), 500, 10'000);
        fixture->key(Qt::Key_Return);
        QCOMPARE(fixture->source.cancelled, QList<quint64>{request()});
        emit fixture->source.exportFinished(request(), 500, 10'000, {}, true);
        QVERIFY(fixture->named(QStringLiteral("Export was cancelled; no file was left")));
    }

    void anErrorIsToldAndLeadsBack()
    {
        fixture->key(Qt::Key_Return);
        emit fixture->source.exportFinished(request(), 0, 0,
                                            QStringLiteral("No space left on the disk"), false);
        QVERIFY(fixture->named(QStringLiteral("No space left on the disk")));
        QVERIFY(fixture->click(QStringLiteral("Change and try again")));
        QTRY_VERIFY(fixture->named(QStringLiteral("About 1,204,311 rows")));
    }

    void goesOnWhileTheDialogIsClosed()
    {
        fixture->key(Qt::Key_Return);
        fixture->key(Qt::Key_Escape);
        QTRY_VERIFY(!fixture->named(QStringLiteral("Progress of the export")));
        QVERIFY(fixture->named(QStringLiteral("Export is running")));
        emit fixture->source.exportFinished(request(), 1, 1, {}, false);
        fixture->key(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(fixture->named(QStringLiteral("Export is complete")));
    }

    void aWrongRangeCannotBeExported()
    {
        QVERIFY(fixture->click(QStringLiteral("Custom")));
        QQuickItem *from = fixture->named(QStringLiteral("From"));
        QVERIFY(from);
        from->forceActiveFocus();
        fixture->type(QStringLiteral("tomorrow"));
        QVERIFY(!fixture->named(QStringLiteral("Export"))->isEnabled());
    }

private:
    quint64 request() const { return fixture->source.exports.last().request; }

    std::unique_ptr<WindowFixture> fixture;
};

TICKWELL_WINDOW_TEST(tst_ExportDialog)
#include "tst_ExportDialog.moc"
