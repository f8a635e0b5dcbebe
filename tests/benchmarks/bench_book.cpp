// SPDX-License-Identifier: GPL-3.0-or-later
// The order book against a plain one that searches a list: the same operations in the same run.
//   bench_book [OPERATIONS] [DEPTH]
#include "../unit/market/PlainBook.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace Tickwell;

namespace {

using Clock = std::chrono::steady_clock;

struct Operation
{
    enum class Kind { Add, Take, Cancel, Cut, Trade };
    Kind kind = Kind::Add;
    BookOrder order;
    BookPrice price = 0;
    BookQuantity quantity = 0;
    quint64 id = 0;
};

/// What a busy symbol sees: orders come near the middle, and most of them are cancelled. About
/// @p depth of them stand at a time.
std::vector<Operation> operations(std::size_t count, std::size_t depth)
{
    std::mt19937_64 random(7);
    const auto roll = [&](qint64 sides) {
        return static_cast<qint64>(random() % static_cast<quint64>(sides));
    };
    std::vector<Operation> all(count);
    quint64 lastId = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Operation &operation = all[i];
        const qint64 what = lastId < depth ? 0 : roll(100);
        if (what < 50) {
            const Side side = roll(2) == 0 ? Side::Buy : Side::Sell;
            const qint64 away = 1 + std::min(roll(200), roll(200));
            operation.order = {++lastId, 1 + static_cast<quint64>(roll(1'000)), side,
                               100'000 + (side == Side::Buy ? -away : away), 1 + roll(500)};
        } else if (what < 56) {
            operation.kind = Operation::Kind::Take;
            const Side side = roll(2) == 0 ? Side::Buy : Side::Sell;
            operation.order = {++lastId, 1 + static_cast<quint64>(roll(1'000)), side,
                               100'000 + (side == Side::Buy ? 20 : -20), 1 + roll(1'500)};
        } else if (what < 94) {
            operation.kind = Operation::Kind::Cancel;
            operation.id = lastId
                - std::min(lastId - 1, static_cast<quint64>(roll(static_cast<qint64>(2 * depth))));
        } else if (what < 97) {
            operation.kind = Operation::Kind::Cut;
            operation.id = lastId - static_cast<quint64>(roll(static_cast<qint64>(depth)));
            operation.quantity = 1 + roll(100);
        } else {
            operation.kind = Operation::Kind::Trade;
            operation.price = 100'000 + roll(21) - 10;
            operation.quantity = roll(2'000);
        }
    }
    return all;
}

template<typename Book>
void apply(Book &book, const Operation &operation, std::vector<BookFill> &fills)
{
    switch (operation.kind) {
    case Operation::Kind::Add:
        book.add(operation.order, TimeInForce::Gtc, fills);
        break;
    case Operation::Kind::Take:
        book.add(operation.order, TimeInForce::Ioc, fills);
        break;
    case Operation::Kind::Cancel:
        book.cancel(operation.id);
        break;
    case Operation::Kind::Cut:
        book.cut(operation.id, operation.quantity);
        break;
    case Operation::Kind::Trade:
        book.trade(operation.price, operation.quantity, fills);
        break;
    }
}

struct Outcome
{
    double perSecond = 0;
    double p50 = 0; ///< ns
    double p99 = 0; ///< ns
    std::size_t fills = 0;
};

/// Once for the throughput, once more with a clock around each operation.
template<typename Book>
Outcome measure(const std::vector<Operation> &all, std::size_t count)
{
    Outcome outcome;
    std::vector<BookFill> fills;
    {
        Book book;
        const auto begin = Clock::now();
        for (std::size_t i = 0; i < count; ++i) {
            fills.clear();
            apply(book, all[i], fills);
            outcome.fills += fills.size();
        }
        const std::chrono::duration<double> took = Clock::now() - begin;
        outcome.perSecond = static_cast<double>(count) / took.count();
    }
    Book book;
    std::vector<qint64> each(count);
    for (std::size_t i = 0; i < count; ++i) {
        fills.clear();
        const auto begin = Clock::now();
        apply(book, all[i], fills);
        each[i] = (Clock::now() - begin).count();
    }
    std::sort(each.begin(), each.end());
    outcome.p50 = static_cast<double>(each[count / 2]);
    outcome.p99 = static_cast<double>(each[count / 100 * 99]);
    return outcome;
}

void print(const char *name, const Outcome &outcome)
{
    std::printf("%-6s %12.0f operations/s, p50 %6.2f us, p99 %6.2f us\n", name, outcome.perSecond,
                outcome.p50 / 1e3, outcome.p99 / 1e3);
}

} // namespace

int main(int argc, char **argv)
{
    const auto count = static_cast<std::size_t>(argc > 1 ? std::atoll(argv[1]) : 3'000'000);
    const auto depth = static_cast<std::size_t>(argc > 2 ? std::atoll(argv[2]) : 2'000);
    const auto all = operations(count, depth);
    const std::size_t few = std::min<std::size_t>(count, 4 * depth);
    const Outcome plain = measure<PlainBook>(all, few);
    const Outcome ours = measure<OrderBook>(all, count);
    print("plain", plain);
    print("book", ours);
    std::printf("%.0f x, %zu fills in %zu operations\n", ours.perSecond / plain.perSecond,
                ours.fills, count);
}
