// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Tickwell {

/// What pandas takes a cell for. It reads a column as int64, then as uint64, then as float64, and
/// falls through at the first cell that does not fit, so the kinds say what each attempt makes of
/// the cell.
enum class CellKind : quint8 {
    Missing,
    Integer,
    NegativeInteger,
    Unsigned,     ///< fits uint64 but not int64
    Huge,         ///< not negative, and the digits before a point or exponent exceed uint64
    NegativeHuge, ///< those digits go below int64
    Real,         ///< a number that is not negative and not written as an integer
    NegativeReal, ///< "-1.0"
    UnsignedReal, ///< Real, and the digits before the point fit uint64 but not int64
    Text,         ///< anything else; one makes the column a text or boolean one
};

/// Whether a column is numeric, from its cells in the order of the rows. Plain value of one byte.
///
/// With integers beyond 64 bits the order matters: pandas gives a column up as text if it overflows
/// before it meets a cell with a point or an exponent.
class ColumnType
{
public:
    void add(CellKind kind)
    {
        switch (kind) {
        case CellKind::Integer:
            break;
        case CellKind::Missing:
            m_seen |= Missing;
            break;
        case CellKind::NegativeInteger:
            m_seen |= Negative;
            break;
        case CellKind::Unsigned:
            overflow();
            m_seen |= Unsigned;
            break;
        case CellKind::Huge:
            overflow();
            if (!(m_seen & PositiveReal))
                m_seen |= HugeFirst;
            break;
        case CellKind::NegativeHuge:
            overflow();
            m_seen |= Negative;
            break;
        case CellKind::Real:
            m_seen |= PositiveReal;
            break;
        case CellKind::NegativeReal:
            m_seen |= NegativeReal | Negative;
            break;
        case CellKind::UnsignedReal:
            overflow();
            m_seen |= PositiveReal;
            break;
        case CellKind::Text:
            m_seen |= Text;
            break;
        }
    }

    /// The same as add(), for the kinds of nearly all cells.
    void addPlain(bool real, bool negative)
    {
        m_seen = static_cast<quint8>(m_seen | (negative ? Negative : 0)
                                     | (real ? (negative ? NegativeReal : PositiveReal) : 0));
    }

    /// Adds the cells of @p later, whose rows follow.
    void append(ColumnType later)
    {
        quint8 seen = later.m_seen;
        if (m_seen & (PositiveReal | NegativeReal))
            seen &= static_cast<quint8>(~OverflowFirst);
        if (m_seen & PositiveReal)
            seen &= static_cast<quint8>(~HugeFirst);
        m_seen |= seen;
    }

    bool isText() const { return m_seen & Text; }

    /// Whether pandas makes it int64, uint64 or float64.
    bool isNumeric() const
    {
        if (isText())
            return false;
        if (!(m_seen & OverflowFirst))
            return true;
        if (m_seen & HugeFirst)
            return false;
        if (m_seen & PositiveReal)
            return true;
        // A uint64 column can hold neither a negative number nor a missing one.
        return !(m_seen & (Negative | Missing));
    }

private:
    enum : quint8 {
        Missing = 1,
        Negative = 2,
        NegativeReal = 4,
        PositiveReal = 8,
        Unsigned = 16,
        OverflowFirst = 32, ///< int64 overflowed before there was a real
        HugeFirst = 64,     ///< uint64 overflowed before there was a positive real
        Text = 128,
    };

    void overflow()
    {
        if (!(m_seen & (PositiveReal | NegativeReal)))
            m_seen |= OverflowFirst;
    }

    quint8 m_seen = 0;
};

} // namespace Tickwell
