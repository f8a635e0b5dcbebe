// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Indicator.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace Tickwell {

/// The indicators that charts show, in their order, which gives them their colours.
class IndicatorList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    /// As it is kept: `sma 9; sma 21`. What cannot be read in it is left out.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Another one fits: more than eight are told apart by nobody.
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY changed)
    /// What add() can add, by their full names.
    Q_PROPERTY(QStringList kinds READ kinds CONSTANT)

public:
    enum Role { TitleRole = Qt::UserRole + 1, NameRole, ParametersRole };
    static constexpr int Most = 8;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const QList<Indicator> &indicators() const { return m_indicators; }
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] int count() const { return static_cast<int>(m_indicators.size()); }
    [[nodiscard]] bool canAdd() const { return count() < Most; }
    [[nodiscard]] QStringList kinds() const;

    /// Adds the @p kind -th of kinds() with its usual parameters.
    Q_INVOKABLE void add(int kind);
    Q_INVOKABLE void remove(int row);
    /// What parameter number @p parameter of @p row is called.
    Q_INVOKABLE [[nodiscard]] QString parameterName(int row, int parameter) const;
    /// Why @p text cannot be parameter number @p parameter of @p row; empty when it can.
    Q_INVOKABLE [[nodiscard]] QString problem(int row, int parameter, const QString &text) const;
    /// Sets the parameter, unless there is a problem().
    Q_INVOKABLE void setParameter(int row, int parameter, const QString &text);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    [[nodiscard]] bool has(int row, int parameter) const;

    QList<Indicator> m_indicators;
};

} // namespace Tickwell
