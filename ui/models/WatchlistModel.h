// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>

namespace Tickwell {

/// The symbols on the watchlist with their quotes, in the person's own order. The list is kept for
/// each feed, since one feed's symbols mean nothing to another; until it is first changed it
/// holds what the source follows.
class WatchlistModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        SymbolRole = Qt::UserRole + 1,
        NameRole,       ///< company or pair; may be empty
        PriceRole,      ///< text; empty before the first price
        ChangeRole,     ///< percent against the previous close
        ChangeTextRole, ///< without sign: `1.24 %`; empty before the first price
        SpokenRole,     ///< all of it as one sentence for a screen reader
        MoveRole,       ///< of the latest price against the one before: -1, 0, 1
        UpdatesRole,    ///< how many times the price changed: a row flashes when it rises
    };

    /// What is taken over from the source at most while the list is not yet the person's own.
    static constexpr int MaxAdopted = 32;

    explicit WatchlistModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Follows @p text as a symbol, blanks trimmed and in capitals. What cannot be a symbol is told
    /// by refused() at once; what the feed does not know later, and its row goes again.
    Q_INVOKABLE void add(const QString &text);
    Q_INVOKABLE void remove(int row);
    /// Moves a row to where @p to stands now.
    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE int indexOf(const QString &symbol) const;
    /// Empty when there is no such row.
    Q_INVOKABLE QString symbolAt(int row) const;

signals:
    void sourceChanged();
    void countChanged();
    /// A symbol that was asked for is on the list.
    void added(const QString &symbol);
    void refused(const QString &symbol, const QString &reason);

private:
    struct Row
    {
        QString symbol;
        std::optional<Quote> quote;
        int move = 0;
        int updates = 0;
    };

    [[nodiscard]] static QString spoken(const Row &row);
    void load();
    void save();
    void append(const QString &symbol);
    void takeQuotes(const QList<Quote> &quotes);
    void takeRefusal(const QString &symbol, const QString &reason);

    QPointer<DataSource> m_source;
    QList<Row> m_rows;
    QHash<QString, int> m_index;
    QString m_feed;     ///< whose list this is
    bool m_own = false; ///< the person changed it
};

} // namespace Tickwell
