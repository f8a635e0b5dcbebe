// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>

namespace Tickwell {

/// The server's background tasks: those that run, then those that wait, in the order they came,
/// then those that have ended, the latest first.
class TaskListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countsChanged)
    Q_PROPERTY(int running READ running NOTIFY countsChanged)
    Q_PROPERTY(int waiting READ waiting NOTIFY countsChanged)

public:
    enum Role {
        TaskIdRole = Qt::UserRole,
        TitleRole,    ///< `Describe trades.csv`
        StateRole,    ///< a State
        ProgressRole, ///< 0 to 1
        DetailRole,   ///< how it is in words: `Waiting`, `42 %`, why it failed
        WhenRole, ///< when it ended, or came: the time of day, with the date unless that is today
    };
    enum class State { Waiting, Running, Done, Failed, Cancelled };
    Q_ENUM(State)

    explicit TaskListModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_tasks.size()); }
    [[nodiscard]] int running() const { return m_running; }
    [[nodiscard]] int waiting() const { return m_waiting; }

    /// What @p task does, for a person.
    [[nodiscard]] static QString titleOf(const Job &task);

    /// Stops the task of @p row; one that has ended is left alone.
    Q_INVOKABLE void cancel(int row);
    /// Puts the result of the task of @p row on the clipboard: copied() follows, unless it has
    /// none.
    Q_INVOKABLE void copyResult(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void countsChanged();
    void copied(const QString &taskId);

private:
    void reset();
    void take(const Job &task);
    void forget(const QString &id);
    void takeResult(quint64 request, const QByteArray &result);
    void recount();
    [[nodiscard]] qsizetype rowOf(const QString &id) const;

    QPointer<DataSource> m_source;
    QList<Job> m_tasks; ///< as they are shown
    int m_running = 0;
    int m_waiting = 0;
    QHash<quint64, QString> m_asked; ///< ids by request
};

} // namespace Tickwell
