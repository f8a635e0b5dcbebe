// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NumberPack.h"

#include "jobs/DecimalValue.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace Tickwell {

namespace {

qint64 power(int exponent)
{
    return static_cast<qint64>(decimalPower(exponent));
}

/// A width, and what the integers of it count from.
struct Frame
{
    quint8 width = 0;
    qint64 base = 0;
};

/// The narrowest for integers between @p min and @p max.
Frame frameFor(qint64 min, qint64 max)
{
    const auto range = static_cast<quint64>(max - min);
    if (range == 0)
        return {0, min};
    const auto width = static_cast<quint8>(range >> 8 == 0 ? 1 : range >> 16 == 0 ? 2 : 4);
    // Signed ones, which processors turn into doubles by fours.
    return range >> 32 ? Frame{8, 0} : Frame{width, min + (qint64(1) << (8 * width - 1))};
}

Frame frameOf(const StagedNumbers &numbers)
{
    if (numbers.isReal())
        return {8, 0};
    const auto values = numbers.values();
    if (values.empty())
        return {};
    qint64 min = values[0];
    qint64 max = values[0];
    for (const qint64 value : values) {
        min = std::min(min, value);
        max = std::max(max, value);
    }
    return frameFor(min, max);
}

template<typename Narrow>
void narrow(std::span<const qint64> values, qint64 base, std::byte *out)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<Narrow>(values[i] - base);
        std::memcpy(out + i * sizeof(Narrow), &value, sizeof(Narrow));
    }
}

template<typename Narrow>
void widen(const std::byte *in, std::size_t count, double base, double divisor, double *out)
{
    for (std::size_t i = 0; i < count; ++i) {
        Narrow value;
        std::memcpy(&value, in + i * sizeof(Narrow), sizeof(Narrow));
        out[i] = base + static_cast<double>(value);
    }
    if (divisor != 1) {
        for (std::size_t i = 0; i < count; ++i)
            out[i] /= divisor;
    }
}

} // namespace

void StagedNumbers::reset(qint64 *room)
{
    m_begin = m_end = room;
    m_scale = 0;
    m_isReal = false;
}

void StagedNumbers::addReal(double value)
{
    if (!m_isReal) {
        // What is written in an odd way may still be an integer.
        if (std::abs(value) <= double(MaxUnits) && value == std::floor(value))
            return addDecimal(static_cast<quint64>(std::abs(value)), 0, value < 0);
        becomeReal();
    }
    // The sum makes 0 of -0, which orders differently.
    *m_end++ = std::bit_cast<qint64>(value + 0.0);
}

void StagedNumbers::addOddDecimal(quint64 units, int scale, bool negative)
{
    if (!m_isReal && units <= quint64(MaxUnits)) {
        const bool fits =
            scale <= m_scale ? qint64(units) <= MaxUnits / power(m_scale - scale) : rescale(scale);
        if (fits) {
            const qint64 same = qint64(units) * power(m_scale - scale);
            *m_end++ = negative ? -same : same;
            return;
        }
    }
    if (!m_isReal)
        becomeReal();
    const double size = decimalValue(units, scale);
    *m_end++ = std::bit_cast<qint64>(negative && size != 0 ? -size : size);
}

bool StagedNumbers::rescale(int scale)
{
    const qint64 factor = power(scale - m_scale);
    const qint64 limit = MaxUnits / factor;
    for (const qint64 *p = m_begin; p < m_end; ++p) {
        if (*p > limit || *p < -limit)
            return false;
    }
    for (qint64 *p = m_begin; p < m_end; ++p)
        *p *= factor;
    m_scale = scale;
    return true;
}

void StagedNumbers::becomeReal()
{
    const double divisor = static_cast<double>(power(m_scale));
    for (qint64 *p = m_begin; p < m_end; ++p)
        *p = std::bit_cast<qint64>(static_cast<double>(*p) / divisor);
    m_isReal = true;
    m_scale = 0;
}

void NumberPack::pack(std::span<const StagedNumbers> columns, std::span<const ColumnType> types)
{
    m_columns.resize(columns.size());
    m_size = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Frame frame = frameOf(columns[i]);
        m_columns[i] = {.base = frame.base,
                        .offset = static_cast<quint32>(m_size),
                        .count = static_cast<quint32>(columns[i].count()),
                        .width = frame.width,
                        .scale = static_cast<quint8>(columns[i].scale()),
                        .type = types[i]};
        m_size += columns[i].count() * frame.width;
    }
    m_bytes.reset(new std::byte[static_cast<std::size_t>(m_size)]);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Column &column = m_columns[i];
        const auto values = columns[i].values();
        std::byte *const out = m_bytes.get() + column.offset;
        switch (column.width) {
        case 1:
            narrow<qint8>(values, column.base, out);
            break;
        case 2:
            narrow<qint16>(values, column.base, out);
            break;
        case 4:
            narrow<qint32>(values, column.base, out);
            break;
        case 8:
            if (!columns[i].isReal()) {
                const double divisor = static_cast<double>(power(column.scale));
                for (std::size_t k = 0; k < values.size(); ++k) {
                    const double value = static_cast<double>(values[k]) / divisor;
                    std::memcpy(out + k * sizeof(double), &value, sizeof(double));
                }
            } else if (!values.empty()) {
                std::memcpy(out, values.data(), values.size_bytes());
            }
            column.scale = 0;
            break;
        }
    }
}

void NumberPack::unpack(const Column &column, qsizetype first, qsizetype count, double *out) const
{
    const std::byte *const in = m_bytes.get() + column.offset + first * column.width;
    const auto number = static_cast<std::size_t>(count);
    const double base = static_cast<double>(column.base);
    const double divisor = static_cast<double>(power(column.scale));
    switch (column.width) {
    case 0:
        std::fill_n(out, number, base / divisor);
        break;
    case 1:
        widen<qint8>(in, number, base, divisor, out);
        break;
    case 2:
        widen<qint16>(in, number, base, divisor, out);
        break;
    case 4:
        widen<qint32>(in, number, base, divisor, out);
        break;
    case 8:
        std::memcpy(out, in, number * sizeof(double));
        break;
    }
}

qint64 NumberPack::bytes() const
{
    return m_size + qint64(m_columns.size() * sizeof(Column));
}

} // namespace Tickwell
