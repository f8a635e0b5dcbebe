// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

#include <array>

namespace Tickwell {

/// An alert as it is being written: what is wrong with it so far, what it would watch for, and what
/// became of it when it was sent.
class AlertForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)

    // As chosen and as typed. Threshold and hysteresis are kept for each kind.
    Q_PROPERTY(Kind kind MEMBER m_kind NOTIFY edited)
    Q_PROPERTY(QString symbol MEMBER m_symbol NOTIFY edited)
    Q_PROPERTY(Direction direction MEMBER m_direction NOTIFY edited)
    Q_PROPERTY(QString threshold READ threshold WRITE setThreshold NOTIFY edited)
    Q_PROPERTY(QString hysteresis READ hysteresis WRITE setHysteresis NOTIFY edited)
    /// In minutes.
    Q_PROPERTY(QString window MEMBER m_window NOTIFY edited)
    Q_PROPERTY(Indicator indicator MEMBER m_indicator NOTIFY edited)
    /// One of intervals().
    Q_PROPERTY(int interval MEMBER m_interval NOTIFY edited)
    Q_PROPERTY(QString period MEMBER m_period NOTIFY edited)
    Q_PROPERTY(QString slowPeriod MEMBER m_slowPeriod NOTIFY edited)
    Q_PROPERTY(QString signalPeriod MEMBER m_signalPeriod NOTIFY edited)
    /// One of readings().
    Q_PROPERTY(int reading MEMBER m_reading NOTIFY edited)
    Q_PROPERTY(bool repeats MEMBER m_repeats NOTIFY edited)
    /// In minutes.
    Q_PROPERTY(QString coolDown MEMBER m_coolDown NOTIFY edited)

    // Which fields there are, beside those of every kind.
    Q_PROPERTY(bool needsSymbol READ needsSymbol NOTIFY changed)
    Q_PROPERTY(bool needsSlowPeriod READ needsSlowPeriod NOTIFY changed)
    Q_PROPERTY(bool needsSignalPeriod READ needsSignalPeriod NOTIFY changed)
    /// What the threshold is called, with its unit: `Price`, `Network in, MB/s`.
    Q_PROPERTY(QString thresholdName READ thresholdName NOTIFY changed)
    // The choices in words, each in the order of its values.
    Q_PROPERTY(QStringList directions READ directions NOTIFY changed)
    Q_PROPERTY(QStringList indicators READ indicators NOTIFY changed)
    Q_PROPERTY(QStringList intervals READ intervals NOTIFY changed)
    Q_PROPERTY(QStringList readings READ readings NOTIFY changed)

    /// What is wrong with a field; empty when nothing is. That a field is empty is held against it
    /// only after one tried to send.
    Q_PROPERTY(QString symbolError READ symbolError NOTIFY changed)
    Q_PROPERTY(QString thresholdError READ thresholdError NOTIFY changed)
    Q_PROPERTY(QString hysteresisError READ hysteresisError NOTIFY changed)
    Q_PROPERTY(QString windowError READ windowError NOTIFY changed)
    Q_PROPERTY(QString periodError READ periodError NOTIFY changed)
    Q_PROPERTY(QString slowPeriodError READ slowPeriodError NOTIFY changed)
    Q_PROPERTY(QString signalPeriodError READ signalPeriodError NOTIFY changed)
    Q_PROPERTY(QString coolDownError READ coolDownError NOTIFY changed)
    /// Why an alert that is complete could never fire; empty when it could.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    /// The alert as a sentence; empty while something is missing or wrong.
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool sending READ sending NOTIFY changed)
    /// Why the last one was not taken; empty again with the next change.
    Q_PROPERTY(QString rejection READ rejection NOTIFY changed)

public:
    // All in the order of the core's own.
    enum class Kind { Price, PercentMove, Indicator, Host };
    Q_ENUM(Kind)
    enum class Direction { Above, Below, Either };
    Q_ENUM(Direction)
    enum class Indicator { PriceSma, PriceEma, SmaSma, Rsi, MacdSignal };
    Q_ENUM(Indicator)

    explicit AlertForm(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] QString threshold() const { return amounts().threshold; }
    void setThreshold(const QString &text);
    [[nodiscard]] QString hysteresis() const { return amounts().hysteresis; }
    void setHysteresis(const QString &text);

    [[nodiscard]] bool needsSymbol() const { return m_kind != Kind::Host; }
    [[nodiscard]] bool needsSlowPeriod() const;
    [[nodiscard]] bool needsSignalPeriod() const;
    [[nodiscard]] QString thresholdName() const;
    [[nodiscard]] QStringList directions() const;
    [[nodiscard]] QStringList indicators() const;
    [[nodiscard]] QStringList intervals() const;
    [[nodiscard]] QStringList readings() const;

    [[nodiscard]] QString symbolError() const;
    [[nodiscard]] QString thresholdError() const;
    [[nodiscard]] QString hysteresisError() const;
    [[nodiscard]] QString windowError() const;
    [[nodiscard]] QString periodError() const;
    [[nodiscard]] QString slowPeriodError() const;
    [[nodiscard]] QString signalPeriodError() const;
    [[nodiscard]] QString coolDownError() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool sending() const { return m_request != 0; }
    [[nodiscard]] QString rejection() const { return m_rejection; }

    /// The alert as the source takes it; none while a field is missing or no number. Whether it
    /// could fire is told by problem().
    [[nodiscard]] std::optional<AlertTerms> terms() const;

    /// Begins an alert of the price of @p symbol, at @p price in plain digits; empty: at the last.
    Q_INVOKABLE void begin(const QString &symbol, const QString &price = {});
    /// Takes @p symbol unless an alert is being written already.
    Q_INVOKABLE void suggest(const QString &symbol);
    /// One smallest step of the threshold up or down (@p step -1); from an empty price that of the
    /// market.
    Q_INVOKABLE void stepThreshold(int step);
    /// Sends the alert, or says what is missing. On success its threshold is empty again, so that
    /// sending twice needs writing twice.
    Q_INVOKABLE void submit();

signals:
    void sourceChanged();
    /// A person, or begin(), changed what the alert is to be.
    void edited();
    /// After anything changed; one alert is small.
    void changed();
    /// The source took the alert.
    void added();

private:
    struct Amounts
    {
        QString threshold;
        QString hysteresis;
    };

    [[nodiscard]] const Amounts &amounts() const { return m_amounts.at(kindIndex()); }
    [[nodiscard]] Amounts &amounts() { return m_amounts.at(kindIndex()); }
    [[nodiscard]] std::size_t kindIndex() const { return static_cast<std::size_t>(m_kind); }
    [[nodiscard]] bool isCrossing() const;
    [[nodiscard]] QString fault(const QString &text, const QString &missing) const;
    [[nodiscard]] QString periodFault(const QString &text) const;
    [[nodiscard]] std::optional<Decimal> marketPrice(const QString &symbol) const;
    [[nodiscard]] HostReading hostReading() const;
    void takeEdit();
    void takeAnswer(quint64 request, const Alert &alert, const QString &error);

    QPointer<DataSource> m_source;
    Kind m_kind = Kind::Price;
    QString m_symbol;
    Direction m_direction = Direction::Either;
    std::array<Amounts, 4> m_amounts; ///< of each kind
    QString m_window = QStringLiteral("15");
    Indicator m_indicator = Indicator::Rsi;
    int m_interval = 1;
    QString m_period = QStringLiteral("14");
    QString m_slowPeriod = QStringLiteral("26");
    QString m_signalPeriod = QStringLiteral("9");
    int m_reading = 0;
    bool m_repeats = false;
    QString m_coolDown;
    bool m_tried = false;  ///< to send: what is missing is said now
    quint64 m_request = 0; ///< not yet answered; 0: none
    QString m_rejection;
};

} // namespace Tickwell
