// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>
#include <QTimer>

namespace Tickwell {

/// The symbols on the watchlist with their quotes, in the person's own order or sorted. The list is
/// kept for each feed, since one feed's symbols mean nothing to another; until it is first changed
/// it holds what the source follows.
class WatchlistModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Kept in the preferences, for all feeds.
    Q_PROPERTY(Sort sortedBy READ sortedBy NOTIFY sortChanged)
    Q_PROPERTY(bool descending READ descending NOTIFY sortChanged)
    /// Rows stay where they are, whatever the prices: somebody points at one.
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged)

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

    enum class Sort { Own, Symbol, Price, Change };
    Q_ENUM(Sort)

    /// How often rows change places at most while prices move.
    static constexpr std::chrono::milliseconds SortPause{1'000};
    /// What is taken over from the source at most while the list is not yet the person's own.
    static constexpr int MaxAdopted = 32;

    explicit WatchlistModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] Sort sortedBy() const { return m_sort; }
    [[nodiscard]] bool descending() const { return m_descending; }
    [[nodiscard]] bool isHeld() const { return m_held; }
    void setHeld(bool held);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Follows @p text as a symbol, blanks trimmed and in capitals. What cannot be a symbol is told
    /// by refused() at once; what the feed does not know later, and its row goes again.
    Q_INVOKABLE void add(const QString &text);
    Q_INVOKABLE void remove(int row);
    /// Sorts, changes at first the largest on top; the same again turns the order around, except
    /// the person's own.
    Q_INVOKABLE void sortBy(Sort sort);
    /// Moves a row to where @p to stands now. In a sorted list this makes what is seen the person's
    /// own order.
    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE int indexOf(const QString &symbol) const;
    /// Empty when there is no such row.
    Q_INVOKABLE QString symbolAt(int row) const;

signals:
    void sourceChanged();
    void countChanged();
    void sortChanged();
    void heldChanged();
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
    void shift(int from, int to);
    void setSort(Sort sort, bool descending);
    [[nodiscard]] bool isBefore(const Row &a, const Row &b) const;
    /// Puts the rows in order, at once or as soon as nothing holds them.
    void arrange();
    void arrangeSoon();
    void takeQuotes(const QList<Quote> &quotes);
    void takeRefusal(const QString &symbol, const QString &reason);

    QPointer<DataSource> m_source;
    QList<Row> m_rows;
    QHash<QString, int> m_index;
    QStringList m_order; ///< the person's own
    Sort m_sort = Sort::Own;
    bool m_descending = false;
    bool m_held = false;
    bool m_unsorted = false; ///< something changed while the rows were held
    QTimer m_pause;          ///< until the rows may change places again
    QString m_feed;          ///< whose list this is
    bool m_own = false;      ///< the person changed it
};

} // namespace Tickwell
