// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace Tickwell {

namespace {

QStringList columnsOf(const Indicator &indicator)
{
    const QString title = indicator.title();
    switch (indicator.kind) {
    case IndicatorKind::Bollinger:
        return {title + QLatin1String(" lower"), title + QLatin1String(" middle"),
                title + QLatin1String(" upper")};
    case IndicatorKind::Macd:
        return {title, title + QLatin1String(" signal"), title + QLatin1String(" histogram")};
    default:
        return {title};
    }
}

QString timeOf(const Bar &bar)
{
    // By hand, as QDateTime's own zones are named differently from one Qt to the next.
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(bar.start, QTimeZone::utc());
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) + QLatin1Char('Z');
}

QString number(double value)
{
    return std::isnan(value) ? QString()
                             : QString::number(value, 'f', QLocale::FloatingPointShortest);
}

QByteArray line(const QStringList &fields)
{
    return fields.join(u',').toUtf8() + "\r\n";
}

} // namespace

QByteArray chartCsv(const BarHistory &bars, qsizetype first, qsizetype last,
                    const std::vector<IndicatorSeries> &series)
{
    QStringList header{QStringLiteral("time"), QStringLiteral("open"),  QStringLiteral("high"),
                       QStringLiteral("low"),  QStringLiteral("close"), QStringLiteral("volume")};
    for (const IndicatorSeries &each : series)
        header += columnsOf(each.indicator());
    QByteArray csv = line(header);
    const int decimals = bars.decimals();
    for (qsizetype i = first; i < last; ++i) {
        const Bar &bar = bars.at(i);
        QStringList fields{timeOf(bar)};
        for (const double price : {bar.open, bar.high, bar.low, bar.close})
            fields.append(QString::number(price, 'f', decimals));
        fields.append(number(bar.volume));
        for (const IndicatorSeries &each : series) {
            for (int value = 0; value < each.indicator().values(); ++value)
                fields.append(number(each.at(i)[static_cast<std::size_t>(value)]));
        }
        csv += line(fields);
    }
    return csv;
}

} // namespace Tickwell
