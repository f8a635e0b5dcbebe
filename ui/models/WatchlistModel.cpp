// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WatchlistModel.h"

#include "core/Symbol.h"
#include "models/Format.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <QMetaEnum>

#include <algorithm>

namespace Tickwell {

namespace {

const QString SortKey = QStringLiteral("watchlist.sort");
const QString DescendingKey = QStringLiteral("watchlist.descending");

} // namespace

WatchlistModel::WatchlistModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const Preferences *preferences = Preferences::instance();
    const QByteArray sort = preferences->choice(SortKey, QString()).toLatin1();
    bool known = false;
    const int value = QMetaEnum::fromType<Sort>().keyToValue(sort.constData(), &known);
    if (known)
        m_sort = static_cast<Sort>(value);
    m_descending = preferences->choice(DescendingKey, QString()) == QLatin1String("true");
    m_pause.setSingleShot(true);
    m_pause.setInterval(SortPause);
    connect(&m_pause, &QTimer::timeout, this, &WatchlistModel::arrange);
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
        // The list of the new feed comes with its name, which follows.
        connect(source, &DataSource::feedReplaced, this, [this] { m_feed.clear(); });
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
    m_order.clear();
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
    arrange();
}

void WatchlistModel::save()
{
    m_own = true;
    Preferences::instance()->settings().setValue(QStringLiteral("watchlist/") + m_feed, m_order);
}

void WatchlistModel::append(const QString &symbol)
{
    const int row = count();
    beginInsertRows({}, row, row);
    m_rows.append({symbol, m_source ? m_source->quote(symbol) : std::nullopt, 0, 0});
    m_index.insert(symbol, row);
    m_order.append(symbol);
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
            if (!m_own && count() < MaxAdopted) {
                append(quote.symbol);
                arrangeSoon();
            }
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
        if (m_sort == Sort::Price || m_sort == Sort::Change)
            arrangeSoon();
    }
}

void WatchlistModel::takeRefusal(const QString &symbol, const QString &reason)
{
    const int row = indexOf(symbol);
    // Others are followed for another's sake, as that a position is held.
    if (row < 0 || m_feed.isEmpty())
        return;
    // A symbol that has had a price stays: it was refused for another reason, and the feed may be
    // back.
    if (!m_rows.at(row).quote)
        remove(row);
    emit refused(symbol, ServerWords::said(reason));
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
        arrange();
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
    m_order.removeOne(m_rows.at(row).symbol);
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
    shift(from, to);
    m_order.clear();
    for (const Row &row : std::as_const(m_rows))
        m_order.append(row.symbol);
    setSort(Sort::Own, false);
    save();
}

void WatchlistModel::shift(int from, int to)
{
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_rows.move(from, to);
    for (int i = std::min(from, to); i <= std::max(from, to); ++i)
        m_index[m_rows.at(i).symbol] = i;
    endMoveRows();
}

void WatchlistModel::sortBy(Sort sort)
{
    if (sort == m_sort)
        setSort(sort, sort != Sort::Own && !m_descending);
    else
        setSort(sort, sort == Sort::Change);
    m_unsorted = false;
    m_pause.stop();
    const bool held = std::exchange(m_held, false);
    arrange();
    m_held = held;
}

void WatchlistModel::setSort(Sort sort, bool descending)
{
    if (sort == m_sort && descending == m_descending)
        return;
    m_sort = sort;
    m_descending = descending;
    Preferences::instance()->saveChoice(
        SortKey,
        QString::fromLatin1(QMetaEnum::fromType<Sort>().valueToKey(static_cast<int>(sort))));
    Preferences::instance()->saveChoice(
        DescendingKey, descending ? QStringLiteral("true") : QStringLiteral("false"));
    emit sortChanged();
}

void WatchlistModel::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    emit heldChanged();
    if (!held && m_unsorted)
        arrange();
}

bool WatchlistModel::isBefore(const Row &a, const Row &b) const
{
    // What has no price yet stands last, either way.
    if (m_sort != Sort::Symbol && a.quote.has_value() != b.quote.has_value())
        return a.quote.has_value();
    const Row &first = m_descending ? b : a;
    const Row &second = m_descending ? a : b;
    if (m_sort == Sort::Price && a.quote && first.quote->price != second.quote->price)
        return first.quote->price < second.quote->price;
    if (m_sort == Sort::Change && a.quote) {
        const double one = first.quote->changePercent();
        const double other = second.quote->changePercent();
        if (one < other || other < one)
            return one < other;
    }
    return m_sort == Sort::Symbol ? first.symbol < second.symbol : a.symbol < b.symbol;
}

void WatchlistModel::arrangeSoon()
{
    if (m_sort != Sort::Own && !m_pause.isActive())
        m_pause.start();
}

void WatchlistModel::arrange()
{
    m_unsorted = m_held;
    if (m_held)
        return;
    QStringList wanted = m_order;
    if (m_sort != Sort::Own) {
        std::stable_sort(wanted.begin(), wanted.end(), [this](const QString &a, const QString &b) {
            return isBefore(m_rows.at(indexOf(a)), m_rows.at(indexOf(b)));
        });
    }
    for (int row = 0; row < count(); ++row) {
        const int from = indexOf(wanted.at(row));
        if (from != row)
            shift(from, row);
    }
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
