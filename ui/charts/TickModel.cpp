// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TickModel.h"

namespace Tickwell {

void TickModel::setTicks(const QList<AxisTick> &ticks)
{
    const auto kept = static_cast<int>(qMin(m_ticks.size(), ticks.size()));
    if (ticks.size() < m_ticks.size()) {
        beginRemoveRows({}, kept, static_cast<int>(m_ticks.size()) - 1);
        m_ticks.resize(kept);
        endRemoveRows();
    }
    for (int row = 0; row < kept; ++row) {
        const AxisTick &tick = ticks.at(row);
        AxisTick &mine = m_ticks[row];
        QList<int> changed;
        if (mine.position != tick.position)
            changed.append(PositionRole);
        if (mine.label != tick.label)
            changed.append(LabelRole);
        if (mine.major != tick.major)
            changed.append(MajorRole);
        if (changed.isEmpty())
            continue;
        mine = tick;
        emit dataChanged(index(row), index(row), changed);
    }
    if (ticks.size() > kept) {
        beginInsertRows({}, kept, static_cast<int>(ticks.size()) - 1);
        m_ticks.append(ticks.mid(kept));
        endInsertRows();
    }
}

int TickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ticks.size());
}

QVariant TickModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AxisTick &tick = m_ticks.at(index.row());
    switch (role) {
    case PositionRole:
        return tick.position;
    case LabelRole:
        return tick.label;
    case MajorRole:
        return tick.major;
    default:
        return {};
    }
}

QHash<int, QByteArray> TickModel::roleNames() const
{
    return {{PositionRole, "position"}, {LabelRole, "label"}, {MajorRole, "major"}};
}

} // namespace Tickwell
