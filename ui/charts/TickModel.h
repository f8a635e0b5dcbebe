// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace Tickwell {

/// One labelled place of an axis.
struct AxisTick
{
    double position = 0; ///< pixels from the axis' start
    QString label;
    bool major = false;

    friend bool operator==(const AxisTick &, const AxisTick &) = default;
};

/// The ticks of one axis, for the grid's lines and the labels. Rows are kept from one frame to the
/// next and only what changed is told, so that moving an axis creates no items.
class TickModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("PricePlot and AreaPlot have them")

public:
    enum Role { PositionRole = Qt::UserRole + 1, LabelRole, MajorRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const QList<AxisTick> &ticks() const { return m_ticks; }
    void setTicks(const QList<AxisTick> &ticks);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    QList<AxisTick> m_ticks;
};

} // namespace Tickwell
