// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace Tickwell {

/// Merges the rows of many sorted streams into one CSV. A Table knows its rows:
///
/// - `Row`, `Key` (what a row is ordered by within its stream), `Stream` with a member `Key last`;
/// - `static QByteArrayView header()`, with its line end;
/// - `Result<std::vector<Stream>> streams()`, each starting before its first row;
/// - `Result<void> fetch(const Stream &, int limit, std::vector<Row> &rows)`: the rows after
///   `last`, read to the end of a statement, so that no transaction stays open;
/// - `static Key key(const Row &)`;
/// - `static bool precedes(const Row &, const Row &)`, over streams; equal rows go by stream;
/// - `static void append(QByteArray &, const Stream &, const Row &)`, with its line end.
///
/// All streams together hold at most BufferedRows rows, so memory is flat whatever is exported.
template<typename Table>
class CsvMerge final : public ExportCursor
{
public:
    static constexpr size_t BufferedRows = 32'768;

    explicit CsvMerge(Table table)
        : m_table(std::move(table))
    {
    }

    [[nodiscard]] Result<bool> read(QByteArray &out, qsizetype bytes) override
    {
        if (m_error)
            return tl::unexpected(*m_error);
        const qsizetype end = out.size() + std::max<qsizetype>(bytes, 1);
        // One row past the end is normal; messages are the longest.
        out.reserve(end + 16 * 1024);
        if (!m_started) {
            if (const auto started = start(out); !started)
                return fail(started.error());
        }
        while (!m_heap.empty() && out.size() < end) {
            Source &source = *m_heap.front();
            Table::append(out, source.stream, source.page[source.at]);
            ++m_rows;
            if (const auto moved = advance(source); !moved)
                return fail(moved.error());
        }
        return !m_heap.empty();
    }

    [[nodiscard]] qint64 rows() const override { return m_rows; }

private:
    struct Source
    {
        typename Table::Stream stream;
        std::vector<typename Table::Row> page;
        size_t at = 0;
    };

    static bool comesLater(const Source *a, const Source *b)
    {
        const auto &left = a->page[a->at];
        const auto &right = b->page[b->at];
        if (Table::precedes(left, right))
            return false;
        return Table::precedes(right, left) || a > b;
    }

    Result<void> start(QByteArray &out)
    {
        auto streams = m_table.streams();
        if (!streams)
            return tl::unexpected(streams.error());
        m_pageRows = static_cast<int>(std::clamp(
            BufferedRows / std::max<size_t>(streams->size(), 1), size_t(8), size_t(1024)));
        m_sources.reserve(streams->size());
        for (auto &stream : *streams) {
            Source source{std::move(stream), {}, 0};
            const auto more = fill(source);
            if (!more)
                return tl::unexpected(more.error());
            if (*more)
                m_sources.push_back(std::move(source));
        }
        for (Source &source : m_sources)
            m_heap.push_back(&source);
        std::ranges::make_heap(m_heap, comesLater);
        out += Table::header();
        m_started = true;
        return {};
    }

    /// A row may be lost at a failure, so there is no going on after one.
    tl::unexpected<Error> fail(const Error &error)
    {
        m_error = error;
        return tl::unexpected(error);
    }

    /// Reads the next page; false when there is none.
    Result<bool> fill(Source &source)
    {
        source.page.clear();
        source.at = 0;
        if (const auto read = m_table.fetch(source.stream, m_pageRows, source.page); !read)
            return tl::unexpected(read.error());
        if (source.page.empty())
            return false;
        source.stream.last = Table::key(source.page.back());
        return true;
    }

    /// Moves the first source of the heap to its next row, and to its new place.
    Result<void> advance(Source &source)
    {
        if (++source.at == source.page.size()) {
            const bool full = source.page.size() == static_cast<size_t>(m_pageRows);
            const auto more = full ? fill(source) : Result<bool>(false);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more) {
                std::ranges::pop_heap(m_heap, comesLater);
                m_heap.pop_back();
                return {};
            }
        }
        siftDown();
        return {};
    }

    /// The first source alone may be out of order. One pass, where pop and push would take two.
    void siftDown()
    {
        const size_t size = m_heap.size();
        Source *moving = m_heap.front();
        size_t hole = 0;
        for (;;) {
            size_t child = 2 * hole + 1;
            if (child >= size)
                break;
            if (child + 1 < size && comesLater(m_heap[child], m_heap[child + 1]))
                ++child;
            if (!comesLater(moving, m_heap[child]))
                break;
            m_heap[hole] = m_heap[child];
            hole = child;
        }
        m_heap[hole] = moving;
    }

    Table m_table;
    std::vector<Source> m_sources;
    std::vector<Source *> m_heap;
    std::optional<Error> m_error;
    qint64 m_rows = 0;
    int m_pageRows = 0;
    bool m_started = false;
};

} // namespace Tickwell
