// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/ColumnStatistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Tickwell {

namespace {

/// A sum of sums, which does not lose what is small beside it (Neumaier 1974).
class Sum
{
public:
    void add(double value)
    {
        const double sum = m_sum + value;
        m_lost +=
            std::abs(m_sum) >= std::abs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
        m_sum = sum;
    }
    /// Infinite or NaN as a plain sum is.
    double value() const { return std::isfinite(m_sum) ? m_sum + m_lost : m_sum; }

private:
    double m_sum = 0;
    double m_lost = 0;
};

/// The sum of @p term of each number in @p run, in eight lanes, for the processor's and precision's
/// sake.
template<typename Term>
double sumOf(std::span<const double> run, Term term)
{
    std::array<double, 8> lanes{};
    std::size_t i = 0;
    for (; i + lanes.size() <= run.size(); i += lanes.size()) {
        for (std::size_t k = 0; k < lanes.size(); ++k)
            lanes[k] += term(run[i + k]);
    }
    for (std::size_t k = 0; i < run.size(); ++i, ++k)
        lanes[k] += term(run[i]);
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
        + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

/// Where a quantile lies: between two places in order.
struct Place
{
    qint64 rank = 0;
    double fraction = 0;
};

Place placeOf(double quantile, qint64 count)
{
    const double place = static_cast<double>(count - 1) * quantile;
    const double floor = std::floor(place);
    return {static_cast<qint64>(floor), place - floor};
}

/// As numpy interpolates, infinities included.
double between(double a, double b, double fraction)
{
    const double distance = b - a;
    return fraction < 0.5 ? a + distance * fraction : b - distance * (1 - fraction);
}

struct Extent
{
    double sum = 0;
    double min = qInf();
    double max = -qInf();
};

Extent extentOf(const ColumnNumbers &numbers)
{
    Extent extent;
    Sum sum;
    numbers.forEachRun([&](std::span<const double> run) {
        sum.add(sumOf(run, [](double value) { return value; }));
        double min = extent.min;
        double max = extent.max;
        for (const double value : run) {
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        extent.min = min;
        extent.max = max;
    });
    extent.sum = sum.value();
    return extent;
}

double deviation(const ColumnNumbers &numbers, qint64 count, double mean)
{
    Sum squares;
    numbers.forEachRun([&](std::span<const double> run) {
        squares.add(sumOf(run, [mean](double value) { return (value - mean) * (value - mean); }));
    });
    return std::sqrt(squares.value() / static_cast<double>(count - 1));
}

} // namespace

ColumnDescription describeColumn(const QString &name, const ColumnNumbers &numbers)
{
    const double nan = qQNaN();
    ColumnDescription column{name, numbers.count(), nan, nan, nan, nan, nan, nan, nan};
    if (column.count == 0)
        return column;
    const Extent extent = extentOf(numbers);
    column.min = extent.min;
    column.max = extent.max;
    column.mean = extent.sum / static_cast<double>(column.count);
    if (column.count > 1)
        column.std = deviation(numbers, column.count, column.mean);

    std::array<double *, 3> results{&column.q25, &column.median, &column.q75};
    std::array<Place, 3> places;
    std::vector<qint64> ranks;
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = placeOf(0.25 * static_cast<double>(i + 1), column.count);
        ranks.push_back(places[i].rank);
        ranks.push_back(std::min(places[i].rank + 1, column.count - 1));
    }
    std::sort(ranks.begin(), ranks.end());
    const std::vector<double> found = selectRanks(numbers, extent.min, extent.max, ranks);
    if (found.empty())
        return column;
    const auto at = [&](qint64 rank) {
        const auto place = std::lower_bound(ranks.begin(), ranks.end(), rank);
        return found[static_cast<std::size_t>(place - ranks.begin())];
    };
    for (std::size_t i = 0; i < places.size(); ++i)
        *results[i] =
            between(at(places[i].rank), at(std::min(places[i].rank + 1, column.count - 1)),
                    places[i].fraction);
    return column;
}

} // namespace Tickwell
