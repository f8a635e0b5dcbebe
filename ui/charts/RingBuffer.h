// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <utility>
#include <vector>

namespace Tickwell {

/// The newest values of a stream: a fixed number of places, where appending to a full buffer
/// overwrites the oldest. Index 0 is the oldest. Allocates once, in the constructor.
template<typename T>
class RingBuffer
{
public:
    /// @p capacity is at least 1.
    explicit RingBuffer(qsizetype capacity)
        : m_values(static_cast<std::size_t>(qMax<qsizetype>(capacity, 1)))
    {
    }

    [[nodiscard]] qsizetype capacity() const { return static_cast<qsizetype>(m_values.size()); }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] bool isFull() const { return m_size == capacity(); }

    [[nodiscard]] const T &at(qsizetype index) const { return m_values[place(index)]; }
    [[nodiscard]] T &at(qsizetype index) { return m_values[place(index)]; }
    [[nodiscard]] const T &first() const { return at(0); }
    [[nodiscard]] const T &last() const { return at(m_size - 1); }
    [[nodiscard]] T &last() { return at(m_size - 1); }

    void append(T value)
    {
        if (isFull())
            removeFirst();
        ++m_size;
        last() = std::move(value);
    }
    void removeFirst()
    {
        Q_ASSERT(m_size > 0);
        m_first = (m_first + 1) % capacity();
        --m_size;
    }
    void clear()
    {
        m_first = 0;
        m_size = 0;
    }

private:
    [[nodiscard]] std::size_t place(qsizetype index) const
    {
        Q_ASSERT(index >= 0 && index < m_size);
        return static_cast<std::size_t>((m_first + index) % capacity());
    }

    std::vector<T> m_values;
    qsizetype m_first = 0;
    qsizetype m_size = 0;
};

} // namespace Tickwell
