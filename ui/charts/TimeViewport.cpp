// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeViewport.h"

#include <array>
#include <cmath>

namespace Tickwell {

namespace {

// Below one pixel each step halves, which is the grid of MinMaxPyramid.
constexpr std::array Spacings{1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1.0,  2.0,  3.0,  4.0,  5.0, 7.0,
                              9.0,      12.0,    14.0,    18.0,    24.0, 32.0, 40.0, 56.0, 72.0};
constexpr int LastStep = static_cast<int>(Spacings.size()) - 1;
constexpr double BarsInSight = 3; // when panned to either end

} // namespace

void TimeViewport::setInterval(qint64 milliseconds)
{
    m_interval = qMax<qint64>(milliseconds, 1);
}

void TimeViewport::setWidth(double width)
{
    // The right edge stays, as the newest bar is there.
    const double right = to();
    m_width = qMax(width, 0.0);
    m_from = right - m_width * millisecondsPerPixel();
    if (m_following)
        follow(m_last);
    else
        snap();
}

void TimeViewport::setDevicePixelRatio(double ratio)
{
    m_ratio = qMax(ratio, 0.5);
    snap();
}

void TimeViewport::setMinimumSpacing(double spacing)
{
    m_minimumSpacing = spacing;
    zoom(0, m_width);
}

double TimeViewport::spacing() const
{
    return Spacings[static_cast<std::size_t>(m_step)];
}

double TimeViewport::millisecondsPerPixel() const
{
    return static_cast<double>(m_interval) / spacing();
}

double TimeViewport::rightMargin() const
{
    return std::round(qMin(qBound(16.0, spacing() * 2.5, 64.0), m_width / 4));
}

void TimeViewport::follow(qint64 last)
{
    m_last = last;
    m_following = true;
    m_from = static_cast<double>(last) - (m_width - rightMargin()) * millisecondsPerPixel();
    snap();
}

void TimeViewport::setBounds(qint64 first, qint64 last)
{
    m_first = first;
    m_last = last;
}

void TimeViewport::pan(double pixels)
{
    m_from -= pixels * millisecondsPerPixel();
    clamp();
    snap();
    updateFollowing();
}

void TimeViewport::zoom(int steps, double x)
{
    const double fixed = timeAt(x);
    const bool keepNewest = m_following && x >= xOf(static_cast<double>(m_last));
    m_step = qBound(0, m_step + steps, LastStep);
    while (spacing() < m_minimumSpacing && m_step < LastStep)
        ++m_step;
    if (keepNewest) {
        follow(m_last);
        return;
    }
    m_from = fixed - x * millisecondsPerPixel();
    clamp();
    snap();
    updateFollowing();
}

void TimeViewport::setSpacing(double spacing, double x)
{
    int nearest = 0;
    for (int step = 1; step <= LastStep; ++step) {
        const auto distance = [spacing](int s) {
            return std::abs(std::log(Spacings[static_cast<std::size_t>(s)] / spacing));
        };
        if (distance(step) < distance(nearest))
            nearest = step;
    }
    zoom(nearest - m_step, x);
}

void TimeViewport::showFrom(double time)
{
    m_from = time;
    clamp();
    snap();
    updateFollowing();
}

double TimeViewport::penWidth() const
{
    return qMax(std::floor(m_ratio), 1.0);
}

void TimeViewport::snap()
{
    // Bars start at multiples of the interval, which is a whole number of device pixels wide once
    // bars do not share pixels; a pen of odd width needs the middle of a pixel.
    const double unit = millisecondsPerPixel() / m_ratio;
    const double phase = std::fmod(penWidth(), 2.0) == 1.0 ? 0.5 : 0.0;
    m_from = (std::round(m_from / unit + phase) - phase) * unit;
}

void TimeViewport::clamp()
{
    if (m_last < m_first)
        return;
    const double seen = BarsInSight * static_cast<double>(m_interval);
    const double latest = static_cast<double>(m_last) - seen;
    const double earliest = static_cast<double>(m_first) + seen - m_width * millisecondsPerPixel();
    m_from = qBound(qMin(earliest, latest), m_from, latest);
}

void TimeViewport::updateFollowing()
{
    const double gap = m_width - xOf(static_cast<double>(m_last));
    m_following = gap >= rightMargin() - spacing() / 2;
}

} // namespace Tickwell
