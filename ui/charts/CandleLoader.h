// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// Fetches the bars of one symbol and interval from a DataSource page by page, newest first, and
/// passes on those that change while one watches. One request is under way at a time; an answer to
/// a question that is no longer asked is dropped.
class CandleLoader : public QObject
{
    Q_OBJECT

public:
    explicit CandleLoader(QObject *parent = nullptr);

    void setSource(DataSource *source);
    [[nodiscard]] DataSource *source() const { return m_source; }
    [[nodiscard]] const QString &symbol() const { return m_symbol; }
    [[nodiscard]] Interval interval() const { return m_interval; }

    /// Starts anew with the newest @p limit bars; an empty @p symbol asks for nothing.
    void start(const QString &symbol, Interval interval, int limit);
    /// Asks for up to @p limit bars before @p first, unless a page is under way or there are no
    /// more.
    void loadOlder(Timestamp first, int limit);

    [[nodiscard]] bool isLoading() const { return m_request != 0; }
    /// The source has nothing older than what it gave.
    [[nodiscard]] bool isExhausted() const { return m_exhausted; }

signals:
    void loaded(const QList<Tickwell::Candle> &candles);
    void failed(const QString &error);
    /// A bar of the symbol and interval changed or is new.
    void changed(const Tickwell::Candle &candle);
    /// All that was loaded is void: prices come from elsewhere.
    void outdated();

private:
    void request(int limit, std::optional<Timestamp> before);
    void takePage(quint64 request, const QList<Candle> &candles, const QString &error);

    QPointer<DataSource> m_source;
    QString m_symbol;
    Interval m_interval = Interval::Minute1;
    quint64 m_request = 0; ///< 0: none under way
    bool m_exhausted = false;
};

} // namespace Tickwell
