// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// The latest quote of one symbol, ready to show.
class SymbolQuote : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY symbolChanged)
    /// Empty when the feed does not know it.
    Q_PROPERTY(QString name READ name NOTIFY quoteChanged)
    /// Empty before the first price.
    Q_PROPERTY(QString price READ price NOTIFY quoteChanged)
    /// Percent against the previous close.
    Q_PROPERTY(double change READ change NOTIFY quoteChanged)
    /// Without its sign: `1.24 %`.
    Q_PROPERTY(QString changeText READ changeText NOTIFY quoteChanged)

public:
    using QObject::QObject;

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] QString name() const { return m_quote ? m_quote->name : QString(); }
    [[nodiscard]] QString price() const;
    [[nodiscard]] double change() const { return m_quote ? m_quote->changePercent() : 0; }
    [[nodiscard]] QString changeText() const;

signals:
    void sourceChanged();
    void symbolChanged();
    void quoteChanged();

private:
    void read();

    QPointer<DataSource> m_source;
    QString m_symbol;
    std::optional<Quote> m_quote;
};

} // namespace Tickwell
