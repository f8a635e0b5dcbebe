// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/HostFiles.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace Tickwell {

namespace {

constexpr qsizetype MaxBytes = 4 * 1024 * 1024;

struct CloseDir
{
    void operator()(DIR *dir) const { ::closedir(dir); }
};
using Dir = std::unique_ptr<DIR, CloseDir>;

bool isDots(const char *name)
{
    return std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0;
}

} // namespace

HostFiles::HostFiles(QByteArray root)
    : m_root(std::move(root))
{
}

std::optional<QByteArray> HostFiles::read(const QByteArray &path) const
{
    // Not QFile: it asks for the size and position first, which costs more than reading /proc does.
    const int fd = ::open((m_root + path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return std::nullopt;
    QByteArray text;
    bool ok = true;
    while (text.size() < MaxBytes) {
        const qsizetype old = text.size();
        const qsizetype room = old == 0 ? 16 * 1024 : old;
        text.resize(old + room);
        ssize_t count = 0;
        do {
            count = ::read(fd, text.data() + old, static_cast<size_t>(room));
        } while (count < 0 && errno == EINTR);
        text.resize(old + (count > 0 ? static_cast<qsizetype>(count) : 0));
        if (count <= 0) {
            ok = count == 0;
            break;
        }
    }
    ::close(fd);
    if (!ok)
        return std::nullopt;
    return text;
}

bool HostFiles::exists(const QByteArray &path) const
{
    return ::access((m_root + path).constData(), F_OK) == 0;
}

std::optional<int> HostFiles::countEntries(const QByteArray &path) const
{
    const Dir dir(::opendir((m_root + path).constData()));
    if (!dir)
        return std::nullopt;
    int count = 0;
    while (const dirent *entry = ::readdir(dir.get()))
        count += isDots(entry->d_name) ? 0 : 1;
    return count;
}

bool HostFiles::hasEntry(const QByteArray &path, const char *prefix) const
{
    const Dir dir(::opendir((m_root + path).constData()));
    if (!dir)
        return false;
    while (const dirent *entry = ::readdir(dir.get())) {
        if (std::strncmp(entry->d_name, prefix, std::strlen(prefix)) == 0)
            return true;
    }
    return false;
}

} // namespace Tickwell
