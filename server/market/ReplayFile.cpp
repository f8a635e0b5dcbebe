// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/ReplayFile.h"

#include "core/Symbol.h"
#include "market/SymbolCatalog.h"

#include <QFileInfo>

namespace Tickwell {

namespace {

constexpr QByteArrayView TickHeader = "time,symbol,price,volume,seq";
constexpr QByteArrayView CandleHeader = "time,symbol,interval,open,high,low,close,volume,ticks";

/// The cells of @p line: exports of prices have nothing to quote, but other programs quote all.
QList<QByteArrayView> cellsOf(QByteArrayView line)
{
    QList<QByteArrayView> cells;
    for (qsizetype start = 0; start <= line.size();) {
        qsizetype end = line.indexOf(',', start);
        if (end < 0)
            end = line.size();
        QByteArrayView cell = line.sliced(start, end - start);
        if (cell.size() >= 2 && cell.startsWith('"') && cell.endsWith('"'))
            cell = cell.sliced(1, cell.size() - 2);
        cells.append(cell);
        start = end + 1;
    }
    return cells;
}

Result<QString> symbolIn(QByteArrayView cell)
{
    // The export's guard against spreadsheets that would run it.
    const QString symbol = QString::fromLatin1(cell.startsWith('\'') ? cell.sliced(1) : cell);
    if (!isWellFormedSymbol(symbol))
        return failure(QStringLiteral("its symbol is none"));
    return symbol;
}

Result<Decimal> numberIn(QByteArrayView cell, const char *what, bool mayBeZero)
{
    const auto number = Decimal::parse(cell);
    if (!number || *number < Decimal() || (!mayBeZero && number->isZero()))
        return failure(
            QStringLiteral("its %1 is no number %2")
                .arg(QLatin1String(what),
                     mayBeZero ? QStringLiteral("from zero on") : QStringLiteral("above zero")));
    return number;
}

Result<Timestamp> timeIn(QByteArrayView cell)
{
    const auto time = parseTimestamp(QString::fromLatin1(cell));
    if (!time || *time <= Timestamp())
        return failure(QStringLiteral("its time is none"));
    return time;
}

Result<qint64> wholeIn(QByteArrayView cell, const char *what)
{
    bool ok = false;
    const qint64 number = cell.toByteArray().toLongLong(&ok);
    if (!ok || number < 0)
        return failure(QStringLiteral("its %1 is no whole number").arg(QLatin1String(what)));
    return number;
}

} // namespace

ReplayFile::ReplayFile(const QString &path)
    : m_file(path)
    , m_buffer(MaxLine + 1, Qt::Uninitialized)
{
}

Error ReplayFile::unreadable() const
{
    return {QStringLiteral("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()),
            Error::Kind::Unavailable};
}

Result<ReplayContents> ReplayFile::open()
{
    if (QFileInfo(m_file.fileName()).isDir())
        return failure(QStringLiteral("%1 cannot be read: it is a folder").arg(m_file.fileName()));
    if (!m_file.open(QIODevice::ReadOnly))
        return tl::unexpected(unreadable());
    if (const auto read = readHeader(); !read)
        return tl::unexpected(read.error());
    const qint64 start = m_file.pos();
    ReplayContents contents;
    contents.isOfCandles = m_isOfCandles;
    std::optional<Timestamp> from;
    QHash<QString, Interval> shortest;
    while (const auto line = readLine()) {
        const auto row = parseRow(*line);
        if (!row)
            continue; // read() names it
        const QString &symbol = row->tick ? row->tick->symbol : row->bar->symbol;
        const Timestamp time = row->tick ? row->tick->time : row->bar->start;
        from = std::min(from.value_or(time), time);
        const Interval interval = row->bar ? row->bar->interval : Interval::Second1;
        const auto known = shortest.find(symbol);
        if (known != shortest.end()) {
            *known = std::min(*known, interval);
        } else if (contents.symbols.size() < MaxSymbols) {
            shortest.insert(symbol, interval);
            contents.symbols.append(symbol);
        } else {
            return failure(QStringLiteral("%1 has more than %2 symbols: export fewer")
                               .arg(m_file.fileName())
                               .arg(MaxSymbols),
                           Error::Kind::Limit);
        }
    }
    if (m_file.error() != QFile::NoError || !m_file.seek(start))
        return tl::unexpected(unreadable());
    if (!from)
        return failure(QStringLiteral("%1 has no row that can be read").arg(m_file.fileName()));
    contents.from = *from;
    m_shortest = std::move(shortest);
    m_line = 1;
    return contents;
}

Result<void> ReplayFile::readHeader()
{
    QByteArray header = readLine().value_or(QByteArray());
    if (header.startsWith("\xEF\xBB\xBF"))
        header.remove(0, 3);
    m_isOfCandles = header == CandleHeader;
    if (!m_isOfCandles && header != TickHeader)
        return failure(QStringLiteral("%1 is no export of ticks or candles: it does not begin with "
                                      "the names of their columns")
                           .arg(m_file.fileName()));
    return {};
}

std::optional<QByteArray> ReplayFile::readLine()
{
    qint64 length = m_file.readLine(m_buffer.data(), m_buffer.size());
    if (length <= 0)
        return std::nullopt;
    ++m_line;
    QByteArrayView line(m_buffer.constData(), length);
    m_isTooLong = !line.endsWith('\n') && length >= MaxLine;
    while (m_isTooLong && length > 0 && m_buffer[length - 1] != '\n')
        length = m_file.readLine(m_buffer.data(), m_buffer.size());
    if (m_isTooLong)
        return QByteArray();
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line.toByteArray();
}

Result<ReplayRow> ReplayFile::parseRow(QByteArrayView line)
{
    if (m_isTooLong)
        return failure(QStringLiteral("it is longer than %1 bytes").arg(MaxLine));
    const auto cells = cellsOf(line);
    const qsizetype expected = m_isOfCandles ? 9 : 5;
    if (cells.size() != expected)
        return failure(
            QStringLiteral("it has %1 cells instead of %2").arg(cells.size()).arg(expected));
    const auto time = timeIn(cells[0]);
    if (!time)
        return tl::unexpected(time.error());
    const auto symbol = symbolIn(cells[1]);
    if (!symbol)
        return tl::unexpected(symbol.error());
    if (!m_isOfCandles) {
        const auto price = numberIn(cells[2], "price", false);
        const auto volume = numberIn(cells[3], "volume", true);
        const auto seq = wholeIn(cells[4], "seq");
        if (!price || !volume || !seq)
            return tl::unexpected(!price ? price.error() : !volume ? volume.error() : seq.error());
        return ReplayRow{
            Tick{*symbol, *time, *price, *volume, static_cast<quint64>(*seq)}, {}, *time};
    }
    const auto interval = parseInterval(QString::fromLatin1(cells[2]));
    auto days = m_days.constFind(*symbol);
    if (days == m_days.constEnd())
        days = m_days.insert(*symbol, ExchangeDays(exchangeZone(*symbol)));
    const TimeSpan bucket = days->bucket(*time, interval.value_or(Interval::Day1));
    if (!interval || bucket.start != *time)
        return failure(QStringLiteral("its interval is none, or its time is not where one starts"));
    Candle bar;
    for (const auto &[member, cell, what] :
         {std::tuple{&Candle::open, 3, "open"}, std::tuple{&Candle::high, 4, "high"},
          std::tuple{&Candle::low, 5, "low"}, std::tuple{&Candle::close, 6, "close"}}) {
        const auto price = numberIn(cells[cell], what, false);
        if (!price)
            return tl::unexpected(price.error());
        bar.*member = *price;
    }
    const auto volume = numberIn(cells[7], "volume", true);
    const auto ticks = wholeIn(cells[8], "ticks");
    if (!volume || !ticks)
        return tl::unexpected(!volume ? volume.error() : ticks.error());
    if (bar.low > bar.open || bar.low > bar.close || bar.high < bar.open || bar.high < bar.close)
        return failure(QStringLiteral("its high and low do not hold its open and close"));
    bar.symbol = *symbol;
    bar.interval = *interval;
    bar.start = *time;
    bar.volume = *volume;
    bar.ticks = *ticks;
    bar.closed = true;
    return ReplayRow{{}, bar, bucket.end};
}

void ReplayFile::fill(ReplayBatch &batch, bool stopAtBad)
{
    while (!m_isRead && m_pending.size() < LookAhead) {
        const auto line = readLine();
        if (!line) {
            m_isRead = true;
            if (m_file.error() != QFile::NoError)
                m_fault = unreadable();
            return;
        }
        const auto row = parseRow(*line);
        if (!row) {
            const QString fault = QStringLiteral("%1:%2: this row is bad: %3")
                                      .arg(m_file.fileName())
                                      .arg(m_line)
                                      .arg(row.error().message);
            if (++batch.badRows <= MaxFaults)
                batch.faults.append(fault);
            if (stopAtBad) {
                m_isRead = true;
                m_fault = Error{fault, Error::Kind::Invalid};
            }
            continue;
        }
        ++m_row;
        if (row->bar && row->bar->interval != m_shortest.value(row->bar->symbol))
            continue;
        const quint64 order = row->tick ? row->tick->seq : m_row;
        m_pending.push({*row, order});
    }
}

ReplayBatch ReplayFile::read(size_t limit, bool stopAtBad)
{
    ReplayBatch batch;
    while (batch.rows.size() < limit) {
        fill(batch, stopAtBad);
        if (m_pending.empty())
            break;
        batch.rows.push_back(m_pending.top().row);
        m_pending.pop();
    }
    batch.isEnd = m_isRead && m_pending.empty();
    if (batch.isEnd)
        batch.fault = m_fault;
    return batch;
}

} // namespace Tickwell
