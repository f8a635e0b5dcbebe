// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Handover.h"

#include <QAbstractEventDispatcher>
#include <QObject>
#include <QPointer>
#include <QThread>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace Tickwell {

/// Runs @p work on @p pool and hands what it returns (never void) to @p done on the calling thread.
///
/// Call it on @p context's thread; it returns at once. If @p context dies first, the answer is
/// dropped and @p done is never called: what a connection started dies with it. @p work runs on
/// another thread and must not touch @p context. Whoever owns the calling thread waits for the
/// pool (QThreadPool::waitForDone) before ending that thread.
template<typename Work, typename Done>
void runInBackground(QThreadPool *pool, QObject *context, Work work, Done done)
{
    Q_ASSERT(context->thread() == QThread::currentThread());
    // The answer travels through an object that outlives every context on its thread, so that
    // context is looked at only there.
    QObject *home = QAbstractEventDispatcher::instance();
    Q_ASSERT(home);
    pool->start(handedOver([home, guard = QPointer<QObject>(context), work = std::move(work),
                            done = std::make_shared<Done>(std::move(done))]() mutable {
        auto answer = std::make_shared<decltype(work())>(work());
        QMetaObject::invokeMethod(home,
                                  handedOver([guard = std::move(guard), answer = std::move(answer),
                                              done = std::move(done)] {
                                      if (guard)
                                          (*done)(std::move(*answer));
                                  }),
                                  Qt::QueuedConnection);
    }));
}

} // namespace Tickwell
