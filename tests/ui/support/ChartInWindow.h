// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/PricePlot.h"
#include "support/WindowFixture.h"

namespace Tickwell {

/// The plot of the price chart that can be seen; null when there is none.
inline PricePlot *plotOf(const WindowFixture &fixture)
{
    for (QQuickItem *item : fixture.visibleItems()) {
        if (auto *plot = qobject_cast<PricePlot *>(item))
            return plot;
    }
    return nullptr;
}

/// The first visible item inside that chart whose name begins so; null when there is none.
inline QQuickItem *inChart(const WindowFixture &fixture, const QString &name)
{
    const PricePlot *plot = plotOf(fixture);
    for (QQuickItem *item : fixture.visibleItems()) {
        if (plot && plot->parentItem()->isAncestorOf(item)
            && WindowFixture::nameOf(item).startsWith(name))
            return item;
    }
    return nullptr;
}

/// The same when it is there and has its place; null when it does not come.
inline QQuickItem *awaitInChart(WindowFixture &fixture, const QString &name)
{
    const bool isThere = QTest::qWaitFor([&] { return inChart(fixture, name) != nullptr; });
    return isThere && fixture.waitForFrame() ? inChart(fixture, name) : nullptr;
}

} // namespace Tickwell
