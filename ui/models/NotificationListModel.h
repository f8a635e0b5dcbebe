// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// Who was told what, the latest first.
class NotificationListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        EmailRole = Qt::UserRole,
        MessageRole,
        WhenRole,     ///< as Format::moment()
        DeliveryRole, ///< in words: `Sent by mail`, or why it was not
        FailedRole,   ///< whether it will never arrive
    };

    explicit NotificationListModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] int count() const { return static_cast<int>(m_notifications.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void sourceChanged();
    void countChanged();

private:
    void reset();
    void add(const Notification &notification);
    void change(const Notification &notification);

    QPointer<DataSource> m_source;
    QList<Notification> m_notifications; ///< the latest first
};

} // namespace Tickwell
