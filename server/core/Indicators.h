// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace Tickwell {

// Technical indicators, bar by bar (MARKETS.md, Indicators). Each takes a new closed bar in O(1)
// with add(), and says with preview() what it would come to if the bar that is still open closed as
// it stands. Plain values: copy one to go on from a bar. Binary floats: they are drawn, no money is
// computed with them. Periods are at least 1; values are finite.
//
// They live in core because charts draw them and alerts watch them.

/// The last so many values with their mean and deviation. What is added up and taken off again
/// loses digits, so the sums are made anew once for each full turn: O(1) on the average.
class SlidingWindow
{
public:
    explicit SlidingWindow(int period);

    void add(double value);
    [[nodiscard]] bool isFull() const { return m_count == m_values.size(); }
    [[nodiscard]] double mean() const { return m_mean; }
    /// Of the population.
    [[nodiscard]] double deviation() const;
    /// What the mean and the deviation would be after add(@p value), for a window that is full or
    /// would be.
    struct Moments
    {
        double mean = 0;
        double deviation = 0;
    };
    [[nodiscard]] std::optional<Moments> after(double value) const;

private:
    void slide(double value);
    void sumUp();

    std::vector<double> m_values; ///< a ring
    std::size_t m_next = 0;
    std::size_t m_count = 0;
    double m_mean = 0;
    double m_squares = 0; ///< of the distances from the mean, summed up
};

/// Simple moving average: the mean of the last @p period closes.
class Sma
{
public:
    explicit Sma(int period)
        : m_window(period)
    {
    }
    std::optional<double> add(double close);
    [[nodiscard]] std::optional<double> preview(double close) const;

private:
    SlidingWindow m_window;
};

/// Exponential moving average, k = 2 / (period + 1), seeded with the mean of the first @p period
/// closes.
class Ema
{
public:
    explicit Ema(int period)
        : m_period(period)
    {
    }
    std::optional<double> add(double close);
    [[nodiscard]] std::optional<double> preview(double close) const;

private:
    int m_period;
    int m_count = 0;
    double m_value = 0; ///< the sum, before there are enough
};

/// Relative strength index as Wilder smooths it, 0 to 100, from the close after @p period of them
/// on. 100 where nothing fell, and 50 where nothing moved.
class Rsi
{
public:
    explicit Rsi(int period = 14)
        : m_period(period)
    {
    }
    std::optional<double> add(double close);
    [[nodiscard]] std::optional<double> preview(double close) const;

private:
    int m_period;
    int m_changes = 0;
    std::optional<double> m_last;
    double m_gain = 0; ///< the sum of rises, then their smoothed mean
    double m_loss = 0;
};

/// Moving average convergence/divergence.
class Macd
{
public:
    struct Value
    {
        double line = 0;                   ///< fast average less slow one
        std::optional<double> signal = {}; ///< the average of lines
        [[nodiscard]] std::optional<double> histogram() const
        {
            return signal ? std::optional(line - *signal) : std::nullopt;
        }
    };

    /// @p fast < @p slow.
    explicit Macd(int fast = 12, int slow = 26, int signal = 9)
        : m_fast(fast)
        , m_slow(slow)
        , m_signal(signal)
    {
    }
    std::optional<Value> add(double close);
    [[nodiscard]] std::optional<Value> preview(double close) const;

private:
    Ema m_fast;
    Ema m_slow;
    Ema m_signal;
};

/// Bollinger bands: a simple average, and @p width deviations of the population above and below it.
class Bollinger
{
public:
    struct Value
    {
        double lower = 0;
        double middle = 0;
        double upper = 0;
    };

    explicit Bollinger(int period = 20, double width = 2)
        : m_window(period)
        , m_width(width)
    {
    }
    std::optional<Value> add(double close);
    [[nodiscard]] std::optional<Value> preview(double close) const;

private:
    [[nodiscard]] Value bands(double mean, double deviation) const;

    SlidingWindow m_window;
    double m_width;
};

/// Volume-weighted average price since the session began: Σ(typical · volume) / Σvolume, where a
/// bar's typical price is (high + low + close) / 3. None before anything was traded.
class Vwap
{
public:
    struct Bar
    {
        double high = 0;
        double low = 0;
        double close = 0;
        double volume = 0; ///< ≥ 0
    };

    /// A new session: what was traded before counts no more.
    void restart();
    std::optional<double> add(const Bar &bar);
    [[nodiscard]] std::optional<double> preview(const Bar &bar) const;

private:
    double m_turnover = 0;
    double m_volume = 0;
};

} // namespace Tickwell
