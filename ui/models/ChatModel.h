// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QAbstractListModel>
#include <QPointer>

namespace Tickwell {

/// What was said in one room, oldest first, and who is there.
class ChatModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString room READ room WRITE setRoom NOTIFY roomChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Who is in the room now, by name.
    Q_PROPERTY(QStringList people READ people NOTIFY peopleChanged)

public:
    enum Role {
        UserRole = Qt::UserRole + 1,
        TextRole,        ///< plain text, never markup; empty when deleted
        TimeRole,        ///< `13:38`, in the chosen zone
        DayRole,         ///< the date, on the first message of a day; else empty
        StartsGroupRole, ///< name and avatar stand here: another person, or a pause
        InitialRole,
        ColorRole, ///< index of the avatar's colour, 0 to AvatarColors - 1
        EditedRole,
        DeletedRole,
    };

    static constexpr int AvatarColors = 8;
    static constexpr int MaxText = 4096; ///< characters in a message

    explicit ChatModel(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QString room() const { return m_room; }
    void setRoom(const QString &room);
    [[nodiscard]] int count() const { return static_cast<int>(m_messages.size()); }
    [[nodiscard]] QStringList people() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Says @p text, trimmed. False, and nothing is said, when it is empty or longer than MaxText.
    Q_INVOKABLE bool post(const QString &text);
    Q_INVOKABLE static QString initialOf(const QString &user);
    Q_INVOKABLE static int colorOf(const QString &user);

signals:
    void sourceChanged();
    void roomChanged();
    void countChanged();
    void peopleChanged();
    /// What was said last was not taken; @p text is what it said.
    void refused(const QString &reason, const QString &text);

private:
    void reload();
    void insert(const ChatMessage &message);
    void change(const ChatMessage &message);
    [[nodiscard]] bool startsDay(int row) const;
    [[nodiscard]] bool startsGroup(int row) const;
    [[nodiscard]] QDateTime timeOf(int row) const;

    QPointer<DataSource> m_source;
    QString m_room = QStringLiteral("general");
    QList<ChatMessage> m_messages;
    QString m_lastPosted;
};

} // namespace Tickwell
