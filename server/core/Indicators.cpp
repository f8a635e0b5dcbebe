// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Indicators.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace Tickwell {

SlidingWindow::SlidingWindow(int period)
    : m_values(static_cast<std::size_t>(std::max(1, period)))
{
}

void SlidingWindow::add(double value)
{
    if (isFull())
        slide(value);
    m_values[m_next] = value;
    m_next = (m_next + 1) % m_values.size();
    m_count = std::min(m_count + 1, m_values.size());
    if (m_next == 0)
        sumUp();
}

/// Exchanges the oldest value for @p value in the sums.
void SlidingWindow::slide(double value)
{
    const double oldest = m_values[m_next];
    const double before = m_mean;
    m_mean += (value - oldest) / static_cast<double>(m_values.size());
    m_squares += (value - oldest) * (value - m_mean + oldest - before);
}

void SlidingWindow::sumUp()
{
    const auto size = static_cast<double>(m_values.size());
    m_mean = std::accumulate(m_values.begin(), m_values.end(), 0.0) / size;
    m_squares = 0;
    for (const double value : m_values)
        m_squares += (value - m_mean) * (value - m_mean);
}

double SlidingWindow::deviation() const
{
    return std::sqrt(std::max(0.0, m_squares) / static_cast<double>(m_values.size()));
}

std::optional<SlidingWindow::Moments> SlidingWindow::after(double value) const
{
    if (m_count + 1 < m_values.size())
        return std::nullopt;
    if (!isFull()) {
        SlidingWindow full = *this;
        full.add(value);
        return Moments{full.mean(), full.deviation()};
    }
    const auto size = static_cast<double>(m_values.size());
    const double oldest = m_values[m_next];
    const double mean = m_mean + (value - oldest) / size;
    const double squares = m_squares + (value - oldest) * (value - mean + oldest - m_mean);
    return Moments{mean, std::sqrt(std::max(0.0, squares) / size)};
}

std::optional<double> Sma::add(double close)
{
    m_window.add(close);
    return m_window.isFull() ? std::optional(m_window.mean()) : std::nullopt;
}

std::optional<double> Sma::preview(double close) const
{
    const auto moments = m_window.after(close);
    return moments ? std::optional(moments->mean) : std::nullopt;
}

std::optional<double> Ema::add(double close)
{
    if (m_count >= m_period) {
        m_value += (close - m_value) * 2 / (m_period + 1);
        return m_value;
    }
    m_value += close;
    if (++m_count < m_period)
        return std::nullopt;
    m_value /= m_period;
    return m_value;
}

std::optional<double> Ema::preview(double close) const
{
    Ema next = *this;
    return next.add(close);
}

std::optional<double> Rsi::add(double close)
{
    if (!m_last) {
        m_last = close;
        return std::nullopt;
    }
    const double change = close - *m_last;
    m_last = close;
    const double gain = std::max(change, 0.0);
    const double loss = std::max(-change, 0.0);
    if (m_changes < m_period) {
        m_gain += gain;
        m_loss += loss;
        if (++m_changes < m_period)
            return std::nullopt;
        m_gain /= m_period;
        m_loss /= m_period;
    } else {
        m_gain += (gain - m_gain) / m_period;
        m_loss += (loss - m_loss) / m_period;
    }
    const double moved = m_gain + m_loss;
    return moved > 0 ? 100 * m_gain / moved : 50;
}

std::optional<double> Rsi::preview(double close) const
{
    Rsi next = *this;
    return next.add(close);
}

std::optional<Macd::Value> Macd::add(double close)
{
    const auto fast = m_fast.add(close);
    const auto slow = m_slow.add(close);
    if (!fast || !slow)
        return std::nullopt;
    const double line = *fast - *slow;
    return Value{line, m_signal.add(line)};
}

std::optional<Macd::Value> Macd::preview(double close) const
{
    Macd next = *this;
    return next.add(close);
}

Bollinger::Value Bollinger::bands(double mean, double deviation) const
{
    return {mean - m_width * deviation, mean, mean + m_width * deviation};
}

std::optional<Bollinger::Value> Bollinger::add(double close)
{
    m_window.add(close);
    if (!m_window.isFull())
        return std::nullopt;
    return bands(m_window.mean(), m_window.deviation());
}

std::optional<Bollinger::Value> Bollinger::preview(double close) const
{
    const auto moments = m_window.after(close);
    if (!moments)
        return std::nullopt;
    return bands(moments->mean, moments->deviation);
}

void Vwap::restart()
{
    *this = Vwap();
}

std::optional<double> Vwap::add(const Bar &bar)
{
    m_turnover += (bar.high + bar.low + bar.close) / 3 * bar.volume;
    m_volume += bar.volume;
    return m_volume > 0 ? std::optional(m_turnover / m_volume) : std::nullopt;
}

std::optional<double> Vwap::preview(const Bar &bar) const
{
    Vwap next = *this;
    return next.add(bar);
}

} // namespace Tickwell
