// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// What has just happened beside the page and is worth a word: tasks that ended, what somebody was
/// told, and alerts that fired. Few at a time, the latest first, however much happens: tasks that
/// end while a notice of their kind is shown are counted in it, and messages and alerts push out
/// the oldest of their kind, which their own lists keep. What a person cancelled needs no word.
class NoticeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum class Kind { Done, Failed, Message, Alert };
    Q_ENUM(Kind)
    enum Role {
        KindRole = Qt::UserRole,
        TitleRole, ///< `3 tasks are done`
        BodyRole,  ///< the latest of them
        SizeRole,  ///< how many tasks are in it
    };
    static constexpr int Messages = 3; ///< shown at once, and so many alerts

    explicit NoticeModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_notices.size()); }

    Q_INVOKABLE void dismiss(int row);
    Q_INVOKABLE void dismissAll();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void countChanged();

private:
    struct Notice
    {
        Kind kind = Kind::Done;
        int tasks = 1; ///< in it, of Done and Failed
        Job latest;    ///< of them
        Notification message;
        AlertEvent alert = {};
    };

    void takeEnd(const Job &task);
    void takeMessage(const Notification &notification);
    void takeAlert(const AlertEvent &event);
    /// Makes room for one more of @p kind.
    void pushOut(Kind kind);
    void insert(const Notice &notice);
    [[nodiscard]] QString titleOf(const Notice &notice) const;
    [[nodiscard]] QString bodyOf(const Notice &notice) const;

    QPointer<DataSource> m_source;
    QList<Notice> m_notices;
};

} // namespace Tickwell
