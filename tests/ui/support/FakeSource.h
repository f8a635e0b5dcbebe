// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QSet>

namespace Tickwell {

/// A source whose every word a test decides; what it was asked for is written down. With
/// fill() it looks like a busy server at a fixed time.
class FakeSource : public DataSource
{
    Q_OBJECT

public:
    struct Export
    {
        quint64 request = 0;
        ExportQuery query;
        QString path;
    };

    explicit FakeSource(QObject *parent = nullptr);

    /// Ten symbols, ten minutes of samples, a conversation of five people.
    void fill();

    /// One trade of the first symbol: its newest bars change.
    void trade();

    using DataSource::updateCapture;
    using DataSource::updateFeed;
    using DataSource::updateMessage;
    using DataSource::updateQuotes;
    using DataSource::updateSample;
    using DataSource::updateServer;
    using DataSource::updateSnapshot;
    using DataSource::updateUsers;

    [[nodiscard]] QString userId() const override { return QStringLiteral("ana"); }
    void watchSymbol(const QString &symbol) override;
    void requestCandles(quint64 request, const QString &symbol, Interval interval, int limit,
                        std::optional<Timestamp> before) override;
    void postMessage(const QString &room, const QString &text) override;
    void estimateExport(quint64 request, const ExportQuery &query) override;
    void startExport(quint64 request, const ExportQuery &query, const QString &path) override;
    void cancelExport(quint64 request) override;
    void followServer(bool follow) override { followedServer = follow; }
    void endClient(quint64 id) override { ended.append(id); }
    void setVisible(bool visible) override { visibleNow = visible; }

    [[nodiscard]] static Quote makeQuote(const QString &symbol, const QString &name,
                                         const char *price, const char *previous, quint64 seq);
    [[nodiscard]] static ChatMessage makeMessage(quint64 seq, const QString &user,
                                                 const QString &text, Timestamp time);
    /// The moment that fill() plays at.
    [[nodiscard]] static Timestamp now();

    QStringList watched;
    QSet<QString> unknownSymbols; ///< are refused
    QString refuseChat;           ///< why no message is taken; empty: they are
    qint64 estimate = 1'204'311;
    QString estimateError;
    QList<ExportQuery> estimated;
    QList<Export> exports;
    QList<quint64> cancelled;
    QList<quint64> ended;
    bool followedServer = false;
    bool visibleNow = false;

private:
    void fillChat();
    void fillSamples();

    quint64 m_messageSeq = 0;
};

} // namespace Tickwell
