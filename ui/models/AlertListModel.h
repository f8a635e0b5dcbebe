// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>

namespace Tickwell {

/// The server's alerts, the newest first.
class AlertListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(Filter filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// Only alerts of this symbol; empty: all, those of the host too.
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY filterChanged)
    /// Of those that the filter lets through.
    Q_PROPERTY(int count READ count NOTIFY countsChanged)
    /// Whatever the filter: those that can fire, now or after their value came back.
    Q_PROPERTY(int watching READ watching NOTIFY countsChanged)

public:
    enum Role {
        AlertIdRole = Qt::UserRole,
        SymbolRole, ///< empty of the host's
        TitleRole,  ///< what it watches for, as a sentence
        OftenRole,  ///< how often it fires, in words
        StateRole,  ///< a State
        StatusRole, ///< that in words
        FiredRole,  ///< when it fired last, as Format::moment(); empty: it never has
        LineRole,   ///< its price in plain digits; empty: it is no line in a chart
        SpokenRole, ///< all of it as one sentence for a screen reader
    };
    Q_ENUM(Role)
    /// Lines: alerts at a price that can fire.
    enum class Filter { All, Lines };
    Q_ENUM(Filter)
    /// Armed: it can fire. Waiting: it can again once its value came back and the cool-down is
    /// over. Fired: it has, and was to do so once.
    enum class State { Armed, Waiting, Fired };
    Q_ENUM(State)

    explicit AlertListModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] Filter filter() const { return m_filter; }
    void setFilter(Filter filter);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] int count() const { return static_cast<int>(m_alerts.size()); }
    [[nodiscard]] int watching() const { return m_watching; }

    // What cannot be done is told by refused().
    /// Does nothing for a row that is none.
    Q_INVOKABLE void remove(int row);
    /// Makes an alert that fires once, when symbol() reaches @p price (plain digits) from either
    /// side. False, with nothing asked, when that is no price.
    Q_INVOKABLE bool addAt(const QString &price);
    /// Moves an alert of a price to @p price: another one is made with the same terms, and when the
    /// server has taken it the old one goes. Refused, the old one stays. False, with nothing asked,
    /// when there is nothing to move, or it is being moved.
    Q_INVOKABLE bool move(double alertId, const QString &price);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void filterChanged();
    void countsChanged();
    /// An alert could not be made, moved or removed.
    void refused(const QString &reason);

private:
    [[nodiscard]] bool isShown(const Alert &alert) const;
    [[nodiscard]] static QString spoken(const Alert &alert);
    void reset();
    void take(const Alert &alert);
    void takeRemoval(quint64 id);
    void takeAnswer(quint64 request, const Alert &alert, const QString &error);
    void recount();
    void removeAlert(quint64 id);

    QPointer<DataSource> m_source;
    QList<Alert> m_alerts; ///< those shown, the newest first
    Filter m_filter = Filter::All;
    QString m_symbol;
    int m_watching = 0;
    /// Not yet answered, each with the alert that goes when it succeeds; 0: none does.
    QHash<quint64, quint64> m_requests;
};

} // namespace Tickwell
