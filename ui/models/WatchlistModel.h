// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>

namespace Tickwell {

/// The followed symbols with their quotes.
class WatchlistModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source MEMBER m_source)

public:
    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex &) const override { return 0; }
    QVariant data(const QModelIndex &, int) const override { return {}; }

private:
    DataSource *m_source = nullptr;
};

} // namespace Tickwell
