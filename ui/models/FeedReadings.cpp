// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FeedReadings.h"

#include "models/Format.h"
#include "models/Preferences.h"

#include <algorithm>

namespace Tickwell {

namespace {

QString reason(TickFault fault)
{
    switch (fault) {
    case TickFault::Price:
        return FeedReadings::tr("not above zero");
    case TickFault::HighPrice:
        return FeedReadings::tr("absurdly high");
    case TickFault::Volume:
        return FeedReadings::tr("an impossible volume");
    case TickFault::NoTime:
        return FeedReadings::tr("no time");
    case TickFault::Future:
        return FeedReadings::tr("from the future: check this computer's clock");
    case TickFault::Jump:
        return FeedReadings::tr("far from the last price");
    }
    Q_UNREACHABLE();
}

} // namespace

FeedReadings::FeedReadings(QObject *parent)
    : QAbstractListModel(parent)
{
    const auto rewrite = [this] {
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
        emit changed();
    };
    connect(Preferences::instance(), &Preferences::utcChanged, this, rewrite);
    connect(Preferences::instance(), &Preferences::languageChanged, this, rewrite);
}

FeedReadings::~FeedReadings() = default;

void FeedReadings::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_known = false;
    if (source)
        connect(source, &DataSource::serverSnapshotChanged, this, [this] {
            if (m_active)
                take(m_source->serverSnapshot());
        });
    m_follow.follow(m_active ? source : nullptr);
    emit sourceChanged();
}

void FeedReadings::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_follow.follow(active ? m_source.data() : nullptr);
    emit activeChanged();
}

void FeedReadings::take(const ServerSnapshot &snapshot)
{
    m_known = true;
    m_counters = snapshot.market;
    m_symbols = snapshot.feed.symbols;
    const QList<RejectedTick> newest(snapshot.quarantine.rbegin(), snapshot.quarantine.rend());
    if (newest != m_rejected) {
        beginResetModel();
        m_rejected = newest;
        endResetModel();
    }
    emit changed();
}

QString FeedReadings::shown(quint64 number) const
{
    return m_known ? Format::count(static_cast<double>(number)) : QString();
}

QString FeedReadings::symbols() const
{
    return shown(static_cast<quint64>(std::max(m_symbols, 0)));
}

QString FeedReadings::prices() const
{
    return shown(m_counters.ticks);
}

QString FeedReadings::late() const
{
    return shown(m_counters.late);
}

QString FeedReadings::rejected() const
{
    return shown(m_counters.rejected);
}

QString FeedReadings::garbage() const
{
    return shown(m_counters.feed.garbage);
}

QString FeedReadings::duplicates() const
{
    return shown(m_counters.feed.duplicates);
}

QString FeedReadings::unfollowed() const
{
    return shown(m_counters.unfollowed);
}

QString FeedReadings::reconnects() const
{
    return shown(m_counters.feed.reconnects);
}

int FeedReadings::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FeedReadings::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RejectedTick &rejected = m_rejected.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SymbolRole:
        return rejected.tick.symbol;
    case TimeRole:
        return Format::moment(rejected.time);
    case PriceRole:
        return Format::price(rejected.tick.price);
    case ReasonRole:
        return reason(rejected.fault);
    default:
        return {};
    }
}

QHash<int, QByteArray> FeedReadings::roleNames() const
{
    return {
        {SymbolRole, "symbol"}, {TimeRole, "time"}, {PriceRole, "price"}, {ReasonRole, "reason"}};
}

} // namespace Tickwell
