// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/IndicatorValueModel.h"

#include <algorithm>

namespace Tickwell {

void IndicatorValueModel::setReadouts(const QList<IndicatorReadout> &readouts)
{
    const auto kept = static_cast<int>(qMin(m_readouts.size(), readouts.size()));
    if (readouts.size() < m_readouts.size()) {
        beginRemoveRows({}, kept, static_cast<int>(m_readouts.size()) - 1);
        m_readouts.resize(kept);
        endRemoveRows();
    }
    for (int row = 0; row < kept; ++row) {
        if (m_readouts.at(row) == readouts.at(row))
            continue;
        m_readouts[row] = readouts.at(row);
        emit dataChanged(index(row), index(row));
    }
    if (readouts.size() > kept) {
        beginInsertRows({}, kept, static_cast<int>(readouts.size()) - 1);
        m_readouts.append(readouts.mid(kept));
        endInsertRows();
    }
    const auto panes = static_cast<int>(std::count_if(
        m_readouts.cbegin(), m_readouts.cend(), [](const auto &each) { return !each.overlay; }));
    if (panes == m_panes)
        return;
    m_panes = panes;
    emit panesChanged();
}

int IndicatorValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_readouts.size());
}

QVariant IndicatorValueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const IndicatorReadout &readout = m_readouts.at(index.row());
    switch (role) {
    case TitleRole:
        return readout.title;
    case ReadingRole:
        return readout.reading;
    case OverlayRole:
        return readout.overlay;
    default:
        return {};
    }
}

QHash<int, QByteArray> IndicatorValueModel::roleNames() const
{
    return {{TitleRole, "title"}, {ReadingRole, "reading"}, {OverlayRole, "overlay"}};
}

} // namespace Tickwell
