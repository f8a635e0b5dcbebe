// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>
#include <QTimer>
#include <QUrl>

namespace Tickwell {

/// What the export dialog asks for and how it goes: choices, the estimate that follows them, and
/// one running export. An export goes on when the dialog closes.
class ExportJob : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)

    Q_PROPERTY(ExportSet dataSet READ dataSet WRITE setDataSet NOTIFY choiceChanged)
    /// Empty: all. Means something to ticks and candles alone.
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY choiceChanged)
    /// `1m` and the like; empty: all. Means something to candles alone.
    Q_PROPERTY(QString interval READ interval WRITE setInterval NOTIFY choiceChanged)
    Q_PROPERTY(Range range READ range WRITE setRange NOTIFY choiceChanged)
    /// `2026-11-20`, `2026-11-20 09:30`, or RFC 3339; without a zone it is in the chosen one.
    /// Empty: open.
    Q_PROPERTY(QString fromText READ fromText WRITE setFromText NOTIFY choiceChanged)
    Q_PROPERTY(QString toText READ toText WRITE setToText NOTIFY choiceChanged)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY choiceChanged)
    /// Why it cannot start; empty when it can.
    Q_PROPERTY(QString fromError READ fromError NOTIFY choiceChanged)
    Q_PROPERTY(QString toError READ toError NOTIFY choiceChanged)
    Q_PROPERTY(QString pathError READ pathError NOTIFY choiceChanged)
    Q_PROPERTY(bool ready READ ready NOTIFY choiceChanged)

    /// Rows that the choices would give; -1 while that is not known.
    Q_PROPERTY(double estimate READ estimate NOTIFY estimateChanged)
    Q_PROPERTY(QString estimateError READ estimateError NOTIFY estimateChanged)

    Q_PROPERTY(State state READ state NOTIFY progressed)
    Q_PROPERTY(double rows READ rows NOTIFY progressed)
    Q_PROPERTY(double bytes READ bytes NOTIFY progressed)
    /// 0–1; -1 when the whole is not known.
    Q_PROPERTY(double progress READ progress NOTIFY progressed)
    Q_PROPERTY(QString error READ error NOTIFY progressed)
    /// The file of the running or last export, and the folder it is in.
    Q_PROPERTY(QString target READ target NOTIFY progressed)
    Q_PROPERTY(QUrl folder READ folder NOTIFY progressed)

public:
    enum class ExportSet { Ticks, Candles, Monitor, Chat, Orders, Trades };
    Q_ENUM(ExportSet)
    enum class Range { All, Today, LastHour, Custom };
    Q_ENUM(Range)
    enum class State { Idle, Running, Cancelling, Done, Failed, Cancelled };
    Q_ENUM(State)

    explicit ExportJob(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] ExportSet dataSet() const { return m_dataSet; }
    void setDataSet(ExportSet dataSet);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] QString interval() const { return m_interval; }
    void setInterval(const QString &interval);
    [[nodiscard]] Range range() const { return m_range; }
    void setRange(Range range);
    [[nodiscard]] QString fromText() const { return m_fromText; }
    void setFromText(const QString &text);
    [[nodiscard]] QString toText() const { return m_toText; }
    void setToText(const QString &text);
    [[nodiscard]] QString path() const { return m_path; }
    void setPath(const QString &path);
    [[nodiscard]] QString fromError() const;
    [[nodiscard]] QString toError() const;
    [[nodiscard]] QString pathError() const;
    [[nodiscard]] bool ready() const;
    [[nodiscard]] double estimate() const { return static_cast<double>(m_estimate); }
    [[nodiscard]] QString estimateError() const { return m_estimateError; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] double rows() const { return static_cast<double>(m_rows); }
    [[nodiscard]] double bytes() const { return static_cast<double>(m_bytes); }
    [[nodiscard]] double progress() const;
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString target() const { return m_target; }
    [[nodiscard]] QUrl folder() const;

    /// The choices as the source takes them, with ranges counted from now.
    [[nodiscard]] ExportQuery query() const;

    /// What can be chosen as symbol: all that the source follows, by name.
    Q_INVOKABLE QStringList symbols() const;
    /// Asks anew how many rows there are: the capture goes on. Does nothing while one runs.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void start();
    Q_INVOKABLE void cancel();
    /// From a finished export back to the choices.
    Q_INVOKABLE void reset();
    /// Lets the person pick the file in the desktop's own dialog.
    Q_INVOKABLE void choosePath();
    Q_INVOKABLE void openFolder() const;

signals:
    void sourceChanged();
    void choiceChanged();
    void estimateChanged();
    void progressed();

private:
    void choose();
    void suggestPath();
    void takeEstimate(quint64 request, qint64 rows, const QString &error);
    void takeProgress(quint64 request, qint64 rows, qint64 bytes);
    void takeResult(quint64 request, qint64 rows, qint64 bytes, const QString &error,
                    bool cancelled);

    QPointer<DataSource> m_source;
    ExportSet m_dataSet = ExportSet::Ticks;
    Range m_range = Range::Today;
    QString m_symbol;
    QString m_interval;
    QString m_fromText;
    QString m_toText;
    QString m_path;
    bool m_ownPath = false; ///< typed or picked: no longer follows the other choices
    QTimer m_settled;       ///< asks for an estimate when the choices rest
    quint64 m_estimateRequest = 0;
    qint64 m_estimate = -1;
    QString m_estimateError;
    State m_state = State::Idle;
    quint64 m_request = 0;
    qint64 m_expected = -1;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
    QString m_error;
    QString m_target;
};

} // namespace Tickwell
