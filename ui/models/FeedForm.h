// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// The choice of the feed, with the key that Alpaca's needs. A key is sent once and then forgotten;
/// what is kept is never shown.
class FeedForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// What is chosen: the feed that runs, until another is. None of them: a file is replayed.
    Q_PROPERTY(Feed feed READ feed NOTIFY changed)
    /// Alpaca is chosen: there are key and secret to be given.
    Q_PROPERTY(bool takesKey READ takesKey NOTIFY changed)
    /// What is chosen does not run yet, or a key can be given.
    Q_PROPERTY(bool applicable READ applicable NOTIFY changed)
    /// As typed.
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY changed)
    Q_PROPERTY(QString secret READ secret WRITE setSecret NOTIFY changed)
    /// The choice is on its way.
    Q_PROPERTY(bool sending READ sending NOTIFY changed)
    /// Why the feed was not changed; empty again with the next change.
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    enum class Feed { None = -1, Simulator, Binance, Alpaca };
    Q_ENUM(Feed)

    explicit FeedForm(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] Feed feed() const { return m_feed; }
    [[nodiscard]] bool takesKey() const { return m_feed == Feed::Alpaca; }
    [[nodiscard]] bool applicable() const;
    [[nodiscard]] QString key() const { return m_key; }
    void setKey(const QString &key);
    [[nodiscard]] QString secret() const { return m_secret; }
    void setSecret(const QString &secret);
    [[nodiscard]] bool sending() const { return m_request != 0; }
    [[nodiscard]] QString error() const { return m_error; }

    Q_INVOKABLE void choose(Feed feed);
    /// Goes over to what is chosen. Without a key, with the one that is kept.
    Q_INVOKABLE void apply();
    /// Back to the feed that runs; what was typed is forgotten.
    Q_INVOKABLE void reset();

signals:
    void sourceChanged();
    void changed();

private:
    [[nodiscard]] Feed running() const;
    void takeAnswer(quint64 request, const QString &error);

    QPointer<DataSource> m_source;
    Feed m_feed = Feed::None;
    Feed m_running = Feed::None;
    QString m_key;
    QString m_secret;
    QString m_error;
    quint64 m_request = 0;
};

} // namespace Tickwell
