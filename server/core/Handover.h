// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace Tickwell {

// Qt's libraries are not built for ThreadSanitizer, which therefore sees neither the lock of an
// event queue nor that of a pool: every value that a queued call carries looks like a race to it.
// What follows says where such a call is handed over. Without that sanitizer it is nothing.

#ifdef __SANITIZE_THREAD__

namespace Handover {

inline char place = 0;

/// All that this thread did so far comes before whatever is taken over later.
inline void release()
{
    __tsan_release(&place);
}
inline void acquire()
{
    __tsan_acquire(&place);
}

} // namespace Handover

/// A call that another thread makes, or destroys.
template<typename Call>
class HandedOver
{
public:
    explicit HandedOver(Call call)
        : m_call(std::move(call))
    {
        Handover::release();
    }
    HandedOver(HandedOver &&other)
        : m_call(std::move(other.m_call))
    {
        Handover::release();
    }
    HandedOver(const HandedOver &other)
        : m_call(other.m_call)
    {
        Handover::release();
    }
    ~HandedOver() { Handover::acquire(); }

    decltype(auto) operator()()
    {
        Handover::acquire();
        return m_call();
    }

private:
    Call m_call;
};

template<typename Call>
HandedOver<Call> handedOver(Call call)
{
    return HandedOver<Call>(std::move(call));
}

#else

namespace Handover {
inline void release() { }
inline void acquire() { }
} // namespace Handover

/// @p call, for another thread by way of one of Qt's queues.
template<typename Call>
Call handedOver(Call call)
{
    return call;
}

#endif

} // namespace Tickwell
