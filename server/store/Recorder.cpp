// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Recorder.h"

#include "core/Clock.h"
#include "core/Log.h"

#include <QTimer>

namespace Tickwell {

using namespace std::chrono_literals;

namespace {

/// Rows of one transaction: bounds how long the store thread is away from its loop.
constexpr qsizetype BatchRows = 50'000;

/// Leaves the rest of FlushInterval to the writing itself.
constexpr auto FlushDelay = Recorder::FlushInterval - 100ms;
constexpr auto RetryDelay = 1s;
constexpr auto StatusInterval = 500ms;

constexpr auto FirstPruneDelay = 1s;
constexpr auto PruneInterval = 30s;
/// Between two pieces, so that rows that wait get their turn.
constexpr auto PrunePause = 10ms;

/// The highest seq of the messages in @p batch; 0 when there is none.
quint64 lastMessage(const RecordBatch &batch)
{
    quint64 seq = 0;
    for (const ChatMessage &message : batch.messages)
        seq = std::max(seq, message.seq);
    return seq;
}

} // namespace

Recorder::Recorder(Store &store, Retention retention, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_retention(retention)
{
}

Recorder::~Recorder()
{
    flush();
    if (const qsizetype left = m_queue.rows(); left > 0)
        qCWarning(lcStore).noquote()
            << QStringLiteral("%1 rows could not be stored: %2").arg(left).arg(m_error);
}

void Recorder::record(const Tick &tick)
{
    enqueue(tick);
}

void Recorder::record(const Candle &candle)
{
    enqueue(candle);
}

void Recorder::record(const HostSample &sample)
{
    enqueue(sample);
}

void Recorder::record(const ChatMessage &message)
{
    enqueue(message);
}

template<typename Row>
void Recorder::enqueue(const Row &row)
{
    bool isFirst = false;
    bool isBatch = false;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.add(row);
        isFirst = !std::exchange(m_awake, true);
        isBatch = m_queue.waiting() == BatchRows && m_error.isEmpty();
    }
    if (isFirst)
        QMetaObject::invokeMethod(this, &Recorder::wake, Qt::QueuedConnection);
    else if (isBatch)
        QMetaObject::invokeMethod(this, &Recorder::writeNext, Qt::QueuedConnection);
}

CaptureStatus Recorder::status() const
{
    CaptureStatus status;
    status.rows = m_store.rows();
    status.bytes = m_store.bytes();
    const std::lock_guard lock(m_mutex);
    status.pending = m_queue.rows();
    status.dropped = m_queue.dropped();
    status.error = m_error;
    return status;
}

void Recorder::start()
{
    m_flushTimer = new QTimer(this);
    m_flushTimer->setSingleShot(true);
    m_flushTimer->setTimerType(Qt::PreciseTimer);
    connect(m_flushTimer, &QTimer::timeout, this, &Recorder::writeNext);

    m_statusTimer = new QTimer(this);
    m_statusTimer->setSingleShot(true);
    m_statusTimer->setInterval(StatusInterval);
    connect(m_statusTimer, &QTimer::timeout, this, &Recorder::announceStatus);

    m_pruneTimer = new QTimer(this);
    m_pruneTimer->setSingleShot(true);
    connect(m_pruneTimer, &QTimer::timeout, this, &Recorder::prune);
    m_pruneTimer->start(FirstPruneDelay);

    // What came before has nobody woken.
    wake();
    announceStatus();
}

void Recorder::wake()
{
    if (m_flushTimer && !m_flushTimer->isActive())
        m_flushTimer->start(FlushDelay);
}

void Recorder::flush()
{
    while (writeBatch()) { }
    scheduleNext();
}

bool Recorder::writeBatch()
{
    RecordBatch batch;
    {
        const std::lock_guard lock(m_mutex);
        batch = m_queue.take(BatchRows);
        // From here on a new row asks for a new flush.
        if (m_queue.waiting() == 0)
            m_awake = false;
    }
    if (batch.rows() == 0)
        return false;
    const quint64 newestMessage = lastMessage(batch);
    const auto written = m_store.write(batch);
    const QString error = written ? QString() : written.error().message;
    QString before;
    qsizetype kept = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (written) {
            m_queue.settled();
        } else {
            m_queue.putBack(std::move(batch));
            m_awake = true;
        }
        before = std::exchange(m_error, error);
        kept = m_queue.rows();
    }
    if (written && newestMessage > 0)
        emit messagesStored(newestMessage);
    if (error != before) {
        if (written)
            qCInfo(lcStore) << "recording goes on," << kept << "rows are waiting";
        else
            qCWarning(lcStore).noquote()
                << QStringLiteral("recording is held up, rows are kept in memory: %1").arg(error);
    }
    return written.has_value();
}

void Recorder::writeNext()
{
    writeBatch();
    scheduleNext();
}

void Recorder::scheduleNext()
{
    if (!m_flushTimer)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_error.isEmpty())
            m_flushTimer->start(RetryDelay);
        else if (m_queue.waiting() >= BatchRows)
            m_flushTimer->start(0ms);
        else if (m_queue.waiting() > 0)
            m_flushTimer->start(FlushDelay);
        else
            m_flushTimer->stop();
    }
    announceStatus();
}

void Recorder::prune()
{
    const auto more = m_store.prune(m_retention, Clock::system().now());
    if (!more)
        qCWarning(lcStore).noquote()
            << QStringLiteral("old rows could not be removed: %1").arg(more.error().message);
    m_pruneTimer->start(more && *more ? std::chrono::milliseconds(PrunePause) : PruneInterval);
    announceStatus();
}

void Recorder::announceStatus()
{
    if (m_statusTimer->isActive())
        return;
    const CaptureStatus now = status();
    if (now == m_announced)
        return;
    m_announced = now;
    m_statusTimer->start();
    emit statusChanged(now);
}

} // namespace Tickwell
