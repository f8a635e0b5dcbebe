// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AlertForm.h"

#include "core/Order.h"
#include "core/Symbol.h"
#include "models/AlertWords.h"
#include "models/Format.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <algorithm>

namespace Tickwell {

namespace {

constexpr std::array Readings{
    HostReading::CpuUsage,  HostReading::MemoryUsage, HostReading::SwapUsage,
    HostReading::Load1,     HostReading::DiskUsage,   HostReading::DiskRead,
    HostReading::DiskWrite, HostReading::NetworkIn,   HostReading::NetworkOut};

QString symbolOf(const QString &text)
{
    return text.trimmed().toUpper();
}

/// None when @p text is no number, or one below zero; empty it is zero.
std::optional<Decimal> amount(const QString &text)
{
    if (text.trimmed().isEmpty())
        return Decimal();
    const std::optional<Decimal> number = Format::number(text);
    const bool valid = number && *number >= Decimal() && number->scale() <= MoneyScale;
    return valid ? number : std::nullopt;
}

std::optional<int> bars(const QString &text)
{
    const std::optional<Decimal> number = Format::number(text);
    // Few enough to be an int; how many there may be is checkAlert()'s to say.
    if (!number || number->trimmed(0).scale() > 0 || *number < Decimal()
        || *number > Decimal(1'000'000, 0))
        return std::nullopt;
    return static_cast<int>(number->rescaled(0).units());
}

std::optional<std::chrono::seconds> minutes(const QString &text)
{
    const std::optional<Decimal> number = amount(text);
    if (!number)
        return std::nullopt;
    return std::chrono::seconds(Decimal::product(*number, Decimal(60, 0), 0).units());
}

bool isRate(HostReading reading)
{
    return !isPercent(reading) && reading != HostReading::Load1;
}

} // namespace

AlertForm::AlertForm(QObject *parent)
    : QObject(parent)
{
    connect(this, &AlertForm::edited, this, &AlertForm::takeEdit);
    connect(Preferences::instance(), &Preferences::languageChanged, this, &AlertForm::changed);
}

void AlertForm::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_request = 0;
    if (source)
        connect(source, &DataSource::alertAnswered, this, &AlertForm::takeAnswer);
    emit sourceChanged();
    emit changed();
}

void AlertForm::setThreshold(const QString &text)
{
    if (text == threshold())
        return;
    amounts().threshold = text;
    emit edited();
}

void AlertForm::setHysteresis(const QString &text)
{
    if (text == hysteresis())
        return;
    amounts().hysteresis = text;
    emit edited();
}

void AlertForm::takeEdit()
{
    m_tried = false;
    m_rejection.clear();
    emit changed();
}

bool AlertForm::isCrossing() const
{
    return m_kind == Kind::Indicator && m_indicator != Indicator::Rsi;
}

bool AlertForm::needsSlowPeriod() const
{
    return m_kind == Kind::Indicator
        && (m_indicator == Indicator::SmaSma || m_indicator == Indicator::MacdSignal);
}

bool AlertForm::needsSignalPeriod() const
{
    return m_kind == Kind::Indicator && m_indicator == Indicator::MacdSignal;
}

HostReading AlertForm::hostReading() const
{
    return Readings.at(static_cast<std::size_t>(
        std::clamp<int>(m_reading, 0, static_cast<int>(Readings.size()) - 1)));
}

QString AlertForm::thresholdName() const
{
    switch (m_kind) {
    case Kind::Price:
        return tr("Price");
    case Kind::PercentMove:
        return tr("Percent");
    case Kind::Indicator:
        return isCrossing() ? tr("Apart by") : tr("Level");
    case Kind::Host:
        if (isPercent(hostReading()))
            return tr("Percent");
        return isRate(hostReading()) ? tr("MB/s") : tr("Level");
    }
    Q_UNREACHABLE();
}

QStringList AlertForm::directions() const
{
    if (m_kind == Kind::PercentMove)
        return {tr("Rises by"), tr("Falls by"), tr("Moves by")};
    if (isCrossing())
        return {tr("Crosses above"), tr("Crosses below"), tr("Crosses")};
    return {tr("Rises to"), tr("Falls to"), tr("Reaches")};
}

QStringList AlertForm::indicators() const
{
    QStringList words;
    for (const AlertIndicator indicator :
         {AlertIndicator::PriceSma, AlertIndicator::PriceEma, AlertIndicator::SmaSma,
          AlertIndicator::Rsi, AlertIndicator::MacdSignal})
        words.append(AlertWords::indicator(indicator));
    return words;
}

QStringList AlertForm::intervals() const
{
    QStringList words;
    for (const Interval interval : AllIntervals)
        words.append(toString(interval));
    return words;
}

QStringList AlertForm::readings() const
{
    QStringList words;
    for (const HostReading reading : Readings)
        words.append(AlertWords::reading(reading));
    return words;
}

QString AlertForm::fault(const QString &text, const QString &missing) const
{
    if (text.trimmed().isEmpty())
        return m_tried ? missing : QString();
    const std::optional<Decimal> number = Format::number(text);
    if (!number || *number < Decimal())
        return tr("Write a number");
    if (number->scale() > MoneyScale)
        return tr("At most %1 digits after the point").arg(MoneyScale);
    return {};
}

QString AlertForm::periodFault(const QString &text) const
{
    if (text.trimmed().isEmpty())
        return m_tried ? tr("How many bars?") : QString();
    return bars(text) ? QString() : tr("Write a whole number");
}

QString AlertForm::symbolError() const
{
    if (!needsSymbol())
        return {};
    const QString symbol = symbolOf(m_symbol);
    if (symbol.isEmpty())
        return m_tried ? tr("Which symbol?") : QString();
    return isWellFormedSymbol(symbol) ? QString() : tr("No symbol looks like this");
}

QString AlertForm::thresholdError() const
{
    switch (m_kind) {
    case Kind::Price:
        return fault(threshold(), tr("At which price?"));
    case Kind::PercentMove:
        return fault(threshold(), tr("By how many percent?"));
    case Kind::Indicator:
        return fault(threshold(), isCrossing() ? QString() : tr("At which level?"));
    case Kind::Host:
        return fault(threshold(), tr("At which level?"));
    }
    Q_UNREACHABLE();
}

QString AlertForm::hysteresisError() const
{
    return m_repeats ? fault(hysteresis(), {}) : QString();
}

QString AlertForm::coolDownError() const
{
    return m_repeats ? fault(m_coolDown, {}) : QString();
}

QString AlertForm::windowError() const
{
    return m_kind == Kind::PercentMove ? fault(m_window, tr("Within how many minutes?"))
                                       : QString();
}

QString AlertForm::periodError() const
{
    return m_kind == Kind::Indicator ? periodFault(m_period) : QString();
}

QString AlertForm::slowPeriodError() const
{
    return needsSlowPeriod() ? periodFault(m_slowPeriod) : QString();
}

QString AlertForm::signalPeriodError() const
{
    return needsSignalPeriod() ? periodFault(m_signalPeriod) : QString();
}

std::optional<AlertTerms> AlertForm::terms() const
{
    AlertTerms terms;
    terms.kind = static_cast<AlertKind>(m_kind);
    terms.direction = static_cast<AlertDirection>(m_direction);
    terms.repeats = m_repeats;
    if (needsSymbol()) {
        terms.symbol = symbolOf(m_symbol);
        if (!isWellFormedSymbol(terms.symbol))
            return std::nullopt;
    }
    const std::optional<Decimal> threshold = amount(amounts().threshold);
    if (!threshold || (amounts().threshold.trimmed().isEmpty() && !isCrossing()))
        return std::nullopt;
    terms.threshold = *threshold;

    if (m_repeats) {
        const std::optional<Decimal> hysteresis = amount(amounts().hysteresis);
        const std::optional<std::chrono::seconds> coolDown = minutes(m_coolDown);
        if (!hysteresis || !coolDown)
            return std::nullopt;
        terms.hysteresis = *hysteresis;
        terms.coolDown = *coolDown;
    }
    if (m_kind == Kind::PercentMove) {
        const std::optional<std::chrono::seconds> window = minutes(m_window);
        if (!window || m_window.trimmed().isEmpty())
            return std::nullopt;
        terms.window = *window;
    }
    if (m_kind == Kind::Indicator) {
        const std::optional<int> period = bars(m_period);
        const std::optional<int> slow = needsSlowPeriod() ? bars(m_slowPeriod) : terms.slowPeriod;
        const std::optional<int> signal =
            needsSignalPeriod() ? bars(m_signalPeriod) : terms.signalPeriod;
        if (!period || !slow || !signal)
            return std::nullopt;
        terms.indicator = static_cast<AlertIndicator>(m_indicator);
        terms.interval = AllIntervals.at(static_cast<std::size_t>(
            std::clamp<int>(m_interval, 0, static_cast<int>(AllIntervals.size()) - 1)));
        terms.period = *period;
        terms.slowPeriod = *slow;
        terms.signalPeriod = *signal;
    }
    if (m_kind == Kind::Host) {
        terms.reading = hostReading();
        if (isRate(terms.reading)) {
            // Whole bytes.
            terms.threshold = Decimal::product(terms.threshold, Decimal(1'000'000, 0), 0);
            terms.hysteresis = Decimal::product(terms.hysteresis, Decimal(1'000'000, 0), 0);
        }
    }
    return terms;
}

QString AlertForm::problem() const
{
    const std::optional<AlertTerms> alert = terms();
    return alert ? AlertWords::fault(*alert) : QString();
}

QString AlertForm::summary() const
{
    const std::optional<AlertTerms> alert = terms();
    if (!alert || !checkAlert(*alert))
        return {};
    //: What an alert watches for, and how often it fires
    return tr("%1, %2").arg(AlertWords::watched(*alert), AlertWords::often(*alert));
}

std::optional<Decimal> AlertForm::marketPrice(const QString &symbol) const
{
    const std::optional<Quote> quote = m_source ? m_source->quote(symbol) : std::nullopt;
    return quote ? std::optional(quote->price) : std::nullopt;
}

void AlertForm::begin(const QString &symbol, const QString &price)
{
    m_kind = Kind::Price;
    m_symbol = symbol;
    m_direction = Direction::Either;
    const std::optional<Decimal> market = marketPrice(symbolOf(symbol));
    amounts().threshold = price.isEmpty() && market ? market->toString() : price;
    emit edited();
}

void AlertForm::suggest(const QString &symbol)
{
    if (symbol == m_symbol || !threshold().trimmed().isEmpty())
        return;
    m_symbol = symbol;
    emit edited();
}

void AlertForm::stepThreshold(int step)
{
    const std::optional<Decimal> market =
        m_kind == Kind::Price ? marketPrice(symbolOf(m_symbol)) : std::nullopt;
    const std::optional<Decimal> now = Format::number(threshold());
    if (!now) {
        if (threshold().trimmed().isEmpty() && market)
            setThreshold(market->toString());
        return;
    }
    const Decimal next = *now + Decimal(step, market ? market->scale() : now->scale());
    if (next > Decimal())
        setThreshold(next.toString());
}

void AlertForm::submit()
{
    if (!m_source || sending())
        return;
    const std::optional<AlertTerms> alert = terms();
    m_rejection.clear();
    if (!alert || !checkAlert(*alert)) {
        m_tried = true;
        emit changed();
        return;
    }
    m_request = m_source->nextRequest();
    emit changed();
    m_source->addAlert(m_request, *alert);
}

void AlertForm::takeAnswer(quint64 request, const Alert &, const QString &error)
{
    if (request != m_request || m_request == 0)
        return;
    m_request = 0;
    if (!error.isEmpty()) {
        m_rejection = ServerWords::said(error);
        emit changed();
        return;
    }
    amounts().threshold.clear();
    emit edited();
    emit added();
}

} // namespace Tickwell
