// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PositionListModel.h"

#include "models/Format.h"
#include "models/Preferences.h"

#include <algorithm>

namespace Tickwell {

namespace {

const QString Dash = QStringLiteral("–");

int signOf(Decimal amount)
{
    const Decimal cents = amount.rescaled(2);
    return cents < Decimal() ? -1 : cents.isZero() ? 0 : 1;
}

} // namespace

PositionListModel::PositionListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    connect(Preferences::instance(), &Preferences::languageChanged, this, [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
        emit totalChanged();
    });
}

void PositionListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_followed.clear();
    if (source) {
        connect(source, &DataSource::positionsChanged, this, [this] {
            if (m_live)
                load();
        });
        connect(source, &DataSource::quotesChanged, this, &PositionListModel::takeQuotes);
        connect(source, &DataSource::feedReplaced, this, [this] {
            m_followed.clear();
            if (m_live)
                load();
        });
    }
    load();
    emit sourceChanged();
}

void PositionListModel::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    emit liveChanged();
    if (live)
        load();
}

void PositionListModel::load()
{
    const QList<Position> positions = m_source ? m_source->positions() : QList<Position>();
    const auto same = [](const Row &row, const Position &position) {
        return row.position.symbol == position.symbol;
    };
    // The same symbols: rows stay, and with them what is chosen.
    const bool reset =
        !std::equal(m_rows.begin(), m_rows.end(), positions.begin(), positions.end(), same);
    if (reset)
        beginResetModel();
    m_rows.clear();
    for (const Position &position : positions) {
        const std::optional<Quote> quote = m_source->quote(position.symbol);
        m_rows.append({position, quote ? std::optional(quote->price) : std::nullopt});
        if (!quote && !m_followed.contains(position.symbol)) {
            m_followed.insert(position.symbol);
            m_source->watchSymbol(position.symbol);
        }
    }
    if (reset) {
        endResetModel();
        emit countChanged();
    } else if (!m_rows.isEmpty()) {
        emit dataChanged(index(0), index(count() - 1));
    }
    sum();
}

void PositionListModel::takeQuotes(const QList<Quote> &quotes)
{
    if (!m_live)
        return;
    bool any = false;
    for (const Quote &quote : quotes) {
        const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) {
            return row.position.symbol == quote.symbol;
        });
        if (at == m_rows.end() || at->price == quote.price)
            continue;
        at->price = quote.price;
        any = true;
        const QModelIndex changed = index(static_cast<int>(at - m_rows.begin()));
        emit dataChanged(changed, changed);
    }
    if (any)
        sum();
}

void PositionListModel::sum()
{
    Decimal unrealized;
    Decimal realized;
    for (const Row &row : std::as_const(m_rows)) {
        unrealized = unrealized + row.unrealized();
        realized = realized + row.position.realizedProfit;
    }
    if (unrealized == m_unrealized && realized == m_realized)
        return;
    m_unrealized = unrealized;
    m_realized = realized;
    emit totalChanged();
}

Decimal PositionListModel::Row::unrealized() const
{
    return price ? position.unrealizedProfit(*price) : Decimal();
}

QString PositionListModel::totalText() const
{
    return Format::gain(m_unrealized + m_realized);
}

int PositionListModel::totalSign() const
{
    return signOf(m_unrealized + m_realized);
}

QString PositionListModel::totalParts() const
{
    return tr("Unrealized %1, realized %2")
        .arg(Format::gain(m_unrealized), Format::gain(m_realized));
}

QString PositionListModel::symbolAt(int row) const
{
    return row >= 0 && row < count() ? m_rows.at(row).position.symbol : QString();
}

QString PositionListModel::spoken(const Row &row)
{
    const Position &position = row.position;
    const Decimal profit = row.profit();
    const QString amount = Format::money(profit < Decimal() ? Decimal() - profit : profit);
    QString text = position.symbol + QStringLiteral(", ") + Format::quantity(position.quantity);
    if (const std::optional<Decimal> average = position.averagePrice())
        text += QStringLiteral(", ") + tr("average %1").arg(Format::average(*average));
    if (row.price)
        text += QStringLiteral(", ") + tr("last %1").arg(Format::price(*row.price));
    return text + QStringLiteral(", ")
        + (profit < Decimal() ? tr("loss %1") : tr("profit %1")).arg(amount);
}

int PositionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PositionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const Position &position = row.position;
    switch (role) {
    case Qt::DisplayRole:
    case SymbolRole:
        return position.symbol;
    case QuantityRole:
        return Format::quantity(position.quantity);
    case HeldRole:
        return !position.quantity.isZero();
    case AverageRole: {
        const std::optional<Decimal> average = position.averagePrice();
        return average ? Format::average(*average) : Dash;
    }
    case LastRole:
        return row.price ? Format::price(*row.price) : Dash;
    case ValueRole:
        return row.price ? Format::money(position.marketValue(*row.price)) : Dash;
    case ProfitRole:
        return Format::gain(row.profit());
    case ProfitSignRole:
        return signOf(row.profit());
    case UnrealizedRole:
        return Format::gain(row.unrealized());
    case RealizedRole:
        return Format::gain(position.realizedProfit);
    case SpokenRole:
        return spoken(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> PositionListModel::roleNames() const
{
    return {{SymbolRole, "symbol"},
            {QuantityRole, "quantity"},
            {HeldRole, "held"},
            {AverageRole, "average"},
            {LastRole, "last"},
            {ValueRole, "value"},
            {ProfitRole, "profit"},
            {ProfitSignRole, "profitSign"},
            {UnrealizedRole, "unrealized"},
            {RealizedRole, "realized"},
            {SpokenRole, "spoken"}};
}

} // namespace Tickwell
