// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CaptureReadings.h"

#include "models/Format.h"
#include "models/ServerWords.h"

namespace Tickwell {

void CaptureReadings::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source)
        connect(source, &DataSource::captureStatusChanged, this, &CaptureReadings::changed);
    emit sourceChanged();
    emit changed();
}

QString CaptureReadings::rows() const
{
    return m_source ? Format::count(static_cast<double>(m_source->capturedRows())) : QString();
}

QString CaptureReadings::size() const
{
    return m_source ? Format::bytes(static_cast<double>(m_source->capturedBytes())) : QString();
}

QString CaptureReadings::lost() const
{
    return m_source && m_source->droppedRows() > 0
        ? Format::count(static_cast<double>(m_source->droppedRows()))
        : QString();
}

QString CaptureReadings::error() const
{
    return m_source ? ServerWords::said(m_source->captureError()) : QString();
}

} // namespace Tickwell
