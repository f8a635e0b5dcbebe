// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertListModel.h"

#include "models/AlertWords.h"
#include "models/Format.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <algorithm>

namespace Tickwell {

namespace {

/// Where the alert @p id is in a list that has the newest first, or would be.
template<typename Alerts>
auto placeOf(Alerts &alerts, quint64 id)
{
    return std::lower_bound(alerts.begin(), alerts.end(), id,
                            [](const Alert &alert, quint64 other) { return alert.id > other; });
}

bool isLine(const Alert &alert)
{
    return alert.terms.kind == AlertKind::Price && alert.state != AlertState::Fired;
}

QString firedOf(const Alert &alert)
{
    return alert.fired ? Format::moment(*alert.fired) : QString();
}

} // namespace

AlertListModel::AlertListModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
}

void AlertListModel::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_requests.clear();
    if (source) {
        connect(source, &DataSource::alertsReset, this, &AlertListModel::reset);
        connect(source, &DataSource::alertChanged, this, &AlertListModel::take);
        connect(source, &DataSource::alertRemoved, this, &AlertListModel::takeRemoval);
        connect(source, &DataSource::alertAnswered, this, &AlertListModel::takeAnswer);
    }
    reset();
    emit sourceChanged();
}

void AlertListModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    emit filterChanged();
    reset();
}

void AlertListModel::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    emit filterChanged();
    reset();
}

bool AlertListModel::isShown(const Alert &alert) const
{
    const bool isOfSymbol = m_symbol.isEmpty()
        || (alert.terms.kind != AlertKind::Host && alert.terms.symbol == m_symbol);
    return isOfSymbol && (m_filter == Filter::All || isLine(alert));
}

void AlertListModel::reset()
{
    beginResetModel();
    m_alerts.clear();
    const QList<Alert> all = m_source ? m_source->alerts() : QList<Alert>();
    std::copy_if(all.rbegin(), all.rend(), std::back_inserter(m_alerts),
                 [this](const Alert &alert) { return isShown(alert); });
    endResetModel();
    recount();
}

void AlertListModel::take(const Alert &alert)
{
    const auto at = placeOf(m_alerts, alert.id);
    const auto row = static_cast<int>(at - m_alerts.begin());
    const bool known = at != m_alerts.end() && at->id == alert.id;
    if (known && isShown(alert)) {
        *at = alert;
        emit dataChanged(index(row), index(row));
    } else if (known) {
        takeRemoval(alert.id);
        return;
    } else if (isShown(alert)) {
        beginInsertRows({}, row, row);
        m_alerts.insert(row, alert);
        endInsertRows();
    }
    recount();
}

void AlertListModel::takeRemoval(quint64 id)
{
    const auto at = placeOf(m_alerts, id);
    if (at != m_alerts.end() && at->id == id) {
        const auto row = static_cast<int>(at - m_alerts.begin());
        beginRemoveRows({}, row, row);
        m_alerts.removeAt(row);
        endRemoveRows();
    }
    recount();
}

void AlertListModel::recount()
{
    const QList<Alert> all = m_source ? m_source->alerts() : QList<Alert>();
    m_watching = static_cast<int>(std::count_if(
        all.begin(), all.end(), [](const Alert &one) { return one.state != AlertState::Fired; }));
    emit countsChanged();
}

void AlertListModel::removeAlert(quint64 id)
{
    const quint64 request = m_source->nextRequest();
    m_requests.insert(request, 0);
    m_source->removeAlert(request, id);
}

void AlertListModel::remove(int row)
{
    if (m_source && row >= 0 && row < count())
        removeAlert(m_alerts.at(row).id);
}

bool AlertListModel::addAt(const QString &price)
{
    const Result<Decimal> threshold = Decimal::parse(price.toUtf8());
    if (!m_source || !threshold || m_symbol.isEmpty())
        return false;
    AlertTerms terms;
    terms.symbol = m_symbol;
    terms.direction = AlertDirection::Either;
    terms.threshold = *threshold;
    if (!checkAlert(terms))
        return false;
    const quint64 request = m_source->nextRequest();
    m_requests.insert(request, 0);
    m_source->addAlert(request, terms);
    return true;
}

bool AlertListModel::move(double alertId, const QString &price)
{
    const auto id = static_cast<quint64>(alertId);
    const auto at = placeOf(m_alerts, id);
    const Result<Decimal> threshold = Decimal::parse(price.toUtf8());
    const bool isMoving =
        std::find(m_requests.cbegin(), m_requests.cend(), id) != m_requests.cend();
    if (!m_source || at == m_alerts.end() || at->id != id || !isLine(*at) || !threshold || isMoving)
        return false;
    AlertTerms terms = at->terms;
    terms.threshold = *threshold;
    if (const QString fault = AlertWords::fault(terms); !fault.isEmpty()) {
        emit refused(fault);
        return false;
    }
    const quint64 request = m_source->nextRequest();
    m_requests.insert(request, id);
    m_source->replaceAlert(request, id, terms);
    return true;
}

void AlertListModel::takeAnswer(quint64 request, const Alert &, const QString &error)
{
    if (m_requests.remove(request) > 0 && !error.isEmpty())
        emit refused(ServerWords::said(error));
}

int AlertListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QString AlertListModel::spoken(const Alert &alert)
{
    QStringList words{AlertWords::watched(alert.terms), AlertWords::often(alert.terms),
                      AlertWords::state(alert.state)};
    if (alert.fired)
        words.append(tr("last fired %1").arg(firedOf(alert)));
    return words.join(QStringLiteral(", "));
}

QVariant AlertListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Alert &alert = m_alerts.at(index.row());
    switch (role) {
    case AlertIdRole:
        return static_cast<double>(alert.id);
    case SymbolRole:
        return alert.terms.kind == AlertKind::Host ? QString() : alert.terms.symbol;
    case Qt::DisplayRole:
    case TitleRole:
        return AlertWords::watched(alert.terms);
    case OftenRole:
        return AlertWords::often(alert.terms);
    case StateRole:
        // Both are in the same order.
        return QVariant::fromValue(static_cast<State>(alert.state));
    case StatusRole:
        return AlertWords::state(alert.state);
    case FiredRole:
        return firedOf(alert);
    case LineRole:
        return isLine(alert) ? alert.terms.threshold.toString() : QString();
    case SpokenRole:
        return spoken(alert);
    default:
        return {};
    }
}

QHash<int, QByteArray> AlertListModel::roleNames() const
{
    return {{AlertIdRole, "alertId"}, {SymbolRole, "symbol"},    {TitleRole, "title"},
            {OftenRole, "often"},     {StateRole, "alertState"}, {StatusRole, "status"},
            {FiredRole, "fired"},     {LineRole, "line"},        {SpokenRole, "spoken"}};
}

} // namespace Tickwell
