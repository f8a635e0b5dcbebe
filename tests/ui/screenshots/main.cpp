// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window as it would stand on a desk, for a person to look at:
//   tickwell_screenshots OUT.png 1440x900 dark|light en|zh_CN SCENE
#include "models/Preferences.h"
#include "support/WindowFixture.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;

namespace {

void play(const QString &scene, QQuickWindow *window, FakeSource &source)
{
    const auto key = [window](Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(window, code, modifiers);
        QTest::qWait(60);
    };
    if (scene == QLatin1String("export") || scene == QLatin1String("exporting")) {
        key(Qt::Key_E, Qt::ControlModifier);
        QTest::qWait(400);
        if (scene == QLatin1String("exporting")) {
            key(Qt::Key_Return);
            emit source.exportProgressed(source.exports.last().request, 742'118, 38'400'000);
        }
    } else if (scene == QLatin1String("settings")) {
        key(Qt::Key_Comma, Qt::ControlModifier);
    } else if (scene == QLatin1String("palette")) {
        key(Qt::Key_K, Qt::ControlModifier);
    } else if (scene == QLatin1String("add")) {
        source.unknownSymbols.insert(QStringLiteral("XYZQ"));
        key(Qt::Key_N, Qt::ControlModifier);
        for (const char c : {'x', 'y', 'z', 'q'})
            QTest::keyClick(window, c);
        key(Qt::Key_Return);
    } else if (scene == QLatin1String("focus")) {
        key(Qt::Key_1, Qt::ControlModifier);
        key(Qt::Key_Down);
    } else if (scene == QLatin1String("trouble")) {
        source.updateFeed({QStringLiteral("alpaca"), FeedStatus::State::Refused, false,
                           QStringLiteral("Alpaca refused the key"), FakeSource::now(), 0});
        CaptureStatus capture;
        capture.rows = 88'120;
        capture.error = QStringLiteral("No space left on the disk that holds /home/ana/.local");
        source.updateCapture(capture);
        source.updateServer({{}, 0, QStringLiteral("Port 8000 is taken by another program")});
    }
    QTest::qWait(500);
}

} // namespace

int main(int argc, char **argv)
{
    QTemporaryDir config;
    qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() < 6)
        return 2;
    const QStringList size = arguments.at(2).split(u'x');
    const QString scene = arguments.at(5);

    Preferences *preferences = Preferences::instance();
    preferences->setTheme(arguments.at(3) == QLatin1String("light") ? Preferences::ThemeMode::Light
                                                                    : Preferences::ThemeMode::Dark);
    preferences->setLanguage(arguments.at(4));
    preferences->setReducedMotion(true);

    WindowFixture fixture(QSize(size.at(0).toInt(), size.at(1).toInt()),
                          scene != QLatin1String("empty"));
    if (scene == QLatin1String("empty"))
        fixture.source.updateServer({QStringLiteral("http://127.0.0.1:8000"), 0, {}});
    QQuickWindow *window = fixture.window();
    if (!window || !QTest::qWaitForWindowExposed(window))
        return 1;
    window->requestActivate();
    QTest::qWait(400);
    fixture.source.trade();
    play(scene, window, fixture.source);
    return window->grabWindow().save(arguments.at(1)) ? 0 : 1;
}
