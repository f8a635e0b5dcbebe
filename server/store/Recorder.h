// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Status.h"
#include "store/RecordQueue.h"

#include <QObject>

#include <mutex>

class QTimer;

namespace Tickwell {

/// Collects what the program sees and writes it in batches.
///
/// The record…() calls are for any thread and never block on a disk: they append to a queue of at
/// most MaxPending rows. The object lives on the store thread, which writes the queue in one
/// transaction at most FlushInterval after its first row. When a write fails (a full disk, say) the
/// rows stay queued, status().error says why, and writing is tried again; when the queue is full
/// the oldest ticks and samples go first, and are counted in status().dropped. Chat messages are
/// the last to go.
class Recorder : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds FlushInterval{500};
    static constexpr qsizetype MaxPending = 1'000'000;

    /// @p store must outlive the recorder. Create it, move it to the store thread, then start().
    explicit Recorder(Store &store, Retention retention = {}, QObject *parent = nullptr);
    /// Writes what is queued, if it was started; afterwards no thread may record any more.
    ~Recorder() override;

    /// Any thread.
    void record(const Tick &tick);
    void record(const Candle &candle);
    void record(const HostSample &sample);
    void record(const ChatMessage &message);
    [[nodiscard]] CaptureStatus status() const;

    /// Store thread: starts the flush and retention timers.
    void start();
    /// Store thread: writes all that is queued. The error, if any, is in status().
    void flush();

signals:
    /// At most twice a second, and only when something changed.
    void statusChanged(const Tickwell::CaptureStatus &status);
    /// All chat messages up to @p seq can be read from the store. On the store thread.
    void messagesStored(quint64 seq);

private:
    template<typename Row>
    void enqueue(const Row &row);
    void wake();
    /// Writes one batch; false when nothing was waiting or the store failed.
    bool writeBatch();
    void writeNext();
    void scheduleNext();
    void prune();
    void announceStatus();

    Store &m_store;
    const Retention m_retention;

    mutable std::mutex m_mutex; ///< guards the queue, the error, and whether the thread was woken
    RecordQueue m_queue{MaxPending};
    QString m_error;
    bool m_awake = false;

    // Store thread.
    QTimer *m_flushTimer = nullptr;
    QTimer *m_pruneTimer = nullptr;
    QTimer *m_statusTimer = nullptr;
    CaptureStatus m_announced;
};

} // namespace Tickwell
