// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/CandleLoader.h"

namespace Tickwell {

CandleLoader::CandleLoader(QObject *parent)
    : QObject(parent)
{
}

void CandleLoader::setSource(DataSource *source)
{
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_request = 0;
    if (!m_source)
        return;
    connect(m_source, &DataSource::candlesReady, this, &CandleLoader::takePage);
    connect(m_source, &DataSource::candleChanged, this, [this](const Candle &candle) {
        if (candle.interval == m_interval && candle.symbol == m_symbol)
            emit changed(candle);
    });
    connect(m_source, &DataSource::feedReplaced, this, &CandleLoader::outdated);
    connect(m_source, &DataSource::symbolRefused, this,
            [this](const QString &symbol, const QString &reason) {
                if (symbol == m_symbol)
                    emit failed(reason);
            });
}

void CandleLoader::start(const QString &symbol, Interval interval, int limit)
{
    m_symbol = symbol;
    m_interval = interval;
    m_request = 0;
    m_exhausted = false;
    if (m_source && !m_symbol.isEmpty())
        request(limit, std::nullopt);
}

void CandleLoader::loadOlder(Timestamp first, int limit)
{
    if (m_source && !m_symbol.isEmpty() && !isLoading() && !m_exhausted)
        request(limit, first);
}

void CandleLoader::request(int limit, std::optional<Timestamp> before)
{
    m_request = m_source->nextRequest();
    m_source->requestCandles(m_request, m_symbol, m_interval, limit, before);
}

void CandleLoader::takePage(quint64 request, const QList<Candle> &candles, const QString &error)
{
    if (request == 0 || request != m_request)
        return;
    m_request = 0;
    if (!error.isEmpty()) {
        emit failed(error);
        return;
    }
    // A source may cap a page below what was asked for: only an empty one is the end.
    m_exhausted = candles.isEmpty();
    emit loaded(candles);
}

} // namespace Tickwell
