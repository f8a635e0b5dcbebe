// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/Fonts.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QQuickWindow>

namespace Tickwell {

namespace {

constexpr int BodyPixels = 13;

} // namespace

bool loadFonts()
{
    bool complete = true;
    for (const char *file :
         {"TickwellSans-Regular.otf", "TickwellSans-Medium.otf", "TickwellSans-SemiBold.otf",
          "TickwellSans-Bold.otf", "TickwellMono-Regular.ttf", "TickwellMono-SemiBold.ttf"}) {
        const QString path = QStringLiteral(":/tickwell/fonts/") + QLatin1String(file);
        complete = QFontDatabase::addApplicationFont(path) >= 0 && complete;
    }

    // Named in this order because fontconfig alone may pick the Japanese forms of Chinese
    // characters.
    const QStringList chinese{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"),
                              QStringLiteral("Source Han Sans SC"),
                              QStringLiteral("WenQuanYi Micro Hei")};
    QFont::insertSubstitutions(QStringLiteral("Tickwell Sans"), chinese);
    QFont::insertSubstitutions(QStringLiteral("Tickwell Mono"), chinese);

    QFont body(QStringLiteral("Tickwell Sans"));
    body.setPixelSize(BodyPixels);
    QGuiApplication::setFont(body);
    // Small text is sharper than from distance fields, and no text here is scaled or turned.
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    return complete;
}

} // namespace Tickwell
