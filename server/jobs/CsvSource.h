// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArrayView>
#include <QFile>
#include <QString>

#include <memory>

namespace Tickwell {

/// The bytes of a CSV file, on a disk or in memory, read from front to back. One thread at a time.
class CsvSource
{
public:
    /// The file @p path. NotFound when there is none, Invalid when it is a folder or a device,
    /// Unavailable when it cannot be read.
    [[nodiscard]] static Result<CsvSource> open(const QString &path);
    /// @p csv, which outlives the source.
    explicit CsvSource(QByteArrayView csv);

    /// Bytes in all, as far as is known: a file may grow or shrink while it is read.
    qint64 size() const { return m_size; }
    /// Reads @p wanted bytes to @p to; fewer only at the end.
    [[nodiscard]] Result<qint64> read(char *to, qint64 wanted);
    /// To the beginning.
    void rewind();

private:
    explicit CsvSource(std::unique_ptr<QFile> file);

    std::unique_ptr<QFile> m_file; ///< null: m_memory
    QByteArrayView m_memory;
    qint64 m_size = 0;
    qint64 m_position = 0;
};

} // namespace Tickwell
