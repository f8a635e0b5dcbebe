// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QAccessible>
#include <QClipboard>
#include <QSignalSpy>

using namespace Tickwell;

namespace {

Preferences &preferences()
{
    return *Preferences::instance();
}

} // namespace

class tst_Window : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        preferences().settings().clear();
        preferences().setLanguage(QStringLiteral("en"));
        preferences().setTheme(Preferences::ThemeMode::Dark);
        preferences().setReducedMotion(true);
    }

    void loadsWithoutAWarning_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("filled");
        for (const QSize size : {QSize(960, 620), QSize(1280, 800), QSize(1920, 1080)}) {
            for (const bool dark : {true, false}) {
                for (const char *language : {"en", "zh_CN"}) {
                    for (const bool filled : {true, false})
                        QTest::addRow("%dx%d %s %s %s", size.width(), size.height(),
                                      dark ? "dark" : "light", language, filled ? "full" : "empty")
                            << size << dark << QString::fromLatin1(language) << filled;
                }
            }
        }
    }
    void loadsWithoutAWarning()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(bool, filled);
        preferences().setTheme(dark ? Preferences::ThemeMode::Dark : Preferences::ThemeMode::Light);
        preferences().setLanguage(language);
        WindowFixture fixture(size, filled);
        QVERIFY(fixture.window());
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QCOMPARE(fixture.window()->size(), size);
        const QImage picture = fixture.window()->grabWindow();
        QCOMPARE(picture.pixelColor(size.width() - 3, size.height() - 3).lightness() < 128, dark);
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void textsThatArriveLaterGetTheirPlace_data()
    {
        QTest::addColumn<bool>("exposed");
        QTest::newRow("before the first frame") << false;
        QTest::newRow("after the first frame") << true;
    }
    void textsThatArriveLaterGetTheirPlace()
    {
        QFETCH(bool, exposed);
        WindowFixture fixture(QSize(1440, 900), false);
        if (exposed) {
            QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
            fixture.window()->grabWindow();
        }
        fixture.source.fill();
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QTRY_VERIFY(fixture.named(QStringLiteral("Price 189.42")));
        QTRY_COMPARE(overlappingTexts(fixture), QStringList());
    }

    void everyControlHasANameAndARole()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        checkNames(fixture);
        for (const Qt::Key key : {Qt::Key_E, Qt::Key_J, Qt::Key_K, Qt::Key_Comma, Qt::Key_N}) {
            fixture.key(key, Qt::ControlModifier);
            QVERIFY(fixture.waitForFrame());
            checkNames(fixture);
            fixture.key(Qt::Key_Escape);
            QVERIFY(fixture.waitForFrame());
        }
        for (const Qt::KeyboardModifiers modifiers :
             {Qt::KeyboardModifiers(Qt::AltModifier), Qt::AltModifier | Qt::ShiftModifier,
              Qt::ControlModifier | Qt::ShiftModifier}) {
            fixture.key(Qt::Key_A, modifiers);
            QVERIFY(fixture.waitForFrame());
            checkNames(fixture);
            fixture.key(Qt::Key_Escape);
            QVERIFY(fixture.waitForFrame());
        }
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void tabReachesEveryControlAndComesBack()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_Tab);
        QQuickItem *first = fixture.window()->activeFocusItem();
        QStringList names;
        do {
            names.append(WindowFixture::nameOf(fixture.window()->activeFocusItem()));
            fixture.key(Qt::Key_Tab);
        } while (fixture.window()->activeFocusItem() != first && names.size() < 60);
        QVERIFY2(names.size() < 60, "Tab never came back");
        for (const char *name :
             {"Export captured data", "Settings", "Copy the server's address", "Add a symbol",
              "AAPL, Apple Inc., 189.42, up 1.24 %", "Width of a bar", "Kind of chart",
              "Message #general", "Width of the left column", "5 online", "3 clients", "Alerts"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
    }

    void arrowKeysChooseTheSymbolOfTheChart()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QVERIFY(fixture.named(QStringLiteral("Chart of AAPL")));
        fixture.key(Qt::Key_1, Qt::ControlModifier);
        fixture.key(Qt::Key_Down);
        QVERIFY(fixture.named(QStringLiteral("Chart of MSFT")));
        fixture.key(Qt::Key_End);
        QVERIFY(fixture.named(QStringLiteral("Chart of NFLX")));
    }

    void aSymbolIsAddedFromTheKeyboard()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_N, Qt::ControlModifier);
        fixture.type(QStringLiteral("ibm"));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.watched, QStringList{QStringLiteral("IBM")});
        QVERIFY(fixture.named(QStringLiteral("Chart of IBM")));
    }

    void aRefusedSymbolSaysWhy()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.unknownSymbols.insert(QStringLiteral("XYZQ"));
        fixture.key(Qt::Key_N, Qt::ControlModifier);
        fixture.type(QStringLiteral("xyzq"));
        fixture.key(Qt::Key_Return);
        QVERIFY(fixture.named(QStringLiteral("XYZQ: The feed does not know this symbol")));
        QVERIFY(fixture.named(QStringLiteral("Chart of AAPL")));
    }

    void deleteTakesASymbolOffTheList()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_1, Qt::ControlModifier);
        fixture.key(Qt::Key_Delete);
        QVERIFY(fixture.named(QStringLiteral("Chart of MSFT")));
        QVERIFY(!fixture.named(QStringLiteral("AAPL, Apple Inc., 189.42, up 1.24 %")));
    }

    void aMessageIsPosted()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_M, Qt::ControlModifier);
        fixture.type(QStringLiteral("hello"));
        fixture.key(Qt::Key_Return);
        QCOMPARE(fixture.source.messages(QStringLiteral("general")).last().text,
                 QStringLiteral("hello"));
    }

    void aRefusedMessageComesBack()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.source.refuseChat = QStringLiteral("Too many messages; wait a moment");
        fixture.key(Qt::Key_M, Qt::ControlModifier);
        fixture.type(QStringLiteral("hello"));
        QQuickItem *field = fixture.window()->activeFocusItem();
        fixture.key(Qt::Key_Return);
        QVERIFY(fixture.named(QStringLiteral("Too many messages; wait a moment")));
        QCOMPARE(field->property("text").toString(), QStringLiteral("hello"));
    }

    void messagesAreNeverReadAsMarkup()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        fixture.source.updateMessage(FakeSource::makeMessage(
            90, QStringLiteral("<b>eve</b>"),
            QStringLiteral("<img src=\"file:///x.png\"> <a href=\"x\">y</a>"), FakeSource::now()));
        QVERIFY(fixture.waitForFrame());
        for (QQuickItem *item : fixture.visibleItems()) {
            if (item->property("textFormat").isValid()
                && item->property("text").toString().contains(u'<'))
                QCOMPARE(item->property("textFormat").toInt(), 0); // PlainText
        }
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void tilesAreResizedFromTheKeyboardAndKept()
    {
        qreal width = 0;
        {
            WindowFixture fixture;
            QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
            QQuickItem *tile = fixture.named(QStringLiteral("This machine"));
            QVERIFY(tile);
            width = tile->width();
            QQuickItem *handle = fixture.named(QStringLiteral("Width of the left column"));
            QVERIFY(handle);
            handle->forceActiveFocus();
            fixture.key(Qt::Key_Right);
            QTRY_VERIFY(tile->width() > width);
            width = tile->width();
        }
        WindowFixture again;
        QVERIFY(QTest::qWaitForWindowExposed(again.window()));
        QCOMPARE(again.named(QStringLiteral("This machine"))->width(), width);
    }

    void tilesAreResizedWithTheMouse()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QQuickItem *tile = fixture.named(QStringLiteral("This machine"));
        QQuickItem *handle = fixture.named(QStringLiteral("Height of the watchlist"));
        QVERIFY(tile && handle);
        const qreal height = tile->height();
        const QPoint start = handle->mapToScene(QPointF(100, 6)).toPoint();
        QTest::mousePress(fixture.window(), Qt::LeftButton, {}, start);
        QTest::mouseMove(fixture.window(), start - QPoint(0, 40));
        QTest::mouseMove(fixture.window(), start - QPoint(0, 60));
        QTest::mouseRelease(fixture.window(), Qt::LeftButton, {}, start - QPoint(0, 60));
        QCOMPARE(tile->height(), height + 60);
    }

    void theLanguageChangesAtRunTime()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QVERIFY(fixture.named(QStringLiteral("Watchlist")));
        preferences().setLanguage(QStringLiteral("zh_CN"));
        QVERIFY(fixture.named(QString::fromUtf8("自选")));
        QVERIFY(!fixture.named(QStringLiteral("Watchlist")));
        preferences().setLanguage(QStringLiteral("en"));
        QVERIFY(fixture.named(QStringLiteral("Watchlist")));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theAddressIsCopied()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:8000"));
    }

    void aTooltipSaysWhatAControlIsFor()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QQuickItem *button = fixture.named(QStringLiteral("3 clients"));
        QVERIFY(button);
        QTest::mouseMove(fixture.window(),
                         button->mapToScene(QPointF(button->width() / 2, 5)).toPoint());
        QTRY_VERIFY(fixture.named(QStringLiteral("Who is connected")));
        QCOMPARE(WindowFixture::warnings(), QStringList());
    }

    void theSourceKnowsWhetherItIsSeen()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QVERIFY(fixture.source.visibleNow);
        fixture.window()->hide();
        QTRY_VERIFY(!fixture.source.visibleNow);
        fixture.window()->show();
        QTRY_VERIFY(fixture.source.visibleNow);
    }

    void drawsNothingWhileNothingHappens()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        // Loading draws for a while, on a busy machine for longer.
        for (int attempt = 0; attempt < 6; ++attempt) {
            QSignalSpy frames(fixture.window(), &QQuickWindow::frameSwapped);
            QTest::qWait(1'200);
            if (frames.isEmpty())
                return;
        }
        QFAIL("Frames are drawn without end");
    }

    void readingFurtherUpIsNotDisturbed()
    {
        WindowFixture fixture(QSize(960, 620));
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        for (quint64 seq = 50; seq < 80; ++seq)
            say(fixture, seq);
        QQuickItem *list = fixture.named(QStringLiteral("Messages in general"));
        QVERIFY(list);
        QTRY_VERIFY(list->property("atYEnd").toBool());
        QVERIFY(!fixture.named(QStringLiteral("1 new")));

        list->forceActiveFocus();
        fixture.key(Qt::Key_Home);
        const double position = list->property("contentY").toDouble();
        say(fixture, 90);
        QTRY_VERIFY(fixture.named(QStringLiteral("1 new")));
        QCOMPARE(list->property("contentY").toDouble(), position);

        QVERIFY(fixture.click(QStringLiteral("1 new")));
        QTRY_VERIFY(list->property("atYEnd").toBool());
        QVERIFY(!fixture.named(QStringLiteral("1 new")));
    }

    void aRowIsDraggedToAnotherPlace()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        QQuickItem *row = fixture.named(QStringLiteral("MSFT, Microsoft, 411.10, down 0.31 %"));
        QVERIFY(row);
        const QPoint start = row->mapToScene(QPointF(20, row->height() / 2)).toPoint();
        QTest::mousePress(fixture.window(), Qt::LeftButton, {}, start);
        for (int y = 0; y <= 76; y += 19)
            QTest::mouseMove(fixture.window(), start + QPoint(0, y));
        QTest::mouseRelease(fixture.window(), Qt::LeftButton, {}, start + QPoint(0, 76));
        QTRY_COMPARE(row->y(), 3 * row->height());
        QVERIFY(fixture.named(QStringLiteral("Chart of MSFT")));
    }

    void aChangedPriceFlashesUnlessMotionIsReduced_data()
    {
        QTest::addColumn<bool>("reduced");
        QTest::newRow("motion") << false;
        QTest::newRow("reduced motion") << true;
    }
    void aChangedPriceFlashesUnlessMotionIsReduced()
    {
        QFETCH(bool, reduced);
        preferences().setReducedMotion(reduced);
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowExposed(fixture.window()));
        QQuickItem *row = fixture.named(QStringLiteral("MSFT, Microsoft, 411.10, down 0.31 %"));
        QVERIFY(row);
        auto *flash = row->findChild<QQuickItem *>(QStringLiteral("flash"));
        QVERIFY(flash);
        QSignalSpy changes(flash, &QQuickItem::opacityChanged);
        fixture.source.updateQuotes({FakeSource::makeQuote(
            QStringLiteral("MSFT"), QStringLiteral("Microsoft"), "412.00", "412.38", 50)});
        QCOMPARE(!changes.isEmpty(), !reduced);
        QTRY_COMPARE(flash->opacity(), 0.0);
    }

    void theCommandPaletteRunsACommand()
    {
        WindowFixture fixture;
        QVERIFY(QTest::qWaitForWindowActive(fixture.window()));
        fixture.key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(fixture.waitForFrame());
        fixture.type(QStringLiteral("LIGHT"));
        fixture.key(Qt::Key_Return);
        QCOMPARE(preferences().theme(), Preferences::ThemeMode::Light);
    }

private:
    static void say(WindowFixture &fixture, quint64 seq)
    {
        fixture.source.updateMessage(FakeSource::makeMessage(
            seq, QStringLiteral("bo"), QStringLiteral("message"), FakeSource::now()));
    }

    /// Pairs of texts of one row or column that are drawn over each other.
    static QStringList overlappingTexts(const WindowFixture &fixture)
    {
        QStringList pairs;
        for (QQuickItem *layout : fixture.visibleItems()) {
            if (!layout->inherits("QQuickLayout"))
                continue;
            QList<QQuickItem *> texts;
            for (QQuickItem *child : layout->childItems()) {
                if (child->isVisible() && !child->property("text").toString().isEmpty())
                    texts.append(child);
            }
            for (qsizetype i = 0; i + 1 < texts.size(); ++i) {
                for (qsizetype j = i + 1; j < texts.size(); ++j) {
                    if (drawnRect(texts.at(i)).intersects(drawnRect(texts.at(j))))
                        pairs.append(texts.at(i)->property("text").toString() + u'/'
                                     + texts.at(j)->property("text").toString());
                }
            }
        }
        return pairs;
    }
    static QRectF drawnRect(QQuickItem *item)
    {
        const QRectF rect = item->boundingRect() | item->childrenRect();
        return item->mapRectToScene(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }

    static void checkNames(const WindowFixture &fixture)
    {
        int controls = 0;
        for (QQuickItem *item : fixture.visibleItems()) {
            const bool control = item->inherits("QQuickAbstractButton")
                || item->inherits("QQuickComboBox") || item->inherits("QQuickTextField")
                || item->activeFocusOnTab();
            if (!control)
                continue;
            ++controls;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
            QVERIFY2(accessible, item->metaObject()->className());
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(),
                     item->metaObject()->className());
            QVERIFY2(accessible->role() != QAccessible::NoRole
                         && accessible->role() != QAccessible::Client,
                     item->metaObject()->className());
        }
        QVERIFY(controls > 10);
    }
};

TICKWELL_WINDOW_TEST(tst_Window)
#include "tst_Window.moc"
