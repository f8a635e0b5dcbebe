// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/OrderListModel.h"

#include "models/ExportTime.h"
#include "models/Format.h"
#include "models/OrderWords.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <algorithm>

namespace Tickwell {

namespace {

/// Where the order @p id is in a list that has the newest first, or would be.
template<typename Orders>
auto placeOf(Orders &orders, quint64 id)
{
    return std::lower_bound(orders.begin(), orders.end(), id,
                            [](const Order &order, quint64 other) { return order.id > other; });
}

/// The stop that @p order still waits for.
std::optional<Decimal> stopOf(const Order &order)
{
    return order.place == 0 ? order.request.stopPrice : std::nullopt;
}

QString plain(const std::optional<Decimal> &price)
{
    return price ? price->toString() : QString();
}

QString spoken(const Order &order)
{
    const OrderRequest &asked = order.request;
    QStringList words{
        OrderWords::action(asked.side, Format::quantity(asked.quantity), asked.symbol),
        OrderWords::type(asked.type), OrderWords::price(order), OrderWords::state(order.state)};
    if (!order.reason.isEmpty())
        words.append(ServerWords::said(order.reason));
    words.append(Format::moment(order.created));
    return words.join(QStringLiteral(", "));
}

} // namespace

OrderListModel::OrderListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
        recount();
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
    m_midnight.setSingleShot(true);
    m_midnight.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_midnight, &QTimer::timeout, this, rewrite);
}

void OrderListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_requests.clear();
    if (source) {
        connect(source, &DataSource::ordersReset, this, &OrderListModel::reset);
        connect(source, &DataSource::orderChanged, this, &OrderListModel::take);
        connect(source, &DataSource::orderAnswered, this, &OrderListModel::takeAnswer);
    }
    reset();
    emit sourceChanged();
}

void OrderListModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    emit filterChanged();
    reset();
}

void OrderListModel::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    emit filterChanged();
    reset();
}

bool OrderListModel::isShown(const Order &order) const
{
    if (!m_symbol.isEmpty() && order.request.symbol != m_symbol)
        return false;
    switch (m_filter) {
    case Filter::All:
        return true;
    case Filter::Open:
        return isOpen(order.state);
    case Filter::Filled:
        return !order.filledQuantity.isZero();
    }
    Q_UNREACHABLE();
}

void OrderListModel::reset()
{
    beginResetModel();
    m_orders.clear();
    const QList<Order> all = m_source ? m_source->orders() : QList<Order>();
    std::copy_if(all.rbegin(), all.rend(), std::back_inserter(m_orders),
                 [this](const Order &order) { return isShown(order); });
    endResetModel();
    recount();
}

void OrderListModel::insert(int row, const Order &order)
{
    beginInsertRows({}, row, row);
    m_orders.insert(row, order);
    endInsertRows();
}

void OrderListModel::dropRow(int row)
{
    beginRemoveRows({}, row, row);
    m_orders.removeAt(row);
    endRemoveRows();
}

void OrderListModel::take(const Order &order)
{
    const auto at = placeOf(m_orders, order.id);
    const auto row = static_cast<int>(at - m_orders.begin());
    const bool known = at != m_orders.end() && at->id == order.id;
    if (known && isShown(order)) {
        *at = order;
        emit dataChanged(index(row), index(row));
    } else if (known) {
        dropRow(row);
    } else if (isShown(order)) {
        insert(row, order);
        // The source forgets its oldest ended order without a word.
        if (count() > DataSource::KeptOrders) {
            const auto oldest =
                std::find_if(m_orders.rbegin(), m_orders.rend(),
                             [](const Order &other) { return !isOpen(other.state); });
            if (oldest != m_orders.rend())
                dropRow(static_cast<int>(m_orders.rend() - oldest) - 1);
        }
    }
    recount();
}

void OrderListModel::recount()
{
    const QList<Order> all = m_source ? m_source->orders() : QList<Order>();
    const auto now =
        std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
    const QTimeZone zone = Preferences::instance()->timeZone();
    const Timestamp midnight = dayStart(now, zone);
    m_total = static_cast<int>(all.size());
    m_open = static_cast<int>(std::count_if(
        all.begin(), all.end(), [](const Order &order) { return isOpen(order.state); }));
    m_today = static_cast<int>(std::count_if(
        all.begin(), all.end(), [&](const Order &order) { return order.created >= midnight; }));
    if (m_today > 0) {
        // A day may have 25 hours.
        const Timestamp next = dayStart(midnight + std::chrono::hours(26), zone);
        m_midnight.start(std::chrono::ceil<std::chrono::milliseconds>(next - now));
    } else {
        m_midnight.stop();
    }
    emit countsChanged();
}

void OrderListModel::cancelOrder(quint64 id)
{
    const quint64 request = m_source->nextRequest();
    m_requests.insert(request);
    m_source->cancelOrder(request, id);
}

void OrderListModel::cancel(int row)
{
    if (m_source && row >= 0 && row < count() && isOpen(m_orders.at(row).state))
        cancelOrder(m_orders.at(row).id);
}

void OrderListModel::cancelAll()
{
    const QList<Order> all = m_source ? m_source->orders() : QList<Order>();
    for (const Order &order : all) {
        if (isOpen(order.state))
            cancelOrder(order.id);
    }
}

std::optional<Order> OrderListModel::findOpen(double orderId) const
{
    const QList<Order> all = m_source ? m_source->orders() : QList<Order>();
    const auto id = static_cast<quint64>(orderId);
    const auto at =
        std::find_if(all.begin(), all.end(), [id](const Order &order) { return order.id == id; });
    return at != all.end() && isOpen(at->state) ? std::optional(*at) : std::nullopt;
}

bool OrderListModel::replace(double orderId, const QString &quantity, const QString &limit,
                             const QString &stop)
{
    const std::optional<Order> order = findOpen(orderId);
    if (!order)
        return false;
    OrderTerms terms;
    const auto read = [](const QString &text, std::optional<Decimal> &number) {
        number = Format::number(text);
        return number && *number > Decimal();
    };
    if (!read(quantity, terms.quantity) || (order->request.price && !read(limit, terms.price))
        || (stopOf(*order) && !read(stop, terms.stopPrice)))
        return false;
    const quint64 request = m_source->nextRequest();
    m_requests.insert(request);
    m_source->replaceOrder(request, order->id, terms);
    return true;
}

bool OrderListModel::moveLine(double orderId, const QString &price)
{
    const std::optional<Order> order = findOpen(orderId);
    if (!order)
        return false;
    const std::optional<Decimal> stop = stopOf(*order);
    return replace(orderId, order->request.quantity.toString(),
                   stop ? plain(order->request.price) : price, stop ? price : QString());
}

void OrderListModel::takeAnswer(quint64 request, const Order &order, const QString &error)
{
    if (!m_requests.remove(request))
        return;
    if (!error.isEmpty())
        emit refused(ServerWords::said(error));
    else if (order.state == OrderState::Rejected)
        emit refused(ServerWords::said(order.reason));
}

int OrderListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant OrderListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Order &order = m_orders.at(index.row());
    const OrderRequest &asked = order.request;
    switch (role) {
    case OrderIdRole:
        return static_cast<double>(order.id);
    case TimeRole:
        return Format::moment(order.created);
    case Qt::DisplayRole:
    case SymbolRole:
        return asked.symbol;
    case BuyingRole:
        return asked.side == Side::Buy;
    case SideRole:
        return OrderWords::side(asked.side);
    case QuantityRole:
        return Format::quantity(asked.quantity);
    case FilledRole:
        return Format::quantity(order.filledQuantity);
    case TypeRole:
        return OrderWords::type(asked.type);
    case ForceRole:
        return OrderWords::timeInForce(asked.timeInForce);
    case PriceRole:
        return OrderWords::price(order);
    case StatusRole:
        return OrderWords::state(order.state);
    case ReasonRole:
        return ServerWords::said(order.reason);
    case OpenRole:
        return isOpen(order.state);
    case LimitRole:
        return plain(asked.price);
    case StopRole:
        return plain(stopOf(order));
    case LineRole:
        return plain(stopOf(order) ? stopOf(order) : asked.price);
    case SpokenRole:
        return spoken(order);
    default:
        return {};
    }
}

QHash<int, QByteArray> OrderListModel::roleNames() const
{
    return {{OrderIdRole, "orderId"}, {TimeRole, "time"},     {SymbolRole, "symbol"},
            {BuyingRole, "buying"},   {SideRole, "side"},     {QuantityRole, "quantity"},
            {FilledRole, "filled"},   {TypeRole, "type"},     {ForceRole, "force"},
            {PriceRole, "price"},     {StatusRole, "status"}, {ReasonRole, "reason"},
            {OpenRole, "open"},       {LimitRole, "limit"},   {StopRole, "stop"},
            {LineRole, "line"},       {SpokenRole, "spoken"}};
}

} // namespace Tickwell
