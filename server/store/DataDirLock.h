// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <utility>

namespace Tickwell {

/// Holds a data folder for this one program. The system lets go of it when the program ends,
/// however it ends. A second lock of the same folder is refused in the same process too.
class DataDirLock
{
public:
    /// Fails when another program, or another store of this one, holds @p dataDir, or when it
    /// is not a folder one can write in.
    [[nodiscard]] static Result<DataDirLock> acquire(const QString &dataDir);

    DataDirLock(DataDirLock &&other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {
    }
    DataDirLock &operator=(DataDirLock &&other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    ~DataDirLock();

private:
    explicit DataDirLock(int file)
        : m_file(file)
    {
    }

    int m_file = -1;
};

} // namespace Tickwell
