// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NumberPack.h"

#include <QTest>

#include <array>
#include <limits>

using namespace Tickwell;

namespace {

struct Decimal
{
    quint64 units;
    int scale;
    bool negative = false;
};

/// What a column of these is unpacked to, and how wide it was.
struct Packed
{
    std::vector<double> values;
    int width = 0;
};

Packed packed(const StagedNumbers &staged)
{
    NumberPack pack;
    const ColumnType type;
    pack.pack({&staged, 1}, {&type, 1});
    const NumberPack::Column &column = pack.column(0);
    Packed result{std::vector<double>(column.count), column.width};
    pack.unpack(column, 0, column.count, result.values.data());
    return result;
}

Packed packed(const std::vector<Decimal> &decimals)
{
    std::array<qint64, 16> room;
    StagedNumbers staged;
    staged.reset(room.data());
    for (const Decimal &decimal : decimals)
        staged.addDecimal(decimal.units, decimal.scale, decimal.negative);
    return packed(staged);
}

} // namespace

class tst_NumberPack : public QObject
{
    Q_OBJECT

private slots:
    void takesNothingForWhatIsConstant();
    void takesAByteForASmallRange();
    void takesTwoBytesForAMiddlingRange();
    void takesFourBytesForALargeRange();
    void takesADoubleForAHugeRange();
    void keepsDecimalsOfDifferentScales();
    void keepsWhatNoScaleHolds();
    void keepsDoublesAmongDecimals();
    void keepsIntegersWrittenAsDoubles();
    void unpacksFromTheMiddle();
    void hasNoNegativeZero();
};

void tst_NumberPack::takesNothingForWhatIsConstant()
{
    const Packed result = packed({{725, 2}, {725, 2}, {7250, 3}});
    QCOMPARE(result.width, 0);
    QCOMPARE(result.values, (std::vector<double>{7.25, 7.25, 7.25}));
}

void tst_NumberPack::takesAByteForASmallRange()
{
    const Packed result = packed({{1'000'000, 0}, {1'000'255, 0}, {1'000'100, 0}});
    QCOMPARE(result.width, 1);
    QCOMPARE(result.values, (std::vector<double>{1'000'000, 1'000'255, 1'000'100}));
}

void tst_NumberPack::takesTwoBytesForAMiddlingRange()
{
    const Packed result = packed({{1, 0, true}, {65'534, 0}, {256, 0}});
    QCOMPARE(result.width, 2);
    QCOMPARE(result.values, (std::vector<double>{-1, 65'534, 256}));
}

void tst_NumberPack::takesFourBytesForALargeRange()
{
    const Packed result = packed({{1'700'000'000'000, 0}, {1'704'294'967'295, 0}});
    QCOMPARE(result.width, 4);
    QCOMPARE(result.values, (std::vector<double>{1'700'000'000'000, 1'704'294'967'295}));
}

void tst_NumberPack::takesADoubleForAHugeRange()
{
    const Packed result = packed({{1, 1}, {4'294'967'297, 1}, {123'456'789'012'345, 1, true}});
    QCOMPARE(result.width, 8);
    QCOMPARE(result.values, (std::vector<double>{0.1, 429'496'729.7, -12'345'678'901'234.5}));
}

void tst_NumberPack::keepsDecimalsOfDifferentScales()
{
    const Packed result = packed({{3, 0}, {15, 1, true}, {225, 2}, {4, 0}, {1, 3}});
    QCOMPARE(result.width, 2);
    QCOMPARE(result.values, (std::vector<double>{3, -1.5, 2.25, 4, 0.001}));
}

void tst_NumberPack::keepsWhatNoScaleHolds()
{
    const Packed result = packed({{9'000'000'000'000'000, 0}, {1, 17}, {5, 1, true}});
    QCOMPARE(result.width, 8);
    QCOMPARE(result.values, (std::vector<double>{9e15, 1e-17, -0.5}));
}

void tst_NumberPack::keepsDoublesAmongDecimals()
{
    std::array<qint64, 8> room;
    StagedNumbers staged;
    staged.reset(room.data());
    staged.addDecimal(15, 1, false);
    staged.addReal(1e300);
    staged.addReal(-qInf());
    staged.addDecimal(99'999'999'999'999'999, 17, true);
    QCOMPARE(packed(staged).values,
             (std::vector<double>{1.5, 1e300, -qInf(), -0.99999999999999999}));
}

void tst_NumberPack::keepsIntegersWrittenAsDoubles()
{
    std::array<qint64, 8> room;
    StagedNumbers staged;
    staged.reset(room.data());
    staged.addReal(100'000);
    staged.addReal(-100'100);
    const Packed result = packed(staged);
    QCOMPARE(result.width, 4);
    QCOMPARE(result.values, (std::vector<double>{100'000, -100'100}));
}

void tst_NumberPack::unpacksFromTheMiddle()
{
    std::array<qint64, 8> room;
    std::array<StagedNumbers, 2> staged;
    for (StagedNumbers &numbers : staged) {
        numbers.reset(room.data());
        for (const quint64 units : {10u, 300u, 70'000u})
            numbers.addDecimal(units, 1, false);
    }
    const std::array<ColumnType, 2> types{};
    NumberPack pack;
    pack.pack(staged, types);
    double value = 0;
    pack.unpack(pack.column(1), 1, 1, &value);
    QCOMPARE(value, 30.0);
}

void tst_NumberPack::hasNoNegativeZero()
{
    std::array<qint64, 8> room;
    StagedNumbers staged;
    staged.reset(room.data());
    staged.addReal(-0.0);
    staged.addReal(0.1);
    staged.addReal(-0.0);
    staged.addDecimal(0, 3, true);
    for (const double value : packed(staged).values)
        QVERIFY(!std::signbit(value));
}

QTEST_APPLESS_MAIN(tst_NumberPack)
#include "tst_NumberPack.moc"
