// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// The money of this window's paper account, ready to show.
class PaperAccount : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// Follows the money and the prices. Set to false while nobody looks; true again catches up.
    Q_PROPERTY(bool live READ isLive WRITE setLive NOTIFY liveChanged)
    /// What is reserved included.
    Q_PROPERTY(QString cash READ cash NOTIFY changed)
    /// Held back for open buys.
    Q_PROPERTY(QString reserved READ reserved NOTIFY changed)
    /// What can be spent: cash without what is reserved.
    Q_PROPERTY(QString available READ available NOTIFY changed)
    /// Cash and what is held at the market's price; what has no price counts what it cost.
    Q_PROPERTY(QString equity READ equity NOTIFY changed)

public:
    explicit PaperAccount(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool isLive() const { return m_live; }
    void setLive(bool live);
    [[nodiscard]] QString cash() const;
    [[nodiscard]] QString reserved() const;
    [[nodiscard]] QString available() const;
    [[nodiscard]] QString equity() const;

signals:
    void sourceChanged();
    void liveChanged();
    void changed();

private:
    void takeQuotes(const QList<Quote> &quotes);
    void value();

    QPointer<DataSource> m_source;
    TradingAccount m_account;
    Decimal m_equity;
    bool m_live = true;
};

} // namespace Tickwell
