// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Tickwell {

/// The host's /proc and /sys, or another tree of the same shape. Reads may block.
class HostFiles
{
public:
    /// What is asked for as `/proc/stat` is read from `ROOT/proc/stat`.
    explicit HostFiles(QByteArray root = {});

    /// The whole file, at most 4 MiB of it; nothing when it cannot be read.
    [[nodiscard]] std::optional<QByteArray> read(const QByteArray &path) const;
    [[nodiscard]] bool exists(const QByteArray &path) const;
    /// How many entries a folder has, @p path's own two not counted.
    [[nodiscard]] std::optional<int> countEntries(const QByteArray &path) const;
    /// Whether an entry of the folder starts with @p prefix.
    [[nodiscard]] bool hasEntry(const QByteArray &path, const char *prefix) const;

private:
    QByteArray m_root;
};

} // namespace Tickwell
