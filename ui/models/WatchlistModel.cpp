// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WatchlistModel.h"

#include "core/Symbol.h"
#include "models/Format.h"
#include "models/Preferences.h"

namespace Tickwell {

WatchlistModel::WatchlistModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void WatchlistModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_feed.clear();
    if (source) {
        connect(source, &DataSource::quotesChanged, this, &WatchlistModel::takeQuotes);
        connect(source, &DataSource::symbolRefused, this, &WatchlistModel::takeRefusal);
        connect(source, &DataSource::feedStatusChanged, this, &WatchlistModel::load);
    }
    load();
    emit sourceChanged();
}

void WatchlistModel::load()
{
    const QString feed = m_source ? m_source->feedName() : QString();
    if (m_source && (feed.isEmpty() || feed == m_feed))
        return;
    m_feed = feed;

    beginResetModel();
    m_rows.clear();
    m_index.clear();
    endResetModel();
    emit countChanged();
    if (!m_source)
        return;

    const QVariant saved =
        Preferences::instance()->settings().value(QStringLiteral("watchlist/") + m_feed);
    m_own = saved.isValid();
    for (const QString &symbol : saved.toStringList()) {
        if (isWellFormedSymbol(symbol) && !m_index.contains(symbol)) {
            append(symbol);
            m_source->watchSymbol(symbol);
        }
    }
    takeQuotes(m_source->quotes());
}

void WatchlistModel::save()
{
    m_own = true;
    QStringList symbols;
    for (const Row &row : std::as_const(m_rows))
        symbols.append(row.symbol);
    Preferences::instance()->settings().setValue(QStringLiteral("watchlist/") + m_feed, symbols);
}

void WatchlistModel::append(const QString &symbol)
{
    const int row = count();
    beginInsertRows({}, row, row);
    m_rows.append({symbol, m_source ? m_source->quote(symbol) : std::nullopt, 0, 0});
    m_index.insert(symbol, row);
    endInsertRows();
    emit countChanged();
}

void WatchlistModel::takeQuotes(const QList<Quote> &quotes)
{
    if (m_feed.isEmpty())
        return;
    for (const Quote &quote : quotes) {
        const auto found = m_index.constFind(quote.symbol);
        if (found == m_index.constEnd()) {
            if (!m_own && count() < MaxAdopted)
                append(quote.symbol);
            continue;
        }
        Row &row = m_rows[*found];
        if (row.quote && row.quote->seq == quote.seq && row.quote->name == quote.name
            && row.quote->previousClose == quote.previousClose)
            continue;
        const auto order =
            row.quote ? quote.price <=> row.quote->price : std::strong_ordering::equal;
        if (order != 0) {
            row.move = order > 0 ? 1 : -1;
            ++row.updates;
        }
        row.quote = quote;
        const QModelIndex changed = index(*found);
        emit dataChanged(changed, changed);
    }
}

void WatchlistModel::takeRefusal(const QString &symbol, const QString &reason)
{
    const int row = indexOf(symbol);
    // A symbol that has had a price stays: it was refused for another reason, and the feed may be
    // back.
    if (row >= 0 && !m_rows.at(row).quote)
        remove(row);
    emit refused(symbol, reason);
}

void WatchlistModel::add(const QString &text)
{
    const QString symbol = text.trimmed().toUpper();
    if (symbol.isEmpty() || !m_source)
        return;
    if (!isWellFormedSymbol(symbol)) {
        emit refused(symbol, tr("A symbol has 1 to 12 letters, digits or . ^ = -"));
        return;
    }
    if (!m_index.contains(symbol)) {
        append(symbol);
        save();
        m_source->watchSymbol(symbol);
    }
    if (m_index.contains(symbol))
        emit added(symbol);
}

void WatchlistModel::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_index.remove(m_rows.at(row).symbol);
    m_rows.removeAt(row);
    for (int i = row; i < count(); ++i)
        m_index[m_rows.at(i).symbol] = i;
    endRemoveRows();
    emit countChanged();
    save();
}

void WatchlistModel::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= count() || to >= count())
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_rows.move(from, to);
    for (int i = std::min(from, to); i <= std::max(from, to); ++i)
        m_index[m_rows.at(i).symbol] = i;
    endMoveRows();
    save();
}

int WatchlistModel::indexOf(const QString &symbol) const
{
    return m_index.value(symbol, -1);
}

QString WatchlistModel::symbolAt(int row) const
{
    return row >= 0 && row < count() ? m_rows.at(row).symbol : QString();
}

QString WatchlistModel::spoken(const Row &row)
{
    QStringList words{row.symbol};
    if (row.quote) {
        const double change = row.quote->changePercent();
        const QString percent = Format::change(change);
        if (!row.quote->name.isEmpty())
            words.append(row.quote->name);
        words.append(Format::price(row.quote->price));
        words.append(change > 0       ? tr("up %1").arg(percent)
                         : change < 0 ? tr("down %1").arg(percent)
                                      : percent);
    }
    return words.join(QStringLiteral(", "));
}

int WatchlistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant WatchlistModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case SymbolRole:
    case Qt::DisplayRole:
        return row.symbol;
    case NameRole:
        return row.quote ? row.quote->name : QString();
    case PriceRole:
        return row.quote ? Format::price(row.quote->price) : QString();
    case ChangeRole:
        return row.quote ? row.quote->changePercent() : 0.0;
    case ChangeTextRole:
        return row.quote ? Format::change(row.quote->changePercent()) : QString();
    case SpokenRole:
        return spoken(row);
    case MoveRole:
        return row.move;
    case UpdatesRole:
        return row.updates;
    default:
        return {};
    }
}

QHash<int, QByteArray> WatchlistModel::roleNames() const
{
    return {{SymbolRole, "symbol"},
            {NameRole, "name"},
            {PriceRole, "price"},
            {ChangeRole, "change"},
            {ChangeTextRole, "changeText"},
            {SpokenRole, "spoken"},
            {MoveRole, "move"},
            {UpdatesRole, "updates"}};
}

} // namespace Tickwell
