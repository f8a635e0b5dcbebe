// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/HostReadings.h"

#include "models/Format.h"

namespace Tickwell {

namespace {

const QString Unknown = QStringLiteral("–");

QString percent(std::optional<double> value)
{
    return value ? Format::percent(*value) : Unknown;
}

QString rate(std::optional<double> value)
{
    return value ? Format::rate(*value) : Unknown;
}

} // namespace

void HostReadings::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_sample.reset();
    if (source) {
        connect(source, &DataSource::hostSampled, this, &HostReadings::take);
        if (const QList<HostSample> samples = source->samples(); !samples.isEmpty())
            take(samples.last());
    }
    emit sourceChanged();
}

void HostReadings::take(const HostSample &sample)
{
    m_sample = sample;
    emit changed();
    const int cores = static_cast<int>(sample.perCore.size());
    if (cores != m_coreCount) {
        m_coreCount = cores;
        emit coreCountChanged();
    }
}

QString HostReadings::cpu() const
{
    return percent(m_sample ? m_sample->cpuUsage : std::nullopt);
}

QList<double> HostReadings::cores() const
{
    return m_sample ? m_sample->perCore : QList<double>();
}

QString HostReadings::coresText() const
{
    QStringList words;
    for (const double core : cores())
        words.append(Format::percent(core));
    return words.join(QStringLiteral(", "));
}

QString HostReadings::memory() const
{
    return percent(m_sample ? m_sample->memoryUsage() : std::nullopt);
}

QString HostReadings::memoryUsed() const
{
    if (!m_sample || m_sample->memoryTotal == 0)
        return Unknown;
    return Format::bytes(static_cast<double>(m_sample->memoryTotal - m_sample->memoryAvailable));
}

QString HostReadings::memoryTotal() const
{
    if (!m_sample || m_sample->memoryTotal == 0)
        return Unknown;
    return Format::bytes(static_cast<double>(m_sample->memoryTotal));
}

QString HostReadings::networkIn() const
{
    return rate(m_sample ? m_sample->networkIn : std::nullopt);
}

QString HostReadings::networkOut() const
{
    return rate(m_sample ? m_sample->networkOut : std::nullopt);
}

} // namespace Tickwell
