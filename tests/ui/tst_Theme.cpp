// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WindowFixture.h"
#include "theme/Fonts.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QQmlComponent>
#include <QQmlEngine>

#include <cmath>

using namespace Tickwell;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1: 1 to 21.
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(loadFonts());
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(&engine);
        component.setData("import QtQml\nimport Tickwell.Theme\n"
                          "QtObject { property QtObject theme: Theme }",
                          {});
        holder.reset(component.create());
        QVERIFY2(holder, qPrintable(component.errorString()));
        theme = holder->property("theme").value<QObject *>();
        QVERIFY(theme);
    }

    void textIsReadableEverywhere_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("colorBlindSafe");
        QTest::newRow("dark") << true << false;
        QTest::newRow("light") << false << false;
        QTest::newRow("dark, colour-blind safe") << true << true;
        QTest::newRow("light, colour-blind safe") << false << true;
    }
    void textIsReadableEverywhere()
    {
        QFETCH(bool, dark);
        QFETCH(bool, colorBlindSafe);
        theme->setProperty("mode", dark ? 1 : 2);
        theme->setProperty("colorBlindSafe", colorBlindSafe);
        for (const char *ink : {"text", "muted", "accent", "up", "down", "warnText"}) {
            for (const char *surface : {"background", "panel", "panelRaised", "field", "hover"})
                check(ink, surface);
        }
        const auto indicators = theme->property("indicators").value<QList<QColor>>();
        QCOMPARE(indicators.size(), 8);
        for (const QColor &ink : indicators) {
            for (const char *surface : {"background", "panel", "panelRaised"})
                QVERIFY2(contrast(ink, theme->property(surface).value<QColor>()) >= 4.5,
                         qPrintable(ink.name()));
        }
        check("text", "chosen");
        check("text", "pressed");
        check("text", "textSelection");
        for (const char *surface : {"accentFill", "accentHover", "accentPressed"})
            check("inkOnAccentFill", surface);
        check("inkOnAccent", "accent");
        check("inkOnFilled", "up");
        check("inkOnFilled", "down");
    }

    void initialsAreReadable()
    {
        const auto avatars = theme->property("avatars").value<QList<QColor>>();
        QCOMPARE(avatars.size(), 8);
        for (const QColor &color : avatars)
            QVERIFY2(contrast(color, Qt::white) >= 4.5, qPrintable(color.name()));
    }

    void digitsAreOfOneWidth_data()
    {
        QTest::addColumn<int>("weight");
        for (const int weight : {400, 500, 600, 700})
            QTest::addRow("%d", weight) << weight;
    }
    void digitsAreOfOneWidth()
    {
        QFETCH(int, weight);
        QFont font(QStringLiteral("Tickwell Sans"));
        font.setPixelSize(13);
        font.setWeight(static_cast<QFont::Weight>(weight));
        QCOMPARE(QFontInfo(font).family(), QStringLiteral("Tickwell Sans"));
        QCOMPARE(QFontInfo(font).weight(), weight);
        const QFontMetricsF metrics(font);
        for (const char digit : {'1', '2', '3', '4', '5', '6', '7', '8', '9'})
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)),
                     metrics.horizontalAdvance(u'0'));
    }

private:
    void check(const char *ink, const char *surface) const
    {
        const double ratio = contrast(theme->property(ink).value<QColor>(),
                                      theme->property(surface).value<QColor>());
        QVERIFY2(ratio >= 4.5,
                 qPrintable(QStringLiteral("%1 on %2: %3")
                                .arg(QLatin1String(ink), QLatin1String(surface))
                                .arg(ratio)));
    }

    QQmlEngine engine;
    std::unique_ptr<QObject> holder;
    QObject *theme = nullptr;
};

TICKWELL_WINDOW_TEST(tst_Theme)
#include "tst_Theme.moc"
