// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QSet>

namespace Tickwell {

/// What this window's account holds, at the market's latest prices; also what it no longer holds
/// but made a profit or a loss with. The profits of the rows add up to the total.
class PositionListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// Follows what is held and the prices. Set to false while nobody looks; true again catches up.
    Q_PROPERTY(bool live READ isLive WRITE setLive NOTIFY liveChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Realized and unrealized, with its sign: `+426.72`.
    Q_PROPERTY(QString totalText READ totalText NOTIFY totalChanged)
    /// -1, 0 or 1.
    Q_PROPERTY(int totalSign READ totalSign NOTIFY totalChanged)
    /// The parts of the total, in words.
    Q_PROPERTY(QString totalParts READ totalParts NOTIFY totalChanged)

public:
    enum Role {
        SymbolRole = Qt::UserRole,
        QuantityRole,   ///< below zero: sold short
        HeldRole,       ///< a bool: the quantity is not zero
        AverageRole,    ///< price it was bought or sold short at; a dash without a quantity
        LastRole,       ///< the market's price; a dash while it is not known
        ValueRole,      ///< at the market's price
        ProfitRole,     ///< realized and unrealized, with its sign
        ProfitSignRole, ///< -1, 0 or 1
        UnrealizedRole, ///< with its sign
        RealizedRole,   ///< with its sign
        SpokenRole,     ///< all of it as one sentence for a screen reader
    };

    explicit PositionListModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool isLive() const { return m_live; }
    void setLive(bool live);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString totalText() const;
    [[nodiscard]] int totalSign() const;
    [[nodiscard]] QString totalParts() const;

    /// Empty when there is no such row.
    Q_INVOKABLE QString symbolAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void liveChanged();
    void countChanged();
    void totalChanged();

private:
    struct Row
    {
        Position position;
        std::optional<Decimal> price;

        /// Zero while no price is known.
        [[nodiscard]] Decimal unrealized() const;
        [[nodiscard]] Decimal profit() const { return position.realizedProfit + unrealized(); }
    };

    [[nodiscard]] static QString spoken(const Row &row);
    void load();
    void takeQuotes(const QList<Quote> &quotes);
    void sum();

    QPointer<DataSource> m_source;
    QList<Row> m_rows;
    bool m_live = true;
    Decimal m_unrealized;
    Decimal m_realized;
    QSet<QString> m_followed; ///< symbols that were asked to be followed
};

} // namespace Tickwell
