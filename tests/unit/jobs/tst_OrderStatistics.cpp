// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/OrderStatistics.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

using namespace Tickwell;

namespace {

constexpr std::size_t Count = 200'000;

std::vector<NumberPack> packsOf(const std::vector<double> &values)
{
    std::vector<NumberPack> packs;
    std::vector<qint64> room(30'000);
    for (std::size_t first = 0; first < values.size(); first += room.size()) {
        StagedNumbers staged;
        staged.reset(room.data());
        for (std::size_t i = first; i < std::min(first + room.size(), values.size()); ++i)
            staged.addReal(values[i]);
        const ColumnType type;
        packs.emplace_back().pack({&staged, 1}, {&type, 1});
    }
    return packs;
}

} // namespace

Q_DECLARE_METATYPE(std::function<double()>)

class tst_OrderStatistics : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatSortingFinds_data();
    void findsWhatSortingFinds();
    void stopsWhenCancelled();

private:
    std::mt19937_64 m_random{1};
};

void tst_OrderStatistics::findsWhatSortingFinds_data()
{
    QTest::addColumn<std::function<double()>>("draw");
    const auto row = [](const char *name, std::function<double()> draw) {
        QTest::newRow(name) << std::move(draw);
    };
    row("normal", [this] { return std::normal_distribution()(m_random); });
    row("heavy tails", [this] { return std::cauchy_distribution()(m_random); });
    row("all magnitudes", [this] {
        return std::ldexp(std::normal_distribution()(m_random),
                          std::uniform_int_distribution(-1000, 1000)(m_random));
    });
    row("one value", [] { return 7.5; });
    row("two values", [this] { return double(m_random() % 2); });
    row("small integers", [this] { return double(m_random() % 100); });
    row("nearly all equal", [this] { return m_random() % 100 ? 1.0 : double(m_random() % 1000); });
    row("neighbours, and one far away", [this, n = 0]() mutable {
        return n++ ? std::bit_cast<double>(std::bit_cast<quint64>(1.0) + m_random() % 1'000'000)
                   : 1e300;
    });
    row("infinities", [this] { return m_random() % 3 ? double(m_random() % 9) : qInf(); });
    row("rising", [n = 0.0]() mutable { return n += 0.25; });
}

void tst_OrderStatistics::findsWhatSortingFinds()
{
    QFETCH(std::function<double()>, draw);
    std::vector<double> values(Count);
    std::generate(values.begin(), values.end(), draw);
    const std::vector<NumberPack> packs = packsOf(values);
    std::sort(values.begin(), values.end());

    const std::vector<qint64> ranks{0,         1,         Count / 4,     Count / 4 + 1,
                                    Count / 2, Count / 2, Count / 4 * 3, Count - 1};
    ParallelWork work(nullptr, {});
    const auto found =
        selectRanks(ColumnNumbers(packs, 0, work), values.front(), values.back(), ranks);
    QCOMPARE(found.size(), ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i)
        QCOMPARE(found[i], values[static_cast<std::size_t>(ranks[i])]);
}

void tst_OrderStatistics::stopsWhenCancelled()
{
    const std::vector<NumberPack> packs = packsOf({1, 2, 3});
    const std::atomic<bool> cancelled = true;
    ParallelWork work(&cancelled, {});
    const std::vector<qint64> ranks{1};
    QVERIFY(selectRanks(ColumnNumbers(packs, 0, work), 1, 3, ranks).empty());
}

QTEST_APPLESS_MAIN(tst_OrderStatistics)
#include "tst_OrderStatistics.moc"
