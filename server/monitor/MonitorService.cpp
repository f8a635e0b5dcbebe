// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/MonitorService.h"

#include "core/Clock.h"
#include "core/Log.h"
#include "monitor/HostSampler.h"
#include "monitor/SamplerThread.h"

#include <QFile>
#include <QTimer>

namespace Tickwell {

namespace {

MonitorService::Reader hostReader(const QByteArray &folder)
{
    auto sampler = std::make_shared<HostSampler>(QByteArray(), folder);
    return [sampler = std::move(sampler)] { return sampler->sample(); };
}

} // namespace

MonitorService::MonitorService(QObject *parent)
    : MonitorService(Reader(), parent)
{
}

MonitorService::MonitorService(Reader reader, QObject *parent)
    : QObject(parent)
    , m_reader(std::move(reader))
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &MonitorService::tick);
}

MonitorService::~MonitorService() = default;

void MonitorService::setConnectionCounter(std::function<int()> counter)
{
    m_connections = std::move(counter);
}

void MonitorService::watchFileSystem(const QString &folder)
{
    m_folder = QFile::encodeName(folder);
}

void MonitorService::start()
{
    if (m_thread)
        return;
    // A sampler for each thread: one that was left behind hanging still uses its own.
    m_thread = std::make_unique<SamplerThread>(m_reader ? m_reader : hostReader(m_folder));
    connect(m_thread.get(), &SamplerThread::finished, this, &MonitorService::accept);
    tick();
}

void MonitorService::stop()
{
    m_timer->stop();
    m_thread.reset();
    m_missed = 0;
}

std::optional<HostSample> MonitorService::latest() const
{
    if (m_history.isEmpty())
        return std::nullopt;
    return m_history.last();
}

QList<HostSample> MonitorService::history() const
{
    return m_history;
}

void MonitorService::tick()
{
    scheduleTick();
    if (!m_thread->request() && ++m_missed == 5)
        qCWarning(lcMonitor, "reading the host hangs; samples are missing until it goes on");
}

void MonitorService::scheduleTick()
{
    // Half a second at least: a timer that fires just before its second must not fire twice, and
    // the first sample must not be followed at once.
    const qint64 now = toMillis(Clock::system().now());
    const qint64 next = ((now + 500) / 1'000 + 1) * 1'000;
    m_timer->start(static_cast<int>(next - now));
}

void MonitorService::accept(HostSample sample)
{
    m_missed = 0;
    if (m_connections)
        sample.activeConnections = m_connections();
    m_history.append(sample);
    if (m_history.size() > HistorySize)
        m_history.removeFirst();
    emit sampled(sample);
}

} // namespace Tickwell
