// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace Tickwell {

/// The blotter: the orders of this window's account, the newest first.
class OrderListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(Filter filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// Only orders of this symbol; empty: of all.
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY filterChanged)
    /// Of those that the filter lets through.
    Q_PROPERTY(int count READ count NOTIFY countsChanged)
    /// Whatever the filter: of all that are known, of those that stand, of those since midnight in
    /// the chosen zone.
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int open READ open NOTIFY countsChanged)
    Q_PROPERTY(int today READ today NOTIFY countsChanged)

public:
    enum Role {
        OrderIdRole = Qt::UserRole,
        TimeRole, ///< when it was placed
        SymbolRole,
        BuyingRole,   ///< a bool
        SideRole,     ///< in words
        QuantityRole, ///< asked for
        FilledRole,   ///< of it, what was traded
        TypeRole,     ///< in words
        ForceRole,    ///< how long it stands, in words
        PriceRole,    ///< the average of its fills; before the first what it waits for
        StatusRole,   ///< in words
        ReasonRole,   ///< why it was rejected or ended unfilled; else empty
        OpenRole,     ///< it can still be filled or cancelled
        // Prices in plain digits; empty: it has none.
        LimitRole,
        StopRole,   ///< that it still waits for
        LineRole,   ///< it stands at in a chart: its stop, until that is reached, or its limit
        SpokenRole, ///< all of it as one sentence for a screen reader
    };
    Q_ENUM(Role)
    /// Filled: all that traded, in whole or in part.
    enum class Filter { All, Open, Filled };
    Q_ENUM(Filter)

    explicit OrderListModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] Filter filter() const { return m_filter; }
    void setFilter(Filter filter);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] int count() const { return static_cast<int>(m_orders.size()); }
    [[nodiscard]] int total() const { return m_total; }
    [[nodiscard]] int open() const { return m_open; }
    [[nodiscard]] int today() const { return m_today; }

    /// The order of @p row as a value; @p row is one of the model.
    [[nodiscard]] const Order &order(int row) const { return m_orders.at(row); }

    /// These do nothing for a row without an open order. A refusal is told by refused().
    Q_INVOKABLE void cancel(int row);
    /// Asks for another quantity and, of an order that has them, another limit and another stop, as
    /// a person types them. False, with nothing asked, when they are no numbers above zero.
    Q_INVOKABLE bool replace(double orderId, const QString &quantity, const QString &limit,
                             const QString &stop);
    /// Asks for another price where the order's line is.
    Q_INVOKABLE bool moveLine(double orderId, const QString &price);
    /// Cancels every open order, whatever the filter.
    Q_INVOKABLE void cancelAll();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void filterChanged();
    void countsChanged();
    /// An order could not be cancelled or changed.
    void refused(const QString &reason);

private:
    [[nodiscard]] std::optional<Order> findOpen(double orderId) const;
    [[nodiscard]] bool isShown(const Order &order) const;
    void reset();
    void take(const Order &order);
    void takeAnswer(quint64 request, const Order &order, const QString &error);
    void insert(int row, const Order &order);
    void dropRow(int row);
    void recount();
    void cancelOrder(quint64 id);

    QPointer<DataSource> m_source;
    QList<Order> m_orders; ///< those shown, the newest first
    Filter m_filter = Filter::All;
    QString m_symbol;
    int m_total = 0;
    int m_open = 0;
    int m_today = 0;
    QTimer m_midnight;        ///< when today's count starts anew
    QSet<quint64> m_requests; ///< not yet answered
};

} // namespace Tickwell
