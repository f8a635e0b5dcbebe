// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/IndicatorList.h"

#include <QLocale>

#include <cmath>

namespace Tickwell {

namespace {

std::optional<double> parseNumber(const QString &text)
{
    bool isNumber = false;
    double value = QLocale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text.trimmed(), &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString number(double value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 6);
}

} // namespace

QString IndicatorList::text() const
{
    QStringList parts;
    for (const Indicator &indicator : m_indicators)
        parts.append(toString(indicator));
    return parts.join(QLatin1String("; "));
}

void IndicatorList::setText(const QString &text)
{
    QList<Indicator> indicators;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        const std::optional<Indicator> indicator = parseIndicator(part);
        if (indicator && indicators.size() < Most)
            indicators.append(*indicator);
    }
    if (indicators == m_indicators)
        return;
    beginResetModel();
    m_indicators = indicators;
    endResetModel();
    emit changed();
}

QStringList IndicatorList::kinds() const
{
    return {tr("Simple moving average"), tr("Exponential moving average"),
            tr("Bollinger bands"),       tr("Volume-weighted average price"),
            tr("Relative strength"),     tr("Moving average convergence/divergence")};
}

void IndicatorList::add(int kind)
{
    if (kind < 0 || kind >= static_cast<int>(AllIndicatorKinds.size()) || !canAdd())
        return;
    beginInsertRows({}, count(), count());
    m_indicators.append(Indicator::usual(AllIndicatorKinds[static_cast<std::size_t>(kind)]));
    endInsertRows();
    emit changed();
}

void IndicatorList::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_indicators.removeAt(row);
    endRemoveRows();
    emit changed();
}

bool IndicatorList::has(int row, int parameter) const
{
    return row >= 0 && row < count() && parameter >= 0
        && static_cast<std::size_t>(parameter) < parametersOf(m_indicators.at(row).kind).size();
}

QString IndicatorList::parameterName(int row, int parameter) const
{
    if (!has(row, parameter))
        return {};
    const std::span rules = parametersOf(m_indicators.at(row).kind);
    switch (rules[static_cast<std::size_t>(parameter)].meaning) {
    case IndicatorParameter::Meaning::Period:
        return tr("Period");
    case IndicatorParameter::Meaning::Width:
        return tr("Width");
    case IndicatorParameter::Meaning::Fast:
        return tr("Fast");
    case IndicatorParameter::Meaning::Slow:
        return tr("Slow");
    case IndicatorParameter::Meaning::Signal:
        return tr("Signal");
    }
    return {};
}

QString IndicatorList::problem(int row, int parameter, const QString &text) const
{
    if (!has(row, parameter))
        return {};
    Indicator changed = m_indicators.at(row);
    const IndicatorParameter &rule =
        parametersOf(changed.kind)[static_cast<std::size_t>(parameter)];
    const std::optional<double> value = parseNumber(text);
    const bool inRange = value && *value >= rule.least && *value <= rule.most;
    if (rule.whole && (!inRange || *value != std::floor(*value)))
        return tr("A whole number from %1 to %2").arg(number(rule.least), number(rule.most));
    if (!inRange)
        return tr("A number from %1 to %2").arg(number(rule.least), number(rule.most));
    changed.parameters[static_cast<std::size_t>(parameter)] = *value;
    return changed.isValid() ? QString() : tr("Fast must be less than slow");
}

void IndicatorList::setParameter(int row, int parameter, const QString &text)
{
    if (!has(row, parameter) || !problem(row, parameter, text).isEmpty())
        return;
    double &held = m_indicators[row].parameters[static_cast<std::size_t>(parameter)];
    const double value = parseNumber(text).value_or(held);
    if (value == held)
        return;
    held = value;
    emit dataChanged(index(row), index(row));
    emit changed();
}

int IndicatorList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant IndicatorList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Indicator &indicator = m_indicators.at(index.row());
    switch (role) {
    case TitleRole:
        return indicator.title();
    case NameRole:
        return kinds().at(static_cast<int>(indicator.kind));
    case ParametersRole: {
        QStringList numbers;
        for (std::size_t i = 0; i < parametersOf(indicator.kind).size(); ++i)
            numbers.append(number(indicator.parameters[i]));
        return numbers;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> IndicatorList::roleNames() const
{
    return {{TitleRole, "title"}, {NameRole, "name"}, {ParametersRole, "parameters"}};
}

} // namespace Tickwell
