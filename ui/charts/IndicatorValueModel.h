// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace Tickwell {

/// What a read-out tells of one indicator.
struct IndicatorReadout
{
    QString title;
    QString reading; ///< its values, apart by two spaces; empty where it has none yet
    bool overlay = true;

    friend bool operator==(const IndicatorReadout &, const IndicatorReadout &) = default;
};

/// The read-outs of all indicators of a chart at one bar. A changed value is told as such, so that
/// a moving crosshair creates no items.
class IndicatorValueModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("PricePlot has one")
    /// How many are drawn in panes of their own.
    Q_PROPERTY(int panes READ panes NOTIFY panesChanged)

public:
    enum Role { TitleRole = Qt::UserRole + 1, ReadingRole, OverlayRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const QList<IndicatorReadout> &readouts() const { return m_readouts; }
    void setReadouts(const QList<IndicatorReadout> &readouts);
    [[nodiscard]] int panes() const { return m_panes; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void panesChanged();

private:
    QList<IndicatorReadout> m_readouts;
    int m_panes = 0;
};

} // namespace Tickwell
