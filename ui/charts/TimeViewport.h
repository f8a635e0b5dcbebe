// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Tickwell {

/// Which stretch of time a chart shows, and how it maps to pixels. Zoom goes in steps of whole
/// pixels for each bar, and the left edge stands so that every bar's middle is in the middle of a
/// pixel: candles are then equally wide and sharp wherever one pans. Times are ms since the
/// epoch; pixels are logical ones.
class TimeViewport
{
public:
    void setInterval(qint64 milliseconds);
    void setWidth(double width);
    void setDevicePixelRatio(double ratio);
    /// How close bars may come: 1 for candles, below 1 for a line.
    void setMinimumSpacing(double spacing);

    [[nodiscard]] qint64 interval() const { return m_interval; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double devicePixelRatio() const { return m_ratio; }
    /// Pixels from one bar to the next.
    [[nodiscard]] double spacing() const;
    [[nodiscard]] double millisecondsPerPixel() const;
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_from + m_width * millisecondsPerPixel(); }
    [[nodiscard]] double xOf(double time) const { return (time - m_from) / millisecondsPerPixel(); }
    [[nodiscard]] double timeAt(double x) const { return m_from + x * millisecondsPerPixel(); }
    /// The empty stretch between the newest bar and the right edge while following, in pixels.
    [[nodiscard]] double rightMargin() const;

    /// True while the newest bar stands at its place at the right.
    [[nodiscard]] bool following() const { return m_following; }
    /// Follows the newest bar, which starts at @p last; call on each new bar.
    void follow(qint64 last);
    void setFollowing(bool following) { m_following = following; }
    /// The bars that there are; panning stops so that a few of them stay in sight.
    void setBounds(qint64 first, qint64 last);

    /// Moves the content by @p pixels to the right: into the past when positive. Reaching the
    /// newest bar follows it again.
    void pan(double pixels);
    /// Zooms in (@p steps > 0) or out, keeping the time at @p x in its place; right of the newest
    /// bar, that one keeps its place.
    void zoom(int steps, double x);
    /// The zoom step whose spacing is nearest to @p spacing.
    void setSpacing(double spacing, double x);
    /// Shows @p time at the left edge.
    void showFrom(double time);

private:
    [[nodiscard]] double penWidth() const;
    void snap();
    void clamp();
    void updateFollowing();

    qint64 m_interval = 60'000;
    double m_width = 0;
    double m_ratio = 1;
    double m_minimumSpacing = 1;
    int m_step = DefaultStep;
    double m_from = 0;
    qint64 m_first = 0;
    qint64 m_last = 0;
    bool m_following = true;

    static constexpr int DefaultStep = 11;
};

} // namespace Tickwell
